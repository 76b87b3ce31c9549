import fc from "fast-check";
import { expect, test } from "vitest";
import { graph } from "./graph";

const origin = (name: string, ...reports: string[]): Parameters<typeof graph>[1][number] => ({ name, reports, side: null });
const merge = (rule: "D1" | "D2", one: string, two: string): Parameters<typeof graph>[2][number] => ({ rule, one, two, reason: "", passages: [] });

test("merges of two reports are one arc with all of their rules", () => {
  const made = graph(["a", "b", "c"], [], [merge("D2", "c", "a"), merge("D1", "a", "c"), merge("D1", "b", "b"), merge("D1", "a", "lost")]);
  expect(made.arcs).toEqual([{ one: 0, two: 2, rules: ["D2", "D1"], merges: [0, 1], lane: 0 }]);
});

test("origins stand where their reports do", () => {
  const made = graph(["a", "b", "c"], [origin("late", "c"), origin("early", "a", "b")], []);
  expect(made.origins.map((one) => one.name)).toEqual(["early", "late"]);
  expect(made.lines).toEqual([{ report: 0, origin: 0 }, { report: 1, origin: 0 }, { report: 2, origin: 1 }]);
});

test("no two arcs lie over one another", () => {
  const key = fc.constantFrom(...["a", "b", "c", "d", "e", "f"]);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key)), (pairs) => {
      const { arcs, lanes } = graph(["a", "b", "c", "d", "e", "f"], [], pairs.map(([one, two]) => merge("D1", one, two)));
      for (const one of arcs) {
        expect(one.lane).toBeLessThan(lanes);
        for (const two of arcs) if (one !== two && one.lane === two.lane) expect(one.two <= two.one || two.two <= one.one).toBe(true);
      }
    }),
  );
});
