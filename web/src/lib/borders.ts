// Moves the borders of spans by character, word and sentence. Offsets are UTF-16 units; no grapheme cluster is torn.
export type Step = "character" | "word" | "sentence";
export type Edge = "start" | "end";

const AROUND = 2000;
const segmenters = new Map<string, Intl.Segmenter>();

/** Where a border stands after one step; where it stood when there is nothing further. */
export function step(text: string, at: number, edge: Edge, by: Step, forward: boolean, language = "en"): number {
  const stops = by === "character" ? clusters(text, at) : units(text, at, edge, by, language);
  const next = forward ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
  return next ?? at;
}

/** The border between grapheme clusters nearest to an offset, not after it. */
export function snap(text: string, at: number): number {
  return at >= text.length ? text.length : (clusters(text, at).findLast((stop) => stop <= at) ?? at);
}

/** A stretch with the white space at its ends left out. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + words.trimEnd().length) };
}

/** Whether a stretch is written from right to left: by its first letter that has a direction. */
export function rightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

/** All borders of clusters around an offset, both ends of the window included. */
function clusters(text: string, at: number): number[] {
  const [from, to] = window(text, at);
  return [...cutter("grapheme", "en").segment(text.slice(from, to))].map((one) => from + one.index).concat(to);
}

/** Where words or sentences begin (for a start) or end (for an end). */
function units(text: string, at: number, edge: Edge, by: "word" | "sentence", language: string): number[] {
  const [from, to] = window(text, at);
  const found: number[] = [];
  for (const { index, segment, isWordLike } of cutter(by, language).segment(text.slice(from, to))) {
    if (by === "word" ? !isWordLike : !segment.trim()) continue;
    const { start, end } = trimmed(text, from + index, from + index + segment.length);
    found.push(edge === "start" ? start : end);
  }
  return found;
}

/** A stretch around an offset that begins and ends with a line, where lines are not endless: a line's end is always a border. */
function window(text: string, at: number): [number, number] {
  const before = text.lastIndexOf("\n", Math.max(0, at - AROUND));
  const after = text.indexOf("\n", at + AROUND);
  const from = at - before > 5 * AROUND ? lastSpace(text, at - AROUND) : before + 1;
  return [Math.max(0, from), after < 0 || after - at > 5 * AROUND ? Math.min(text.length, at + 5 * AROUND) : after + 1];
}

function lastSpace(text: string, at: number): number {
  const found = text.lastIndexOf(" ", at);
  return at - found > AROUND ? Math.max(0, at) : found;
}

function cutter(granularity: Intl.SegmenterOptions["granularity"] & string, language: string): Intl.Segmenter {
  const name = `${granularity} ${language}`;
  let found = segmenters.get(name);
  if (!found) {
    const known = Intl.Segmenter.supportedLocalesOf([language]).length > 0;
    found = new Intl.Segmenter(known ? language : "en", { granularity });
    segmenters.set(name, found);
  }
  return found;
}
