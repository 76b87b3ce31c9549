// What a screen says about its table.
import type { Facet } from "../../lib/filters";

/** `sort` is the name by which the server sorts it, where it can. */
export type Column = { name: string; label: string; sort?: string; number?: boolean; wide?: boolean };

export type Table<Line> = {
  /** Under /api. */
  path: string;
  title: string;
  nouns: readonly [one: string, many: string];
  columns: readonly Column[];
  facets: readonly Facet[];
  /** Filters that come by links from other screens and have no facet. */
  also: readonly Facet[];
  /** What the days of the filter are days of: `Published`. */
  days: string;
  search: string;
  key: (line: Line) => string;
  href: (line: Line) => string;
};

/** The row that was opened last from an address, by its place. */
export const opened = new Map<string, number>();
