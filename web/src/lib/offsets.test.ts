import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Offsets } from "./offsets";

const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.array(fc.constantFrom("a", "e\u0301", "👩‍👩‍👧", "🇵🇰", "\ud800", "\udc00", "لاہور", "\n")).map((parts) => parts.join("")),
);

describe("offsets", () => {
  test("are those of the list of code points", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const offsets = new Offsets(text);
        const points = Array.from(text);
        expect(offsets.length).toBe(points.length);
        let unit = 0;
        points.forEach((point, at) => {
          expect(offsets.toUnits(at)).toBe(unit);
          expect(offsets.toPoints(unit)).toBe(at);
          unit += point.length;
        });
        expect(offsets.toUnits(points.length)).toBe(text.length);
        expect(offsets.toPoints(text.length)).toBe(points.length);
      }),
    );
  });

  test("cut a text as code points do", () => {
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(40), (text, start, size) => {
        const points = Array.from(text);
        const first = Math.min(start, points.length);
        const last = Math.min(first + size, points.length);
        expect(new Offsets(text).slice(first, last)).toBe(points.slice(first, last).join(""));
      }),
    );
  });
});
