// Figures as ranges: one row for each version, holders apart and each in the order of time.
import type { Shape } from "../../lib/api";

type Version = Shape<"Version">;
export type Range = { version: Version; from: number; to: number; openLow: boolean; openHigh: boolean };

/** The versions with where each begins and ends, 0 to 1 of the axis; an open end goes to the end of the axis. */
export function ranges(versions: readonly Version[], top: number): Range[] {
  const held = new Map<string | null, Version[]>();
  for (const one of [...versions].sort((a, b) => (a.since ?? "~").localeCompare(b.since ?? "~"))) {
    held.set(one.holder, [...(held.get(one.holder) ?? []), one]);
  }
  const part = (number: number): number => Math.min(1, number / top);
  return [...held.values()].flat().map((version) => ({
    version,
    from: part(version.low ?? 0),
    to: version.high === null ? 1 : part(version.high),
    openLow: version.low === null,
    openHigh: version.high === null,
  }));
}

/** The end of the axis: a round number at or above the greatest that is said. */
export function topOf(versions: readonly Version[]): number {
  const greatest = Math.max(1, ...versions.flatMap((one) => [one.low ?? 0, one.high ?? 0]));
  const open = versions.some((one) => one.high === null) ? 1.25 : 1;
  const unit = 10 ** Math.floor(Math.log10(greatest * open));
  return Math.ceil((greatest * open) / unit) * unit;
}

export function amount({ low, high }: Pick<Version, "low" | "high">): string {
  if (low === null && high === null) return "not said how many";
  if (low === null) return `at most ${high}`;
  if (high === null) return `at least ${low}`;
  return low === high ? String(low) : `${low} to ${high}`;
}
