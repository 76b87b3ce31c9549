import fc from "fast-check";
import { expect, test } from "vitest";
import { amount, ranges, topOf } from "./ranges";

const number = fc.option(fc.nat(100_000));
const version = fc.record({
  ...{ holder: fc.option(fc.string()), names: fc.constant<string[]>([]), low: number, high: number, reports: fc.constant<string[]>([]) },
  ...{ since: fc.option(fc.constantFrom("2024-01-01", "2024-02-01")), revised: fc.boolean(), rests_on: fc.constant<string[]>([]) },
});

test("every version has a row within the axis", () => {
  fc.assert(
    fc.property(fc.array(version, { minLength: 1 }), (versions) => {
      const made = ranges(versions, topOf(versions));
      expect(made.length).toBe(versions.length);
      for (const one of made) {
        expect(one.from).toBeGreaterThanOrEqual(0);
        expect(one.to).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("amounts in words", () => {
  expect([amount({ low: 3, high: 3 }), amount({ low: 3, high: 5 }), amount({ low: 3, high: null }), amount({ low: null, high: 4 })]).toEqual([
    ...["3", "3 to 5", "at least 3", "at most 4"],
  ]);
});
