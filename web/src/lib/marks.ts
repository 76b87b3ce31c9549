// Cuts a report's text at the borders of all that is marked in it. Offsets here are UTF-16 units: lib/offsets converts.
import type { Shape } from "./api";
import type { Offsets } from "./offsets";

export type Part = "source" | "cue" | "content" | "trigger" | "figure" | "copied" | "boilerplate" | "evidence";
/** Something marked: whose it is (the key of a claim or an event), and its lane of underlines, 0 nearest to the words. */
export type Mark = { start: number; end: number; part: Part; owner: string; lane: number };
/** A part of what is chosen, filled and labelled; `front` is seen above all others. */
export type Fill = { id: string; start: number; end: number; part: string; label: string; front?: boolean };
export type Segment = { start: number; end: number; marks: Mark[] };
/** Segments within one fill, or between fills; `opens` and `closes` are the fills that begin and end here. */
export type Run = { start: number; end: number; fill: Fill | null; opens: Fill[]; closes: Fill[]; segments: Segment[] };
/** A paragraph, or a piece of one that is too long to be drawn at once (`joined` to the one before). */
export type Block = { start: number; end: number; joined: boolean; marks: Mark[] };

type Claim = Shape<"ReviewedClaim">;
type Event = Shape<"ReviewedEvent">;
type Span = Shape<"Span">;
type Stretch = { start: number; end: number };

export const MOST_LANES = 6;
const LONGEST = 4000;
const GAP = /(?:[ \t]*\r?\n){2,}/g;

/** The paragraphs of a text, those over `longest` units cut at the end of a line, else between words. */
export function blocks(text: string, longest = LONGEST): Block[] {
  const made: Block[] = [];
  let from = 0;
  for (const gap of [...text.matchAll(GAP), null]) {
    made.push(...pieces(text, from, gap ? gap.index : text.length, longest));
    if (gap) from = gap.index + gap[0].length;
  }
  return made;
}

function pieces(text: string, from: number, to: number, longest: number): Block[] {
  const made: Block[] = [];
  let start = from;
  while (start < to) {
    const end = to - start <= longest ? to : cutAt(text, start, start + longest);
    made.push({ start, end, joined: start > from, marks: [] });
    start = end;
  }
  return made;
}

function cutAt(text: string, start: number, end: number): number {
  const window = text.slice(start, end);
  const at = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" ")) + 1;
  if (at > 0) return start + at;
  // No character that takes two units is torn.
  return /[\ud800-\udbff]/.test(text[end - 1] ?? "") ? end - 1 : end;
}

/** Neighbouring blocks together, each lot of about `size` units: what is drawn at once. */
export function chunks(made: readonly Block[], size = 2 * LONGEST): Block[][] {
  const lots: Block[][] = [];
  let full = size;
  for (const block of made) {
    if (full >= size) {
      lots.push([]);
      full = 0;
    }
    lots.at(-1)?.push(block);
    full += block.end - block.start;
  }
  return lots;
}

/** Gives each block the marks that stand in it. */
export function laid(made: Block[], marks: readonly Mark[]): Block[] {
  const filled = made.map((block) => ({ ...block, marks: [] as Mark[] }));
  for (const mark of marks) {
    for (let at = firstAfter(filled, mark.start); at < filled.length; at++) {
      const block = filled[at];
      if (!block || block.start >= mark.end) break;
      block.marks.push(mark);
    }
  }
  return filled;
}

