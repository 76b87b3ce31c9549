import { beforeEach, expect, test, vi } from "vitest";
import type { Letter } from "./outbox.svelte";

const store = new Map<string, string>();
vi.stubGlobal("sessionStorage", {
  getItem: (name: string) => store.get(name) ?? null,
  setItem: (name: string, value: string) => store.set(name, value),
});
type Sent = { once: string; body: { key: string; seen: number } };
let sent: Sent[] = [];
let answers: (Response | "lost")[] = [];

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const fine = (): Response => answer(201, { review: { number: 1 } });
const letter = (key: string): Omit<Letter, "once"> => ({
  path: "reviews",
  body: { who: "Ada", subject: "claim", action: "accept", key, seen: 0 },
  name: `claim ${key}`,
  report: "r",
});
// Only the wait before a decision is sent again is a timer, and no test waits for it.
vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Response("x").text();
}
// A page that is loaded anew has a new outbox over the same store.
const opened = async () => (vi.resetModules(), (await import("./outbox.svelte")).outbox);

beforeEach(() => {
  store.clear();
  [sent, answers] = [[], []];
  vi.stubGlobal("fetch", async (_: string, options: RequestInit) => {
    sent.push({ once: new Headers(options.headers).get("Idempotency-Key") ?? "", body: JSON.parse(options.body as string) });
    const next = answers.shift() ?? fine();
    if (next === "lost") throw new TypeError("network");
    return next;
  });
});

test("decisions go out one after the other, each with a key of its own", async () => {
  const outbox = await opened();
  for (const key of ["a", "b", "c"]) outbox.send(letter(key));
  await quiet();
  expect(sent.map((one) => one.body.key)).toEqual(["a", "b", "c"]);
  expect(new Set(sent.map((one) => one.once)).size).toBe(3);
  expect(outbox.letters).toEqual([]);
});

test("one that does not arrive is kept through a reload, and sent again under the same key before those after it", async () => {
  const outbox = await opened();
  answers = ["lost"];
  outbox.send(letter("a"));
  outbox.send(letter("b"));
  await quiet();
  expect(outbox.stuck?.status).toBe(0);
  const again = await opened();
  expect([...again.names]).toEqual(["claim a", "claim b"]);
  await again.flush();
  expect(sent.map((one) => one.body.key)).toEqual(["a", "a", "b"]);
  expect(sent[0]?.once).toBe(sent[1]?.once);
});

test("one that somebody else was before waits for a word, and can be taken again over theirs", async () => {
  const outbox = await opened();
  const review = { number: 7, who: "Ben" };
  answers = [answer(409, { what: "somebody decided", where: "claim a", mend: "look", review })];
  outbox.send(letter("a"));
  outbox.send(letter("b"));
  await quiet();
  expect(outbox.letters).toEqual([]);
  const again = await opened();
  const [refused] = again.refused;
  if (!refused) throw new Error("it was refused");
  again.settle(refused, true);
  await quiet();
  expect(sent.at(-1)?.body).toMatchObject({ key: "a", seen: 7 });
  expect(sent.at(-1)?.once).not.toBe(sent[0]?.once);
  expect(again.refused).toEqual([]);
});

test("one that the ledger refuses holds up no other, and can be tried again under its key", async () => {
  const outbox = await opened();
  answers = [answer(500, { what: "it broke", where: "here", mend: "try again" })];
  outbox.send(letter("a"));
  outbox.send(letter("b"));
  await quiet();
  expect(outbox.refused.map((one) => one.letter.name)).toEqual(["claim a"]);
  for (const refused of outbox.refused) outbox.settle(refused, true);
  await quiet();
  expect(sent.map((one) => one.body.key)).toEqual(["a", "b", "a"]);
  expect(sent[0]?.once).toBe(sent[2]?.once);
});

test("what has not gone out yet can be withdrawn, what was tried cannot", async () => {
  const outbox = await opened();
  answers = ["lost"];
  outbox.send(letter("a"));
  await quiet();
  outbox.send(letter("b"));
  expect(outbox.withdraw()?.name).toBe("claim b");
  expect(outbox.withdraw()).toBeNull();
  expect(outbox.letters.map((one) => one.name)).toEqual(["claim a"]);
});
