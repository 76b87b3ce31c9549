import { describe, expect, test } from "vitest";
import { changes, claimDraft, eventDraft, faults, figureWords, finished, labelOf, newClaim, newEvent, used } from "./draft";
import type { Shape } from "./api";
import { Offsets } from "./offsets";

const TEXT = "😀 The mayor said on Monday that 12 people were killed near the bridge.";
const offsets = new Offsets(TEXT);
const span = (words: string): Shape<"Span"> => {
  const start = offsets.toPoints(TEXT.indexOf(words));
  return { start, end: start + Array.from(words).length, text: words };
};
const CLAIM: Shape<"Claim"> = {
  ...{ id: "c1", source: span("The mayor"), cue: span("said"), content: [span("that 12 people were killed")] },
  ...{ holder: "the mayor", holder_span: span("mayor"), relay: ["the mayor", "Radio", "Gazette"] },
  ...{ relay_spans: [span("mayor"), span("Monday"), null], act: "assert", manner: "indirect", inside: null },
};
const EVENT: Shape<"Event"> = {
  ...{ id: "e1", type: "ASSAULT", mode: null, status: "actual", trigger: span("killed"), agent: [], patient: [span("12 people")] },
  ...{ instrument: [], place: span("the bridge"), location: null, date: ["2001-02-05", "2001-02-05"], date_span: span("Monday") },
  ...{ casualties: [{ kind: "killed", who: null, low: 12, high: 12, evidence: span("12 people") }], claim: "c1" },
};

describe("a draft", () => {
  test("that nobody touched is what it was made from", () => {
    expect(finished(claimDraft(CLAIM), offsets, "c1")).toEqual(CLAIM);
    expect(finished(eventDraft(EVENT), offsets, "e1")).toEqual(EVENT);
    expect(faults(claimDraft(CLAIM))).toEqual([]);
    expect(faults(eventDraft(EVENT))).toEqual([]);
  });

  test("has spans of the words at its new borders, in code points", () => {
    const draft = claimDraft(CLAIM);
    const pieces = draft.pieces.map((one) => (one.part === "cue" ? { ...one, end: span("on Monday").end } : one));
    expect(finished({ ...draft, pieces }, offsets, "c1")).toMatchObject({ cue: { start: 12, text: "said on Monday" } });
  });

  test("takes words as a part: one in place of another, contents beside one another", () => {
    const draft = claimDraft(CLAIM);
    const { start, end } = span("the bridge");
    const cued = { ...draft, pieces: used(draft, "cue", start, end) };
    expect(finished(cued, offsets, "c1")).toMatchObject({ cue: span("the bridge") });
    const told = { ...draft, pieces: used(draft, "content", start, end) };
    expect(finished(told, offsets, "c1")).toMatchObject({ content: [span("that 12 people were killed"), span("the bridge")] });
    expect(told.pieces.filter((one) => one.part === "content").map((one) => labelOf(told, one))).toEqual(["content 1", "content 2"]);
  });
});

describe("what is missing is said with its mend", () => {
  test("of a new claim and a new event", () => {
    expect(faults(newClaim("Gazette")).map((fault) => fault.split(":")[0])).toEqual(["It has no cue", "It has no content"]);
    expect(faults(newEvent(null))[0]).toContain("It has no trigger");
  });

  test("of parts that share words, days and figures", () => {
    const draft = claimDraft(CLAIM);
    const pieces = draft.pieces.map((one) => (one.part === "cue" ? { ...one, end: one.end + 20 } : one));
    expect(faults({ ...draft, pieces })).toEqual(["The cue and the content share words: move a border of one of them."]);
    const event = eventDraft(EVENT);
    const [figure] = event.figures;
    if (!figure) throw new Error("it has a figure");
    expect(faults({ ...event, first: "2001-02-06", figures: [{ ...figure, low: "a dozen" }] })).toHaveLength(2);
    expect(faults({ ...event, last: "", figures: [{ ...figure, low: "13" }] })).toHaveLength(2);
  });
});

test("what changes is told in words, a moved span with the same words too", () => {
  const after = { ...CLAIM, holder: "the city", cue: span("said"), act: "deny" as const };
  expect(changes(CLAIM, after)).toEqual([
    { what: "holder", before: "the mayor", after: "the city" },
    { what: "act", before: "assert", after: "deny" },
  ]);
  const moved = { ...CLAIM, cue: { ...CLAIM.cue, start: 40, end: 44 } };
  expect(changes(CLAIM, moved)).toEqual([{ what: "cue", before: "said", after: "said" }]);
});

test("figures in words", () => {
  const figure = { kind: "killed" as const, who: null };
  expect(figureWords({ ...figure, low: 12, high: 15 })).toBe("12 to 15 killed");
  expect(figureWords({ ...figure, low: 12, high: null, who: "civilians" })).toBe("at least 12 killed (civilians)");
  expect(figureWords({ ...figure, low: null, high: null })).toBe("a number of killed");
});
