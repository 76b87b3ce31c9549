import { expect, test } from "vitest";
import { dayOf, daysOf, opening, originsOf, relayShort } from "./words";

const day = (text: string): string => text.replaceAll("_", "\u00a0");

test("days are written out, and what is no day stays as it is", () => {
  expect(dayOf("2024-05-12")).toBe(day("12_May_2024"));
  expect(dayOf("2024-05-12T01:30:00+05:00")).toBe(day("12_May_2024"));
  expect(dayOf("last spring")).toBe("last spring");
  expect(dayOf(null)).toBe("");
  expect(daysOf(["2024-05-12", "2024-05-14"])).toBe(day("12 to 14_May_2024"));
  expect(daysOf(["2024-05-30", "2024-06-02"])).toBe(day("30_May to 2_Jun_2024"));
  expect(daysOf(["2024-05-12", "2024-05-12"])).toBe(day("12_May_2024"));
  expect(daysOf(null)).toBe("");
});

test("the way is told between holder and outlet, the middle of a long one counted", () => {
  expect(relayShort(["council"], null)).toBe("");
  expect(relayShort(["council", "Coast News"], "Coast News")).toBe("");
  expect(relayShort(["council", null, "Coast News"], "Coast News")).toBe("not known");
  expect(relayShort(["council", "a", "b", "c", "d", "Coast News"], "Coast News")).toBe("a → 2 more → d");
});

test("origins are a range, or nothing where they are not worked out", () => {
  expect([originsOf({ least: 2, most: 3 }), originsOf({ least: 1, most: 1 }), originsOf({ least: null, most: null })]).toEqual(["2 to 3", "1", ""]);
});

test("an opening is cut between words", () => {
  expect(opening("The river\nrose  by night", 50)).toBe("The river rose by night");
  expect(opening("The river rose by night", 12)).toBe("The river …");
  expect(opening("😀".repeat(9), 4)).toBe("😀😀😀😀 …");
});
