import fc from "fast-check";
import { expect, test } from "vitest";
import { asked, changed, chipWords, isDay, queryOf, totalWords, turned, type Asked } from "./filters";

const NAMES = ["holder", "act"];

test("an address without anything asks for all", () => {
  expect(asked({}, NAMES)).toEqual({ filters: {}, sort: null, shown: null });
});

test("what the table does not know, or what means nothing, is left out", () => {
  const query = { holder: "Army", act: "  ", colour: "red", since: "yesterday", until: "2024-02-30", sort: "; drop", shown: "-1" };
  expect(asked(query, NAMES)).toEqual({ filters: { holder: "Army" }, sort: null, shown: null });
});

const text = fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }).filter((one) => one.trim() === one && one !== "");
const question: fc.Arbitrary<Asked> = fc.record({
  filters: fc.dictionary(fc.constantFrom("q", ...NAMES), text),
  sort: fc.option(fc.record({ by: fc.constantFrom("published", "holder"), down: fc.boolean() })),
  shown: fc.option(fc.integer({ min: 51, max: 99_999 })),
});

test("an address gives back the very question that it was made of", () => {
  fc.assert(
    fc.property(question, (one) => {
      const address = new URLSearchParams(queryOf(one)).toString();
      expect(asked(Object.fromEntries(new URLSearchParams(address)), NAMES)).toEqual(one);
    }),
  );
});

test("days are days that there are", () => {
  expect(isDay("2024-02-29")).toBe(true);
  for (const wrong of ["2023-02-29", "2024-2-9", "2024-13-01", ""]) expect(isDay(wrong)).toBe(false);
});

test("a header sorts upwards, downwards, then not at all", () => {
  const up = turned(null, "holder");
  const down = turned(up, "holder");
  expect([up, down, turned(down, "holder")]).toEqual([{ by: "holder", down: false }, { by: "holder", down: true }, null]);
  expect(turned(down, "act")).toEqual({ by: "act", down: false });
});

test("a changed filter keeps the order and begins with the first rows", () => {
  const before: Asked = { filters: { holder: "Army", act: "deny" }, sort: { by: "act", down: true }, shown: 200 };
  expect(changed(before, { act: null, q: "bridge" })).toEqual({ filters: { holder: "Army", q: "bridge" }, sort: before.sort, shown: null });
});

test("totals and chips in words", () => {
  expect(totalWords(1240, false, ["claim", "claims"])).toBe("1,240 claims");
  expect(totalWords(1, false, ["claim", "claims"])).toBe("1 claim");
  expect(totalWords(10000, true, ["claim", "claims"])).toBe("more than 10,000 claims");
  expect(chipWords("state", "later", [{ name: "state", label: "State", words: () => "put off" }])).toBe("State: put off");
  expect(chipWords("agent", "Army", [])).toBe("agent: Army");
});
