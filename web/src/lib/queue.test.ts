import { expect, test } from "vitest";
import { ahead, back, current, decided, EMPTY, more, moved, undone, type Item } from "./queue";

const item = (key: string, report = "r1"): Item => ({ subject: "claim", key, report, reason: "unseen" });
const start = more(EMPTY, ["a", "b", "c"].map((key) => item(key)));
const keys = (items: Item[]): string => items.map((one) => one.key).join("");

test("deciding brings up what follows, and after the last what was passed over", () => {
  const one = decided(start);
  expect(current(one)?.key).toBe("b");
  expect(keys(one.done)).toBe("a");
  const last = decided(decided(moved(one, 1)));
  expect(current(last)).toBeNull();
  expect(keys(decided(moved(one, 1)).items)).toBe("b");
  expect(decided(last)).toBe(last);
});

test("more items come behind, none twice, none that is being decided", () => {
  const line = more(decided(start), [item("a"), item("b"), item("d"), item("e")], new Set(["claim e"]));
  expect(keys(line.items)).toBe("bcd");
  expect(current(line)?.key).toBe("b");
});

test("undo brings back what was decided last", () => {
  const line = undone(decided(decided(start)));
  expect(current(line)?.key).toBe("b");
  expect(keys(line.done)).toBe("a");
  expect(keys(line.items)).toBe("bc");
  expect(undone(start)).toBe(start);
});

test("what is named comes up: where it waits, or before what is shown", () => {
  expect(back(start, item("c")).at).toBe(2);
  const line = back(moved(start, 1), item("x"));
  expect(keys(line.items)).toBe("axbc");
  expect(current(line)?.key).toBe("x");
});

test("going on without deciding stops at the ends", () => {
  expect(moved(start, -1)).toBe(start);
  expect(moved(moved(moved(start, 1), 1), 1).at).toBe(2);
});

test("the reports of the next items are fetched ahead, each once", () => {
  const line = more(EMPTY, [item("a", "r1"), item("b", "r1"), item("c", "r2"), item("d", "r3"), item("e", "r4")]);
  expect(ahead(line)).toEqual(["r1", "r2", "r3"]);
});
