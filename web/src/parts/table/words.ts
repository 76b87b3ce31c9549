// How a row of a table says what it holds.
import type { Shape } from "../../lib/api";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const isDay = (date: Date | undefined): date is Date => date !== undefined && !Number.isNaN(+date);
// A day is not broken at the end of a line.
const whole = (day: string): string => day.replace(/\s/g, "\u00a0");

/** `12 May 2024`, the day where it was written; the text as it is where it is no day or time. */
export function dayOf(time: string | null): string {
  const date = new Date(`${time?.slice(0, 10)}T00:00:00Z`);
  return isDay(date) ? whole(DAY.format(date)) : (time ?? "");
}

/** `12 to 14 May 2024`. */
export function daysOf(days: readonly string[] | null): string {
  const [first, last] = (days ?? []).map((day) => new Date(`${day}T00:00:00Z`));
  if (!isDay(first) || !isDay(last) || +first === +last) return dayOf(days?.[0] ?? null);
  return DAY.formatRange(first, last).split("–").map((day) => whole(day.trim())).join(" to ");
}

/** The way of a claim between its holder and its outlet: `Monitor → Agency`; the middle of a long one is counted. */
export function relayShort(relay: readonly (string | null)[], outlet: string | null): string {
  const last = relay.length > 1 && relay.at(-1) === outlet ? -1 : undefined;
  const steps = relay.slice(1, last).map((step) => step ?? "not known");
  if (steps.length <= 3) return steps.join(" → ");
  return `${steps[0]} → ${steps.length - 2} more → ${steps.at(-1)}`;
}

/** `2 to 3 origins`, `1 origin`; nothing where they are not worked out. */
export function originsOf({ least, most }: Pick<Shape<"IncidentLine">, "least" | "most">): string {
  if (least === null || most === null) return "";
  return least === most ? String(least) : `${least} to ${most}`;
}

const STATES: Record<Shape<"ClaimLine">["state"], string> = {
  ...{ undecided: "undecided", accepted: "accepted", corrected: "corrected", rejected: "rejected" },
  ...{ later: "put off", added: "added", differs: "two versions" },
};
export const stateShort = (state: string): string => STATES[state as keyof typeof STATES] ?? state;

const SUPPORTS: Record<string, string> = {
  ...{ unattributed: "unattributed", "one-origin": "one origin", "one-side": "one side" },
  ...{ independent: "independent", acknowledged: "acknowledged" },
};
export const supportWords = (support: string): string => SUPPORTS[support] ?? support;

/** The first words of a text on one line, cut between words. */
export function opening(text: string, most: number): string {
  const signs = Array.from(text.replace(/\s+/g, " ").trim());
  if (signs.length <= most) return signs.join("");
  const cut = signs.slice(0, most).join("");
  return `${cut.replace(/\s\S*$/u, "")} …`;
}
