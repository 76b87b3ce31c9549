import { expect, test, vi } from "vitest";
import type { Shape } from "../../lib/api";

vi.stubGlobal("location", { pathname: "/", search: "" });
vi.stubGlobal("addEventListener", () => {});
const { adjudication, betweenThem, taking } = await import("./adjudicating");

const span = (text: string, start = 0): Shape<"Span"> => ({ start, end: start + text.length, text });
const claim: Shape<"Claim"> = {
  ...{ id: "c1", source: null, cue: span("said"), content: [span("the dam holds", 5)], holder: "council", holder_span: null },
  ...{ relay: ["council"], relay_spans: [null], act: "assert", manner: "indirect", inside: null },
};
const review = (changes: Partial<Shape<"Review">>): Shape<"Review"> => ({
  ...{ number: 1, at: "2024-05-12T08:00:00Z", who: "Ada", action: "accept", subject: "claim", key: "k1", report: "r1" },
  ...{ before: claim, after: claim, why: null, previous: "", digest: "" },
  ...changes,
});
const item = (changes: Partial<Shape<"ReviewedClaim">>): Shape<"ReviewedClaim"> => ({
  ...{ key: "k1", report: "r1", claim, suggested: claim, inside: null, incidents: [], state: "differs", seen: 2, doubts: [], reviews: [] },
  ...changes,
});
const other = { ...claim, act: "deny" as const };
const difference = (changes: Partial<Shape<"Difference">>): Shape<"Difference"> => ({
  ...{ subject: "claim", key: "k1", report: "r1", report_id: "r1", claim: item({}), event: null },
  ...{ one: review({}), two: review({ number: 2, who: "Ben", action: "correct", after: other }) },
  ...changes,
});

test("what differs between two versions is told, and nothing where one rejects", () => {
  expect(betweenThem(difference({}))).toEqual([{ what: "act", before: "assert", after: "deny" }]);
  expect(betweenThem(difference({ two: review({ number: 2, action: "reject", after: null }) }))).toEqual([]);
});

test("taking a version sends its verdict, and its record where it is not the reader's", () => {
  const both = difference({});
  expect(taking(both, both.one, "Cem")).toMatchObject({ action: "adjudicate", verdict: "accept", after: null, who: "Cem", seen: 2 });
  expect(taking(both, both.two, "Cem")).toMatchObject({ verdict: "correct", after: other });
  const added = difference({ claim: item({ suggested: null }) });
  expect(taking(added, added.one, "Cem")).toMatchObject({ verdict: "correct", after: claim });
  expect(taking(both, review({ action: "reject", after: null }), "Cem")).toMatchObject({ verdict: "reject", after: null });
});

test("it is settled by an adjudication that came after both and stands", () => {
  const settled = review({ number: 3, who: "Cem", action: "adjudicate", after: { verdict: "accept", record: claim } });
  const by = (...reviews: Shape<"Review">[]) => adjudication(difference({ claim: item({ reviews }) }));
  expect(by(settled)).toBe(settled);
  expect(by({ ...settled, undone: 4 })).toBeNull();
  expect(by({ ...settled, number: 1 })).toBeNull();
});
