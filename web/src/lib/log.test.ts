import { expect, test, vi } from "vitest";
import type { Shape } from "./api";

vi.stubGlobal("location", { pathname: "/", search: "" });
vi.stubGlobal("addEventListener", () => {});
const { abouts, differences, didWords, kindOf, outcome, wordsOf } = await import("./log");

const span = (text: string, start = 0): Shape<"Span"> => ({ start, end: start + text.length, text });
const claim: Shape<"Claim"> = {
  ...{ id: "c1", source: span("The council"), cue: span("said", 12), content: [span("the dam holds", 17)], holder: "council", holder_span: null },
  ...{ relay: ["council", "Coast News"], relay_spans: [null, null], act: "assert", manner: "indirect", inside: null },
};
const review = (changes: Partial<Shape<"Review">>): Shape<"Review"> => ({
  ...{ number: 3, at: "2024-05-12T08:00:00Z", who: "Ada", action: "accept", subject: "claim", key: "k1", report: "r1" },
  ...{ before: claim, after: claim, why: null, previous: "", digest: "" },
  ...changes,
});

test("what was done is said in words", () => {
  expect(didWords(review({}))).toBe("accepted a claim");
  expect(didWords(review({ action: "undo", subject: "event", after: { undoes: 7 } }))).toBe("took back row 7 about an event");
  expect(didWords(review({ action: "assign", subject: "report", after: { to: ["Ada", "Ben"], reports: ["r1"] } }))).toBe("gave 1 report to Ada and Ben");
  expect(didWords(review({ action: "split", subject: "incident", after: null }))).toBe("split the origins of an incident");
});

test("before and after are told by what differs", () => {
  expect(differences(review({}))).toEqual([]);
  const after = { ...claim, act: "deny" as const };
  expect(differences(review({ action: "correct", after }))).toEqual([{ what: "act", before: "assert", after: "deny" }]);
  expect(differences(review({ action: "adjudicate", after: { verdict: "correct", record: after } }))).toHaveLength(1);
  expect(differences(review({ action: "reject", after: null }))).toEqual([]);
  const signed = { standard: "Admiralty B2", note: "seen by two", digest: "ab" };
  expect(differences(review({ action: "sign-off", subject: "incident", before: null, after: signed }))).toEqual([{ what: "standard", before: "", after: "Admiralty B2" }]);
});

test("what a review came to", () => {
  expect(outcome(review({}))).toEqual({ verdict: "accept", record: claim });
  expect(outcome(review({ action: "reject", after: null }))).toEqual({ verdict: "reject", record: null });
  expect(outcome(review({ action: "adjudicate", after: { verdict: "reject", record: null } }))).toEqual({ verdict: "reject", record: null });
  expect([kindOf(claim), wordsOf(claim)]).toEqual(["council, assert", "the dam holds"]);
});

test("each review leads to what it is about", () => {
  expect(abouts(review({}))).toEqual([{ words: "the claim in its report", href: "/reports/r1?claim=k1" }]);
  const given = review({ action: "assign", subject: "report", report: null, after: { to: ["Ada"], reports: ["r1", "r2"] } });
  expect(abouts(given)).toEqual([{ words: "who has what", href: "/people" }]);
  const joined = review({ action: "join", subject: "incident", key: "i1", report: null, after: { one: "r1", two: "r2" } });
  expect(abouts(joined).map((about) => about.href)).toEqual(["/incidents/i1", "/reports/r1", "/reports/r2"]);
  const linked = review({ action: "link", subject: "incident", key: "i1", report: null, after: { event: "e1", report: "r2" } });
  expect(abouts(linked).map((about) => about.href)).toEqual(["/incidents/i1", "/reports/r2?claim=e1"]);
});
