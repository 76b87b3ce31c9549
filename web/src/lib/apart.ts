// Boxes that lie over one another, moved apart, and groups of them laid side by side.

/** A box by its middle. */
export type Box = { x: number; y: number; wide: number; high: number };
// Between two boxes there is room for the words on their line.
const ROOM = { x: 116, y: 100 };
const GAP = { x: 70, y: 56 };
const ROUNDS = 300;

/** Moves boxes in place until no two lie over one another, each pair along the way that is shorter. */
export function apart(boxes: Box[]): void {
  for (let round = 0, moved = true; moved && round < ROUNDS; round++) {
    moved = false;
    boxes.forEach((one, at) => {
      for (const two of boxes.slice(at + 1)) moved = push(one, two) || moved;
    });
  }
}

function push(one: Box, two: Box): boolean {
  const [dx, dy] = [two.x - one.x, two.y - one.y];
  const over = { x: (one.wide + two.wide) / 2 + ROOM.x - Math.abs(dx), y: (one.high + two.high) / 2 + ROOM.y - Math.abs(dy) };
  // Less than a pixel is left, or the last rounds would move by ever less.
  if (over.x < 1 || over.y < 1) return false;
  if (over.x < over.y) {
    const by = (over.x / 2) * (dx < 0 ? -1 : 1);
    [one.x, two.x] = [one.x - by, two.x + by];
  } else {
    const by = (over.y / 2) * (dy < 0 ? -1 : 1);
    [one.y, two.y] = [one.y - by, two.y + by];
  }
  return true;
}

/** What some boxes take up, by its corner. */
export function frameOf(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((one) => one.x - one.wide / 2)), Math.min(...boxes.map((one) => one.y - one.high / 2))];
  const wide = Math.max(...boxes.map((one) => one.x + one.wide / 2)) - x;
  return { x, y, wide, high: Math.max(...boxes.map((one) => one.y + one.high / 2)) - y };
}

type Size = Pick<Box, "wide" | "high">;
type Place = { x: number; y: number };

/** The corners of groups laid side by side in rows, so that all together come as near as can be to a shape (width by height). */
export function packed(groups: readonly Size[], shape: number): Place[] {
  const widest = Math.max(0, ...groups.map((one) => one.wide));
  const area = groups.reduce((sum, one) => sum + (one.wide + GAP.x) * (one.high + GAP.y), 0);
  const widths = [0.8, 1, 1.2, 1.4, 1.7, 2].map((by) => Math.max(widest, Math.sqrt(area * shape) * by));
  const tried = widths.map((width) => rowsOf(groups, width));
  const least = Math.min(...tried.map((one) => Math.max(one.wide, one.high * shape)));
  return tried.find((one) => Math.max(one.wide, one.high * shape) === least)?.places ?? [];
}

function rowsOf(groups: readonly Size[], width: number): Size & { places: Place[] } {
  const places: Place[] = groups.map(() => ({ x: 0, y: 0 }));
  const order = groups.map((_, at) => at).sort((one, two) => (groups[two]?.high ?? 0) - (groups[one]?.high ?? 0));
  let [x, y, high, wide] = [0, 0, 0, 0];
  for (const at of order) {
    const group = groups[at] as Size;
    if (x > 0 && x + group.wide > width) [x, y, high] = [0, y + high + GAP.y, 0];
    places[at] = { x, y };
    [x, high] = [x + group.wide + GAP.x, Math.max(high, group.high)];
    wide = Math.max(wide, x - GAP.x);
  }
  return { places, wide, high: y + high };
}
