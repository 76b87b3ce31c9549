// Which of two versions counts: what is compared, and what is sent.
import type { Shape } from "../../lib/api";
import { changes, type Change } from "../../lib/draft";
import { outcome, type Coded } from "../../lib/log";

type Difference = Shape<"Difference">;
type Review = Shape<"Review">;

const itemOf = ({ claim, event }: Difference) => claim ?? event;

/** What the reader suggested or what counts now, whichever there is: the words that both decided about. */
export function shownOf(difference: Difference): Coded | null {
  const { claim, event, one, two } = difference;
  return outcome(one).record ?? outcome(two).record ?? claim?.claim ?? event?.event ?? null;
}

/** The adjudication that still stands over both versions; null while it waits. */
export function adjudication(difference: Difference): Review | null {
  const last = Math.max(difference.one.number, difference.two.number);
  const all = itemOf(difference)?.reviews ?? [];
  return all.findLast((one) => one.action === "adjudicate" && one.number > last && (one.undone ?? null) === null) ?? null;
}

export const isSettled = (difference: Difference): boolean => adjudication(difference) !== null;

/** What the two versions have differently, in words; nothing where one of them rejects it. */
export function betweenThem({ one, two }: Difference): Change[] {
  const [mine, theirs] = [outcome(one).record, outcome(two).record];
  return mine && theirs ? changes(mine, theirs) : [];
}

/** The decision by which a version counts. */
export function taking(difference: Difference, review: Review, who: string): Shape<"Decide"> {
  const { verdict, record } = outcome(review);
  const item = itemOf(difference);
  const plain = verdict === "reject" || (verdict === "accept" && item?.suggested);
  return {
    ...{ who, subject: difference.subject, action: "adjudicate", key: difference.key, report: difference.report, settles: null },
    verdict: verdict === "reject" ? "reject" : plain ? "accept" : "correct",
    after: plain ? null : (record as unknown as Record<string, unknown>),
    why: null,
    seen: Math.max(item?.seen ?? 0, difference.one.number, difference.two.number),
  };
}
