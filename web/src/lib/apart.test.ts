import fc from "fast-check";
import { expect, test } from "vitest";
import { apart, type Box } from "./apart";

const over = (one: Box, two: Box): boolean =>
  Math.abs(one.x - two.x) < (one.wide + two.wide) / 2 && Math.abs(one.y - two.y) < (one.high + two.high) / 2;

test("what does not touch stays where it is", () => {
  const boxes = [{ x: 0, y: 0, wide: 10, high: 10 }, { x: 500, y: 0, wide: 10, high: 10 }];
  apart(boxes);
  expect(boxes.map((box) => box.x)).toEqual([0, 500]);
});

test("no two boxes lie over one another in the end, even where all begin at one place", () => {
  const size = fc.record({ wide: fc.integer({ min: 40, max: 160 }), high: fc.integer({ min: 20, max: 50 }) });
  const place = fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -200, max: 200 }) });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, size), { maxLength: 24 }), (drawn) => {
      const boxes = drawn.map(([at, of]) => ({ ...at, ...of }));
      apart(boxes);
      expect(boxes.some((one, at) => boxes.slice(at + 1).some((two) => over(one, two)))).toBe(false);
    }),
  );
});
