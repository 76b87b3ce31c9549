import { expect, test } from "vitest";
import type { Shape } from "../../lib/api";
import { anything, chosenOf, daysOfChoice, within } from "./chosen";

const line = (key: string, days: [string, string] | null, placed = true): Shape<"IncidentLine"> =>
  ({ key, days, location: placed ? { id: "1" } : null }) as unknown as Shape<"IncidentLine">;
const LINES = [line("a", ["2024-01-30", "2024-02-02"]), line("b", ["2024-03-01", "2024-03-01"], false), line("c", null)];
const keys = (query: Record<string, string>): string[] => within(LINES, chosenOf(query)).map((one) => one.key);

test("incidents are listed where they can have been within the span", () => {
  expect(keys({ from: "2024-02" })).toEqual(["a"]);
  expect(keys({ from: "2024-03", to: "2024-01" })).toEqual(["a", "b"]);
  expect(keys({ from: "2023" })).toEqual([]);
  expect(keys({ from: "2024" })).toEqual(["a", "b"]);
});

test("those without a place or a day are listed alone", () => {
  expect([keys({ without: "place" }), keys({ without: "day" }), keys({})]).toEqual([["b"], ["c"], ["a", "b", "c"]]);
});

test("an address that means nothing chooses nothing", () => {
  expect(anything(chosenOf({ from: "2024-13", without: "name" }))).toBe(false);
});

test("the days of a span", () => {
  expect(daysOfChoice(chosenOf({ from: "2024-02", to: "2023-12" }))).toEqual({ since: "2023-12-01", until: "2024-02-29" });
  expect(daysOfChoice(chosenOf({}))).toBe(null);
});
