import { expect, test } from "vitest";
import { daysIn, filled } from "./months";

test("months without reports stand between those that have some", () => {
  const made = filled([
    { month: "2024-02", reports: 3, incidents: 1 },
    { month: "2023-11", reports: 1, incidents: 0 },
  ]);
  expect(made.map((one) => [one.month, one.reports])).toEqual([["2023-11", 1], ["2023-12", 0], ["2024-01", 0], ["2024-02", 3]]);
});

test("many years are taken by the year, and no month makes no bar", () => {
  expect(filled([])).toEqual([]);
  const made = filled([
    { month: "1900-01", reports: 1, incidents: 0 },
    { month: "2024-01", reports: 2, incidents: 0 },
  ]);
  expect([made.length, made[0]?.month, made.at(-1)?.reports]).toEqual([125, "1900", 2]);
});

test("the days of a month", () => {
  expect(daysIn("2024-02")).toEqual({ since: "2024-02-01", until: "2024-02-29" });
  expect(daysIn("1999")).toEqual({ since: "1999-01-01", until: "1999-12-31" });
});
