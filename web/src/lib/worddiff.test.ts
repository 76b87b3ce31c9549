import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDiff, type Run } from "./worddiff";

const text = (runs: Run[]): string => runs.map((run) => run.text).join("");
const differing = (runs: Run[]): string[] => runs.filter((run) => run.differs).map((run) => run.text);

test("only the words that differ are marked", () => {
  const [one, two] = wordDiff("the army said 12 were hurt", "the army said 17 people were hurt");
  expect(differing(one)).toEqual(["12"]);
  expect(differing(two)).toEqual(["17 people "]);
});

test("words that differ side by side are marked as one", () => {
  expect(wordDiff("the old dam", "a new canal bridge").flatMap(differing)).toEqual(["the old dam", "a new canal bridge"]);
});

test("nothing is marked where nothing differs, all where nothing is shared", () => {
  expect(wordDiff("no loss", "no loss").flatMap(differing)).toEqual([]);
  expect(wordDiff("assert", "deny")).toEqual([[{ text: "assert", differs: true }], [{ text: "deny", differs: true }]]);
  expect(wordDiff("", "deny")).toEqual([[], [{ text: "deny", differs: true }]]);
});

test("no letter is lost, and what both share is the same in both", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", " ", "é", "😀", "پل"), { maxLength: 40 }).map((all) => all.join(" "));
  fc.assert(
    fc.property(words, words, (one, two) => {
      const [left, right] = wordDiff(one, two);
      expect([text(left), text(right)]).toEqual([one, two]);
      const same = (runs: Run[]): string => text(runs.filter((run) => !run.differs)).replace(/\s/g, "");
      expect(same(left)).toBe(same(right));
    }),
  );
});

test("a version of very many words is marked as a whole, at once", () => {
  const long = "word ".repeat(5000);
  expect(wordDiff(long, "word")[0]).toEqual([{ text: long, differs: true }]);
});