/** The place of the first block that ends after an offset. */
export function firstAfter(made: readonly Stretch[], offset: number): number {
  let [low, high] = [0, made.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((made[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs of segments from `start` to `end`; every border of a mark or a fill is a border of a segment. */
export function cut(start: number, end: number, marks: readonly Mark[], fills: readonly Fill[] = []): Run[] {
  const [near, filled] = [inside(marks, start, end), inside(fills, start, end)];
  const borders = new Set([start, end]);
  for (const { start: first, end: last } of [...near, ...filled]) {
    if (first > start) borders.add(first);
    if (last < end) borders.add(last);
  }
  const sorted = [...borders].sort((one, two) => one - two);
  const [marked, fillable] = [sweep(near), sweep(filled)];
  const runs: Run[] = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const [from, to] = [sorted[at] ?? 0, sorted[at + 1] ?? 0];
    const fill = foremost(fillable(from));
    const opens = filled.filter((one) => one.start === from);
    const last = runs.at(-1);
    const segment = { start: from, end: to, marks: marked(from) };
    if (last && last.fill === fill && !opens.length && !last.closes.length) {
      last.segments.push(segment);
      last.end = to;
    } else runs.push({ start: from, end: to, fill, opens, closes: [], segments: [segment] });
    const run = runs.at(-1);
    if (run) run.closes = filled.filter((one) => one.end === to);
  }
  return runs;
}

function inside<Kind extends Stretch>(all: readonly Kind[], start: number, end: number): Kind[] {
  return all.filter((one) => one.start < end && one.end > start).sort((one, two) => one.start - two.start);
}

/** What stands at an offset, to be asked for offsets that only grow. */
function sweep<Kind extends Stretch>(sorted: readonly Kind[]): (at: number) => Kind[] {
  let [next, open] = [0, [] as Kind[]];
  return (at) => {
    open = open.filter((one) => one.end > at);
    for (let one = sorted[next]; one && one.start <= at; one = sorted[++next]) if (one.end > at) open.push(one);
    return [...open];
  };
}

function foremost(fills: readonly Fill[]): Fill | null {
  const front = fills.find((one) => one.front);
  return front ?? fills.reduce<Fill | null>((best, one) => (best && size(best) <= size(one) ? best : one), null);
}

const size = (one: Stretch): number => one.end - one.start;

export const spansOf = ({ source, cue, content }: Shape<"Claim">): Span[] => [...(source ? [source] : []), cue, ...content];

/**
 * The lane of each claim, by key: claims that share a character never share a lane, and the one with the longer reach
 * lies further out, so that what is told inside a claim stands nearer to the words.
 */
export function lanes(claims: readonly Claim[]): Map<string, number> {
  const reach = (claim: Claim): number => {
    const spans = spansOf(claim.claim);
    return Math.max(...spans.map((span) => span.end)) - Math.min(...spans.map((span) => span.start));
  };
  const shared = sharing(claims);
  const found = new Map<string, number>();
  for (const claim of [...claims].sort((one, two) => reach(one) - reach(two))) {
    const taken = [...(shared.get(claim.key) ?? [])].map((key) => found.get(key) ?? -1);
    found.set(claim.key, Math.max(-1, ...taken) + 1);
  }
  return found;
}

/** For each claim the keys of those that share a character with it. */
function sharing(claims: readonly Claim[]): Map<string, Set<string>> {
  const found = new Map(claims.map((claim) => [claim.key, new Set<string>()]));
  const all = claims.flatMap(({ key, claim }) => spansOf(claim).map(({ start, end }) => ({ start, end, key })));
  all.sort((one, two) => one.start - two.start);
  let open: typeof all = [];
  for (const span of all) {
    open = open.filter((one) => one.end > span.start);
    for (const one of open) {
      if (one.key === span.key) continue;
      found.get(one.key)?.add(span.key);
      found.get(span.key)?.add(one.key);
    }
    open.push(span);
  }
  return found;
}

/** All that is marked in a report: claims that were not rejected in their lanes, triggers and figures of events, boilerplate. */
export function marksOf(page: Shape<"ReportPage">, offsets: Offsets): Mark[] {
  const claims = page.claims.filter((one) => one.state !== "rejected");
  const events = page.events.filter((one) => one.state !== "rejected");
  const lane = lanes(claims);
  const mark = (span: Span, part: Part, owner: string, at = 0): Mark => ({
    ...{ start: offsets.toUnits(span.start), end: offsets.toUnits(span.end) },
    ...{ part, owner, lane: Math.min(at, MOST_LANES - 1) },
  });
  const made = [
    ...claims.flatMap((one) => claimMarks(one, (span, part) => mark(span, part, one.key, lane.get(one.key)))),
    ...events.flatMap((one) => eventMarks(one, (span, part) => mark(span, part, one.key))),
    ...page.boilerplate.map((span) => mark(span, "boilerplate", "")),
  ];
  return made.sort((one, two) => one.start - two.start);
}

type Make = (span: Span, part: Part) => Mark;

function claimMarks({ claim }: Claim, make: Make): Mark[] {
  const content = claim.content.map((span) => make(span, "content"));
  return [...(claim.source ? [make(claim.source, "source")] : []), make(claim.cue, "cue"), ...content];
}

function eventMarks({ event }: Event, make: Make): Mark[] {
  return [make(event.trigger, "trigger"), ...event.casualties.map((figure) => make(figure.evidence, "figure"))];
}

/** Whose marks stand at an offset: the innermost claim first, then the others, then events. */
export function owners(marks: readonly Mark[], at: number): string[] {
  const rank = (mark: Mark): number => (mark.part === "trigger" || mark.part === "figure" ? 100 : mark.lane);
  const here = marks.filter((mark) => mark.owner && mark.start <= at && at < mark.end);
  return [...new Set(here.sort((one, two) => rank(one) - rank(two)).map((mark) => mark.owner))];
}

/** The next of those at an offset: the first, or the one after that which is chosen already. */
export function chosenAt(marks: readonly Mark[], at: number, chosen: string | null): string | null {
  const found = owners(marks, at);
  return found[(found.indexOf(chosen ?? "") + 1) % (found.length || 1)] ?? null;
}

/** The names of the classes that draw a segment. */
export function look(marks: readonly Mark[]): string {
  return [...new Set(marks.map(({ part, lane }) => (part in LINES ? `${LINES[part as keyof typeof LINES]}${lane}` : part)))].join(" ");
}

const LINES = { source: "s", cue: "q", content: "c" } as const;

/** How many lanes some marks need. */
export function depth(marks: readonly Mark[]): number {
  return marks.reduce((most, { part, lane }) => (part in LINES ? Math.max(most, lane + 1) : most), 0);
}

/** Control characters as the pictures of them, one for one, so that nothing in a text hides or acts. */
export function shown(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}
