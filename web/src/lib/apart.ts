// Boxes that lie over one another, moved apart.

/** A box by its middle. */
export type Box = { x: number; y: number; wide: number; high: number };
const ROOM = { x: 70, y: 52 };
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
