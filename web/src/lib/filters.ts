// What a table is asked for, as the address says it: filters, sorting, and how many rows are shown.
import type { Query } from "./router.svelte";

export type Sort = { by: string; down: boolean };
/** `shown` is how many rows are on the page, null for the first stretch. */
export type Asked = { filters: Query; sort: Sort | null; shown: number | null };
export type Facet = { name: string; label: string; words?: (value: string) => string; values?: readonly string[] };

export const STRETCH = 50;
/** More than so many rows are not asked for at once. */
export const MOST = 500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ALWAYS = ["q", "since", "until"];

/** A day that there is, in the shape of ISO 8601. */
export const isDay = (text: string): boolean => DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** What an address asks for; what a table does not know, or what means nothing, is left out. */
export function asked(query: Query, names: readonly string[]): Asked {
  const filters: Query = {};
  for (const name of [...ALWAYS, ...names]) {
    const value = query[name]?.trim();
    if (value && (!["since", "until"].includes(name) || isDay(value))) filters[name] = value;
  }
  return { filters, sort: sortOf(query.sort), shown: shownOf(query.shown) };
}

/** The query of an address that asks for it; the other way of `asked`. */
export function queryOf({ filters, sort, shown }: Asked): Query {
  const query = { ...filters };
  if (sort) query.sort = `${sort.down ? "-" : ""}${sort.by}`;
  if (shown && shown > STRETCH) query.shown = String(shown);
  return query;
}

function sortOf(text: string | undefined): Sort | null {
  const found = /^(-?)([a-z_]{1,30})$/.exec(text ?? "");
  return found?.[2] ? { by: found[2], down: found[1] === "-" } : null;
}

function shownOf(text: string | undefined): number | null {
  const number = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  return number > STRETCH ? number : null;
}

/** What pressing the header of a column sorts by: upwards, downwards, then the newest first as without it. */
export function turned(sort: Sort | null, by: string): Sort | null {
  if (sort?.by !== by) return { by, down: false };
  return sort.down ? null : { by, down: true };
}

/** The same question with some filters set, or taken away by null; it begins with the first rows again. */
export function changed(before: Asked, filters: Record<string, string | null>): Asked {
  const kept = Object.entries({ ...before.filters, ...filters }).filter((one): one is [string, string] => Boolean(one[1]));
  return { filters: Object.fromEntries(kept), sort: before.sort, shown: null };
}

/** `1,240 claims`, `1 claim`, `more than 10,000 claims`. */
export function totalWords(total: number, more: boolean, nouns: readonly [string, string]): string {
  const number = total.toLocaleString("en-GB");
  return more ? `more than ${number} ${nouns[1]}` : `${number} ${nouns[total === 1 ? 0 : 1]}`;
}

/** A filter on a chip: `Outlet: Reuters`, `since 12 May 2024`. */
export function chipWords(name: string, value: string, facets: readonly Facet[]): string {
  if (name === "q") return `“${value}”`;
  if (name === "since" || name === "until") return `${name} ${value}`;
  const facet = facets.find((one) => one.name === name);
  return `${facet?.label ?? name}: ${facet?.words?.(value) ?? value}`;
}
