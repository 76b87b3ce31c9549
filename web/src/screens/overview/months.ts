// Reports by month as bars: every month between the first and the last, those without any too.
import type { Shape } from "../../lib/api";

type Month = Shape<"Month">;

/** All months from the first to the last; over twenty years they are taken together by year (`2024`). */
export function filled(months: readonly Month[]): Month[] {
  const names = months.map((one) => one.month).sort();
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last) return [];
  const by = new Map(months.map((one) => [one.month, one]));
  const found: Month[] = [];
  for (let [year = 0, month = 1] = first.split("-").map(Number); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (name > last) break;
    found.push(by.get(name) ?? { month: name, reports: 0, incidents: 0 });
  }
  return found.length > 240 ? yearly(found) : found;
}

function yearly(months: readonly Month[]): Month[] {
  const found = new Map<string, Month>();
  for (const { month, reports, incidents } of months) {
    const year = month.slice(0, 4);
    const known = found.get(year) ?? { month: year, reports: 0, incidents: 0 };
    found.set(year, { month: year, reports: known.reports + reports, incidents: known.incidents + incidents });
  }
  return [...found.values()];
}

/** The first and the last day of a month or a year. */
export function daysIn(month: string): { since: string; until: string } {
  if (month.length === 4) return { since: `${month}-01-01`, until: `${month}-12-31` };
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { since: `${month}-01`, until: `${month}-${String(last).padStart(2, "0")}` };
}
