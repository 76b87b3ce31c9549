// Which incidents of the overview are listed: those of a span of months, those without a place, those without a day.
import type { Shape } from "../../lib/api";
import type { Query } from "../../lib/router.svelte";
import { daysIn } from "./months";

type Line = Shape<"IncidentLine">;
/** Months or years (`2024-03`, `2024`) from one to another, and what is missing; all null where everything is wanted. */
export type Chosen = { from: string | null; to: string | null; without: "place" | "day" | null };

const MONTH = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

/** What an address chooses; what means nothing is left out. */
export function chosenOf({ from, to, without }: Query): Chosen {
  const month = (text: string | undefined): string | null => (text && MONTH.test(text) ? text : null);
  const [first, last] = [month(from), month(to) ?? month(from)];
  const known = without === "place" || without === "day" ? without : null;
  if (!first || !last) return { from: null, to: null, without: known };
  return { ...span(first, last), without: known };
}

export const anything = ({ from, without }: Chosen): boolean => from !== null || without !== null;

/** The first and the last day of what is chosen; null where no time is. */
export function daysOfChoice({ from, to }: Chosen): { since: string; until: string } | null {
  return from && to ? { since: daysIn(from).since, until: daysIn(to).until } : null;
}

/** The incidents that can have been within what is chosen. */
export function within(incidents: readonly Line[], chosen: Chosen): readonly Line[] {
  if (!anything(chosen)) return incidents;
  const days = daysOfChoice(chosen);
  return incidents.filter((one) => {
    if (chosen.without === "place" && one.location) return false;
    if (chosen.without === "day" && one.days) return false;
    return !days || (one.days !== null && one.days[0] <= days.until && one.days[1] >= days.since);
  });
}

/** The span between two bars, in whichever order they were named. */
export const span = (one: string, two: string): { from: string; to: string } => (one <= two ? { from: one, to: two } : { from: two, to: one });
