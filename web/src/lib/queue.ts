// What waits at this page and what was decided at it: plain states, each function gives a new one.
import type { Shape } from "./api";

export type Item = Shape<"Waiting">;
/** `at` is the place of the item that is shown among those that wait; `done` were decided here, the last at the end. */
export type Line = { items: Item[]; at: number; done: Item[] };

export const EMPTY: Line = { items: [], at: 0, done: [] };

export const nameOf = (item: Pick<Item, "subject" | "key">): string => `${item.subject} ${item.key}`;
export const current = (line: Line): Item | null => line.items[line.at] ?? null;

/** Items that came from the server, behind those that are here; what is known or being decided stays out. */
export function more(line: Line, items: readonly Item[], deciding: ReadonlySet<string> = new Set()): Line {
  const known = new Set([...line.items, ...line.done].map(nameOf));
  return { ...line, items: [...line.items, ...items.filter((item) => !known.has(nameOf(item)) && !deciding.has(nameOf(item)))] };
}

/** The shown item is decided: what follows it comes up, or the first that was passed over. */
export function decided(line: Line): Line {
  const item = current(line);
  if (!item) return line;
  const items = line.items.filter((_, at) => at !== line.at);
  return { items, at: line.at < items.length ? line.at : 0, done: [...line.done, item] };
}

/** The last decided item comes back, and is shown. */
export function undone(line: Line): Line {
  const item = line.done.at(-1);
  return item ? back({ ...line, done: line.done.slice(0, -1) }, item) : line;
}

/** An item is shown: where it waits, or put before what is shown now. */
export function back(line: Line, item: Item): Line {
  const done = line.done.filter((one) => nameOf(one) !== nameOf(item));
  const at = line.items.findIndex((one) => nameOf(one) === nameOf(item));
  if (at >= 0) return { ...line, at, done };
  return { items: line.items.toSpliced(line.at, 0, item), at: line.at, done };
}

/** Another item is shown and nothing is decided. */
export function moved(line: Line, by: 1 | -1): Line {
  const at = line.at + by;
  return at >= 0 && at < line.items.length ? { ...line, at } : line;
}

/** The reports of the next items, the shown one's first: what to fetch ahead. */
export function ahead(line: Line, count = 3): string[] {
  return [...new Set(line.items.slice(line.at, line.at + 30).map((item) => item.report))].slice(0, count);
}
