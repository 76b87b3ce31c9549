// Where the graph of origins draws what: reports in the middle, merges as arcs before them, origins after them.
import type { Shape } from "../../lib/api";

type Origin = Shape<"Origin">;
type Merge = Shape<"Merge">;
export type Line = { report: number; origin: number };
/** Two reports (by their rows) that have one origin, the rules that say so, and the numbers of these merges. */
export type Arc = { one: number; two: number; rules: string[]; merges: number[]; lane: number };
export type Graph = { reports: string[]; origins: Origin[]; lines: Line[]; arcs: Arc[]; lanes: number };

/** The rows of reports and origins, ordered so that few lines cross; `known` are the reports that can be named, in order. */
export function graph(known: readonly string[], origins: readonly Origin[], merges: readonly Merge[]): Graph {
  const row = new Map(known.map((key, at) => [key, at]));
  const rows = (one: Origin): number[] => one.reports.flatMap((key) => row.get(key) ?? []);
  const middle = (one: Origin): number => rows(one).reduce((sum, at) => sum + at, 0) / Math.max(1, rows(one).length);
  const ordered = [...origins].sort((one, two) => middle(one) - middle(two));
  const lines = ordered.flatMap((one, origin) => rows(one).map((report) => ({ report, origin })));
  const arcs = laned(arcsOf(row, merges));
  return { reports: [...known], origins: ordered, lines, arcs, lanes: Math.max(0, ...arcs.map((one) => one.lane + 1)) };
}

function arcsOf(row: ReadonlyMap<string, number>, merges: readonly Merge[]): Arc[] {
  const found = new Map<string, Arc>();
  merges.forEach(({ rule, one, two }, at) => {
    const [a, b] = [row.get(one), row.get(two)];
    if (a === undefined || b === undefined || a === b) return;
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    const known = found.get(`${first} ${last}`);
    if (!known) found.set(`${first} ${last}`, { one: first, two: last, rules: [rule], merges: [at], lane: 0 });
    else {
      known.merges.push(at);
      if (!known.rules.includes(rule)) known.rules.push(rule);
    }
  });
  return [...found.values()];
}

/** Gives each arc a lane of its own where others span the same rows, the shortest nearest to the reports. */
function laned(arcs: readonly Arc[]): Arc[] {
  const placed: Arc[] = [];
  for (const arc of [...arcs].sort((a, b) => a.two - a.one - (b.two - b.one) || a.one - b.one)) {
    const taken = new Set(placed.filter((one) => one.one < arc.two && arc.one < one.two).map((one) => one.lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    placed.push({ ...arc, lane });
  }
  return placed;
}
