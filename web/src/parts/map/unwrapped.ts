// Outlines that cross the 180th meridian, made whole: a map laid flat would draw a line through all of the world.
import type { Position } from "geojson";

/** A ring whose neighbours are never more than half the world apart: it goes on beyond 180 degrees instead. */
export function unwrapped(ring: readonly Position[]): Position[] {
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  return ring.map(([longitude = 0, latitude = 0]) => {
    if (longitude - before > 180) turns -= 1;
    if (before - longitude > 180) turns += 1;
    before = longitude;
    return [longitude + 360 * turns, latitude];
  });
}
