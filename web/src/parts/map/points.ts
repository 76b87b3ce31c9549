// Places on a map: how large they are drawn, how far they may be off, and what part of the world holds them.
import type { Shape } from "../../lib/api";

type Precision = NonNullable<Shape<"IncidentLine">["location"]>["precision"];
export type Point = { key: string; label: string; latitude: number; longitude: number; precision: Precision; weight: number; contested: boolean };

/** Within how many metres of its middle something in a place of this kind is; 0 where the point itself is meant. */
const REACH: Record<Precision, number> = { site: 0, town: 5_000, district: 30_000, province: 100_000, country: 350_000 };
export const reach = (precision: Precision): number => REACH[precision];
/** Whether it is known no nearer than to a part of a country. */
export const isArea = (precision: Precision): boolean => precision === "province" || precision === "country";

/** The radius of a point, in pixels: its area grows with how many reports tell of it. */
export const size = (weight: number): number => Math.min(24, 4 + 3 * Math.sqrt(weight));

/** Degrees around a point, so that a coast or a border shows where it lies. */
const LEAST = 1.5;

/** South, west, north and east of some points, with room around them; the world of none. */
export function extent(points: readonly Point[]): [number, number, number, number] {
  if (!points.length) return [-50, -130, 65, 150];
  const degrees = points.map((point) => Math.max(LEAST, (reach(point.precision) / 111_000) * 1.2));
  const room = (at: number): number => degrees[at] ?? LEAST;
  const south = Math.min(...points.map((point, at) => point.latitude - room(at)));
  const north = Math.max(...points.map((point, at) => point.latitude + room(at)));
  const wide = (point: Point, at: number): number => room(at) / Math.max(0.2, Math.cos((point.latitude * Math.PI) / 180));
  const west = Math.min(...points.map((point, at) => point.longitude - wide(point, at)));
  const east = Math.max(...points.map((point, at) => point.longitude + wide(point, at)));
  return [Math.max(-85, south), Math.max(-180, west), Math.min(85, north), Math.min(180, east)];
}
