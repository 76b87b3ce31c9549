import fc from "fast-check";
import { expect, test } from "vitest";
import { apart, frameOf, packed, type Box } from "./apart";

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

test("a frame goes around its boxes", () => {
  const boxes = [{ x: 0, y: 0, wide: 20, high: 10 }, { x: 100, y: 50, wide: 40, high: 20 }];
  expect(frameOf(boxes)).toEqual({ x: -10, y: -5, wide: 130, high: 65 });
});

test("groups are laid side by side, in the shape that is wanted, and none over another", () => {
  const group = fc.record({ wide: fc.integer({ min: 10, max: 600 }), high: fc.integer({ min: 10, max: 400 }) });
  fc.assert(
    fc.property(fc.array(group, { maxLength: 20 }), fc.constantFrom(0.6, 1, 2), (groups, shape) => {
      const boxes = packed(groups, shape).map(({ x, y }, at) => {
        const { wide = 0, high = 0 } = groups[at] ?? {};
        return { x: x + wide / 2, y: y + high / 2, wide, high };
      });
      expect(boxes).toHaveLength(groups.length);
      expect(boxes.some((one, at) => boxes.slice(at + 1).some((two) => over(one, two)))).toBe(false);
    }),
  );
  const twelve = Array.from({ length: 12 }, () => ({ wide: 100, high: 100 }));
  const frame = frameOf(packed(twelve, 2).map(({ x, y }) => ({ x: x + 50, y: y + 50, wide: 100, high: 100 })));
  expect(frame.wide / frame.high).toBeGreaterThan(1.2);
});
