// What a review did, in words: for the log, and for two versions side by side.
import type { Shape } from "./api";
import { changes, type Change } from "./draft";
import { href } from "./router.svelte";

type Review = Shape<"Review">;
export type Coded = Shape<"Claim"> | Shape<"Event">;
export type Outcome = { verdict: string; record: Coded | null };

const DID: Record<Review["action"], string> = {
  ...{ accept: "accepted", correct: "corrected", reject: "rejected", later: "put off", add: "added" },
  ...{ adjudicate: "adjudicated", settle: "settled", undo: "took back a decision about" },
  ...{ split: "split the origins of", join: "joined the origins of", link: "linked an event to", unlink: "took an event out of" },
  ...{ "sign-off": "signed off", assign: "gave to persons", remove: "removed", merge: "merged in another ledger:" },
};

/** `accepted a claim`, `took back a decision about an event`. */
export function didWords({ action, subject, after }: Review): string {
  if (action === "undo") return `took back ${number(after, "undoes")} about ${named(subject)}`;
  if (action === "assign") return givenWords(after);
  return `${DID[action] ?? action} ${named(subject)}`;
}

const named = (subject: string): string => `${/^[aeiou]/.test(subject) ? "an" : "a"} ${subject}`;

function number(after: unknown, name: string): string {
  const row = fields(after)[name];
  return typeof row === "number" ? `row ${row}` : "a decision";
}

function givenWords(after: unknown): string {
  const { to, reports } = fields(after);
  const [names, count] = [Array.isArray(to) ? to.map(String) : [], Array.isArray(reports) ? reports.length : 0];
  return `gave ${count.toLocaleString("en-GB")} ${count === 1 ? "report" : "reports"} to ${names.join(" and ") || "nobody"}`;
}

/** The fields of what a review keeps as JSON; none where it is no object. */
export function fields(kept: unknown): Record<string, unknown> {
  return kept && typeof kept === "object" && !Array.isArray(kept) ? (kept as Record<string, unknown>) : {};
}

/** The claim or event in a review's before or after; null where there is none. */
export function coded(kept: unknown): Coded | null {
  const found = fields(kept);
  if ("record" in found) return coded(found.record);
  return "cue" in found || "trigger" in found ? (found as unknown as Coded) : null;
}

/** What a review came to: a verdict, and the claim or event that is to count by it. */
export function outcome({ action, after }: Review): Outcome {
  const { verdict } = fields(after);
  return { verdict: typeof verdict === "string" ? verdict : action, record: coded(after) };
}

/** The words of a claim or event: `said … the bridge was closed`. */
export function wordsOf(one: Coded): string {
  if ("cue" in one) return one.content.map((span) => span.text).join(" … ");
  return [...one.agent, one.trigger, ...one.patient].map((span) => span.text).join(" · ");
}

/** Who is behind it and what kind it is: `Army, deny`, `assault, aerial`. */
export function kindOf(one: Coded): string {
  if ("cue" in one) return [one.holder ?? "holder not known", one.act].join(", ");
  return [one.type.toLowerCase(), one.mode].filter(Boolean).join(", ");
}

/** What is another after a review than before it, in words. */
export function differences({ action, before, after }: Review): Change[] {
  const [was, is] = [coded(before), coded(after)];
  if (was && is) return changes(was, is);
  const left = new Set(["digest", "note", "settles", "verdict", "record", "undoes", "reports", "to", "event", "report", "one", "two"]);
  if (action === "undo" || coded(after)) return [];
  return Object.entries(fields(after))
    .filter(([name, value]) => !left.has(name) && (typeof value === "string" || typeof value === "number"))
    .map(([what, value]) => ({ what, before: "", after: String(value) }));
}

export type About = { words: string; href: string };

/** Where one can look at what a review is about. */
export function abouts({ action, subject, key, report, after }: Review): About[] {
  const { one, two, event, report: of } = fields(after);
  const text = (value: unknown): value is string => typeof value === "string";
  if (subject === "incident") {
    const reports = [one, two].filter(text).map((key, at) => ({ words: at ? "the other report" : "one report", href: `/reports/${key}` }));
    const linked = text(event) && text(of) ? [{ words: "the event", href: href(`/reports/${of}`, { claim: event }) }] : [];
    return [{ words: "the incident", href: `/incidents/${key}` }, ...reports, ...linked];
  }
  if (action === "assign") return [{ words: "who has what", href: "/people" }];
  if (subject === "report") return [{ words: "the report", href: `/reports/${key}` }];
  return report ? [{ words: `the ${subject} in its report`, href: href(`/reports/${report}`, { claim: key }) }] : [];
}
