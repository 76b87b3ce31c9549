// A decision as it is sent.
import type { Shape } from "../../lib/api";
import { outbox, type Letter } from "../../lib/outbox.svelte";
import { reviewer } from "../../lib/me.svelte";
import type { Sheet } from "../../lib/sheets.svelte";
import type { Bench } from "./correct/bench.svelte";

export type Coded = Shape<"ReviewedClaim"> | Shape<"ReviewedEvent">;
type Told = Pick<Shape<"Decide">, "action"> & Partial<Shape<"Decide">>;
export const REASONS = ["no claim here", "wrong holder", "wrong span", "wrong act"] as const;
export const EVENT_REASONS = ["no event here", "wrong type", "wrong span", "wrong people or place"] as const;

export const subjectOf = (coded: Coded): "claim" | "event" => ("claim" in coded ? "claim" : "event");

/** Sends what is decided about a claim or an event. */
export function decide(coded: Coded, told: Told): void {
  const subject = subjectOf(coded);
  const body = { who: reviewer.name, subject, key: coded.key, seen: coded.seen, ...told };
  outbox.send({ path: "reviews", body, name: `${subject} ${coded.key}`, report: coded.report });
}

/** Sends what the bench has made, a correction or something added, and gives what it was about; null where it made nothing. */
export function keepWork(bench: Bench, sheet: Sheet | null): Letter["name"] | null {
  const { work, after } = bench;
  if (!work || !after) return null;
  const all: Coded[] = sheet ? [...sheet.page.claims, ...sheet.page.events] : [];
  const body = {
    ...{ who: reviewer.name, subject: work.subject, key: work.key, report: work.report },
    ...{ action: work.key ? ("correct" as const) : ("add" as const), after: after as unknown as Record<string, unknown> },
    seen: all.find((one) => one.key === work.key)?.seen ?? 0,
  };
  const name = `${work.subject} ${work.key ?? "new"}`;
  outbox.send({ path: "reviews", body, name, report: work.report });
  bench.leave();
  return name;
}

/** Takes the last decision back: one that has not gone out is given back, for another the ledger is asked. */
export function takeBack(): Letter | null {
  const letter = outbox.withdraw();
  if (!letter) outbox.send({ path: "reviews/undo", body: { who: reviewer.name }, name: "undo", report: "" });
  return letter;
}

/** What was done, as it is read out. */
export const DONE: Record<string, string> = {
  ...{ accept: "Accepted", correct: "Corrected", reject: "Rejected", later: "Put off", add: "Added", undo: "Taken back" },
};
