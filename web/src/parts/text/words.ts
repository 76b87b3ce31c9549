// How this page says what the records hold.
import type { Fill } from "../../lib/marks";
import type { Offsets } from "../../lib/offsets";
import type { Shape } from "../../lib/api";
import { labelOf, type Draft, type Piece } from "../../lib/draft";

export const ACTS = ["assert", "deny", "accuse", "admit", "support", "condemn", "demand", "threaten", "promise", "doubt"] as const;
export const MANNERS = ["direct", "indirect", "mixed"] as const;
export const STATUSES = ["actual", "denied", "planned", "demanded", "possible"] as const;
export const KINDS = ["killed", "wounded", "casualties", "captured", "missing", "displaced"] as const;
/** PLOVER's types with their modes. */
export const MODES: Record<Shape<"Event">["type"], readonly string[]> = {
  AGREE: [],
  CONSULT: ["visit", "third-party", "multilateral", "phone"],
  SUPPORT: [],
  CONCEDE: [],
  COOPERATE: [],
  AID: [],
  RETREAT: ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
  REQUEST: ["assist", "change", "yield", "meet"],
  ACCUSE: ["disapprove", "investigate", "allege"],
  REJECT: ["assist", "change", "yield", "meet"],
  THREATEN: ["restrict", "arrest", "relations", "expel", "territory", "violence"],
  PROTEST: ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
  SANCTION: ["convict", "expel", "withdraw", "discontinue"],
  MOBILIZE: ["troops", "weapons", "police", "militia"],
  COERCE: ["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"],
  ASSAULT: [
    ...["abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack"],
    ...["aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"],
  ],
};

type State = Shape<"ReviewedClaim">["state"];
const STATES: Record<State, string> = {
  undecided: "suggested by the reader",
  accepted: "accepted",
  corrected: "corrected",
  rejected: "rejected",
  later: "put off for later",
  added: "added by a person",
  differs: "decided differently",
};
export const stateWords = (state: State): string => STATES[state];
export const byPerson = (state: State): boolean => state !== "undecided" && state !== "later";

export const holderWords = (holder: string | null): string => holder ?? "Holder not known";

/** `12 May 2024`, `12 to 14 May 2024`; the days as they are where they are no days. */
export function dayWords(days: readonly string[] | null): string | null {
  if (!days?.length) return null;
  const [first, last] = days.map((day) => new Date(`${day}T00:00:00Z`));
  if (!first || !last || Number.isNaN(+first) || Number.isNaN(+last)) return [...new Set(days)].join(" to ");
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return +first === +last ? format.format(first) : format.formatRange(first, last).replace(/\s*–\s*/, " to ");
}

/** Words of a span on one line, the middle of a long one left out. */
export function brief(words: string, most = 240): string {
  const line = words.replace(/\s+/g, " ").trim();
  const signs = Array.from(line);
  return signs.length <= most ? line : `${signs.slice(0, most * 0.7).join("").trimEnd()} … ${signs.slice(most * -0.25).join("").trimStart()}`;
}

/** The pieces of a draft as fills of the text, without those that only are evidence elsewhere, save the one in hand. */
export function fillsOf(draft: Draft, offsets: Offsets, hand: string | null = null): Fill[] {
  const shown = (piece: Piece): boolean => piece.id === hand || !(piece.part === "holder" || piece.part === "step");
  return draft.pieces.filter(shown).map((piece) => ({
    ...{ id: piece.id, part: piece.part, label: labelOf(draft, piece) },
    ...{ start: offsets.toUnits(piece.start), end: offsets.toUnits(piece.end), front: piece.id === hand },
  }));
}

/** What is chosen, as it is read out. */
export function spoken(page: Shape<"ReportPage">, key: string | null): string {
  const claim = page.claims.find((one) => one.key === key)?.claim;
  if (claim) return `Claim by ${holderWords(claim.holder)}, ${claim.act}: ${brief(claim.content.map((one) => one.text).join(" … "), 160)}`;
  const event = page.events.find((one) => one.key === key)?.event;
  return event ? `Event ${[event.type, event.mode].filter(Boolean).join(" ")}, ${event.status}: ${event.trigger.text}` : "";
}
