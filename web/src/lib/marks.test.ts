import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Shape } from "./api";
import { blocks, chosenAt, chunks, cut, depth, laid, lanes, look, shown, type Fill, type Mark } from "./marks";

const mark = (start: number, end: number, part: Mark["part"] = "content", owner = "c", lane = 0): Mark => ({ start, end, part, owner, lane });
const fill = (start: number, end: number, part = "content"): Fill => ({ id: `${part}${start}`, start, end, part, label: part });

function claim(key: string, ...content: [number, number][]): Shape<"ReviewedClaim"> {
  const [cue, ...rest] = content.map(([start, end]) => ({ start, end, text: "" }));
  return { key, claim: { source: null, cue, content: rest } } as unknown as Shape<"ReviewedClaim">;
}

describe("paragraphs", () => {
  test("are cut at empty lines, which are not shown", () => {
    const text = "One.\nStill one.\n\nTwo.\r\n\r\nThree.";
    expect(blocks(text).map(({ start, end }) => text.slice(start, end))).toEqual(["One.\nStill one.", "Two.", "Three."]);
  });

  test("that are too long are cut, and no character is lost or torn", () => {
    const text = "😀".repeat(50);
    const made = blocks(text, 15);
    expect(made.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    expect(made.every(({ start }) => start % 2 === 0)).toBe(true);
    expect(made.map((one) => one.joined)).toEqual([false, ...made.slice(1).map(() => true)]);
  });

  test("are drawn in lots, none left out", () => {
    const made = blocks(Array.from({ length: 20 }, (_, at) => `Paragraph ${at}.`).join("\n\n"));
    const lots = chunks(made, 50);
    expect(lots.flat()).toEqual(made);
    expect(lots.length).toBeGreaterThan(3);
    expect(lots.every((lot) => lot.length > 0)).toBe(true);
  });

  test("have the marks that stand in them", () => {
    const made = laid(blocks("abc\n\ndef\n\nghi"), [mark(1, 7), mark(10, 12)]);
    expect(made.map((block) => block.marks.length)).toEqual([1, 1, 1]);
  });
});

describe("cutting", () => {
  const stretches = fc.array(fc.tuple(fc.nat(40), fc.nat(12)).map(([start, size]) => ({ start, end: start + size + 1 })), { maxLength: 12 });

  test("gives back the whole stretch, each segment with just the marks that cover it", () => {
    fc.assert(
      fc.property(stretches, stretches, (some, others) => {
        const marks = some.map(({ start, end }) => mark(start, end));
        const fills = others.map(({ start, end }, at) => ({ ...fill(start, end), id: `${at}` }));
        const runs = cut(5, 45, marks, fills);
        const segments = runs.flatMap((run) => run.segments);
        expect(segments[0]?.start).toBe(5);
        expect(segments.at(-1)?.end).toBe(45);
        segments.forEach((segment, at) => {
          if (at) expect(segment.start).toBe(segments[at - 1]?.end);
          const covering = marks.filter((one) => one.start < segment.end && one.end > segment.start);
          expect(new Set(segment.marks)).toEqual(new Set(covering));
          expect(covering.every((one) => one.start <= segment.start && one.end >= segment.end)).toBe(true);
        });
        const opened = runs.flatMap((run) => run.opens).length;
        expect(opened).toBe(fills.filter((one) => one.start >= 5 && one.start < 45).length);
        const closed = runs.flatMap((run) => run.closes).length;
        expect(closed).toBe(fills.filter((one) => one.end > 5 && one.end <= 45 && one.start < 45).length);
      }),
    );
  });

  test("joins the segments of one fill into one run", () => {
    const runs = cut(0, 10, [mark(3, 5)], [fill(2, 8)]);
    expect(runs.map((run) => [run.start, run.end, run.fill?.id ?? null, run.segments.length])).toEqual([
      [0, 2, null, 1],
      [2, 8, "content2", 3],
      [8, 10, null, 1],
    ]);
  });
});

describe("lanes", () => {
  test("a claim inside another lies nearer to the words", () => {
    const found = lanes([claim("outer", [0, 4], [5, 50]), claim("inner", [20, 24], [25, 40]), claim("apart", [60, 62], [63, 70])]);
    expect(found).toEqual(new Map([["outer", 1], ["inner", 0], ["apart", 0]]));
  });

  test("claims that share a character never share a lane", () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(10)).map(([at, size]): [number, number] => [at, at + size + 1]), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 8 }), (all) => {
        const claims = all.map((one, at) => claim(`${at}`, ...one));
        const found = lanes(claims);
        all.forEach((one, at) =>
          all.slice(0, at).forEach((other, before) => {
            const shares = one.some(([start, end]) => other.some(([first, last]) => start < last && first < end));
            if (shares) expect(found.get(`${at}`)).not.toBe(found.get(`${before}`));
          }),
        );
      }),
    );
  });
});

describe("choosing", () => {
  const marks = [mark(0, 20, "content", "outer", 1), mark(5, 10, "content", "inner", 0), mark(6, 8, "trigger", "event")];

  test("takes the innermost claim, then those around it, then events, and begins anew", () => {
    expect(chosenAt(marks, 7, null)).toBe("inner");
    expect(chosenAt(marks, 7, "inner")).toBe("outer");
    expect(chosenAt(marks, 7, "outer")).toBe("event");
    expect(chosenAt(marks, 7, "event")).toBe("inner");
    expect(chosenAt(marks, 30, "inner")).toBeNull();
  });
});

describe("drawing", () => {
  test("names each lane by what lies in it", () => {
    const marks = [mark(0, 1, "source", "a", 1), mark(0, 1, "cue", "b", 0), mark(0, 1, "trigger")];
    expect(look(marks)).toBe("s1 q0 trigger");
    expect(depth(marks)).toBe(2);
  });

  test("shows control characters as pictures, one for one", () => {
    expect(shown("a\u0000b\u001b\u202e<script>\n\t")).toBe("a␀b␛\ufffd<script>\n\t");
  });
});
