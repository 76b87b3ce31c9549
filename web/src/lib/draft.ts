// A claim or an event while a person mends it: its pieces of text by name, and what they are said to mean.
import type { Shape } from "./api";
import type { Offsets } from "./offsets";

type Claim = Shape<"Claim">;
type Event = Shape<"Event">;
type Span = Shape<"Span">;
type Figure = Shape<"Figure">;

/** A stretch of the text, in code points; `part` is the name of its use, `id` stays the same while it is moved. */
export type Piece = { id: string; part: string; start: number; end: number };
/** A step of the relay after the holder; its evidence is the piece of its id, where it has one. */
export type Relayed = { id: string; name: string };
export type Counted = { id: string; kind: Figure["kind"]; who: string; low: string; high: string };
export type ClaimDraft = { kind: "claim"; pieces: Piece[]; holder: string; relay: Relayed[]; act: Claim["act"]; manner: Claim["manner"]; inside: string | null };
export type EventDraft = {
  kind: "event";
  pieces: Piece[];
  type: Event["type"];
  mode: string;
  status: Event["status"];
  location: Event["location"];
  first: string;
  last: string;
  figures: Counted[];
  claim: string | null;
};
export type Draft = ClaimDraft | EventDraft;

export type PartName = { part: string; label: string; many?: boolean; needed?: boolean };
export const CLAIM_PARTS: PartName[] = [
  { part: "source", label: "source" },
  { part: "cue", label: "cue", needed: true },
  { part: "content", label: "content", many: true, needed: true },
  { part: "holder", label: "evidence of the holder" },
];
export const EVENT_PARTS: PartName[] = [
  { part: "trigger", label: "trigger", needed: true },
  { part: "agent", label: "who", many: true },
  { part: "patient", label: "whom", many: true },
  { part: "instrument", label: "with what", many: true },
  { part: "place", label: "where" },
  { part: "date", label: "when" },
];
const NAMES = new Map([...CLAIM_PARTS, ...EVENT_PARTS].map(({ part, label }) => [part, label]));

let made = 0;
export const fresh = (): string => `p${Date.now().toString(36)}${made++}`;
const piece = (part: string, span: Span | null, id = fresh()): Piece[] => (span ? [{ id, part, start: span.start, end: span.end }] : []);

export const partsOf = (draft: Draft): PartName[] => (draft.kind === "claim" ? CLAIM_PARTS : EVENT_PARTS);

/** What a piece is called: `content 2`, `step 1 of the way`, `figure 1`. */
export function labelOf(draft: Draft, piece: Piece): string {
  const same = draft.pieces.filter((one) => one.part === piece.part);
  const number = same.length > 1 || piece.part === "step" || piece.part === "figure" ? placeOf(draft, piece, same) : "";
  const name = piece.part === "step" ? "evidence of step" : piece.part === "figure" ? "figure" : (NAMES.get(piece.part) ?? piece.part);
  return `${name}${number}`;
}

function placeOf(draft: Draft, piece: Piece, same: Piece[]): string {
  const owners: { id: string }[] = piece.part === "step" && draft.kind === "claim" ? draft.relay : piece.part === "figure" && draft.kind === "event" ? draft.figures : same;
  return ` ${owners.findIndex((one) => one.id === piece.id) + 1}`;
}

export function claimDraft(claim: Claim): ClaimDraft {
  const steps = claim.relay.slice(1).map((name, at) => ({ id: fresh(), name: name ?? "", span: claim.relay_spans[at + 1] ?? null }));
  return {
    kind: "claim",
    pieces: [
      ...piece("source", claim.source),
      ...piece("cue", claim.cue),
      ...claim.content.flatMap((span) => piece("content", span)),
      ...piece("holder", claim.holder_span),
      ...steps.flatMap((step) => piece("step", step.span, step.id)),
    ],
    holder: claim.holder ?? "",
    relay: steps.map(({ id, name }) => ({ id, name })),
    act: claim.act,
    manner: claim.manner,
    inside: claim.inside ?? null,
  };
}

export function eventDraft(event: Event): EventDraft {
  const figures = event.casualties.map((figure) => ({ id: fresh(), figure }));
  return {
    kind: "event",
    pieces: [
      ...piece("trigger", event.trigger),
      ...event.agent.flatMap((span) => piece("agent", span)),
      ...event.patient.flatMap((span) => piece("patient", span)),
      ...event.instrument.flatMap((span) => piece("instrument", span)),
      ...piece("place", event.place),
      ...piece("date", event.date_span),
      ...figures.flatMap(({ id, figure }) => piece("figure", figure.evidence, id)),
    ],
    type: event.type,
    mode: event.mode ?? "",
    status: event.status,
    location: event.location,
    first: event.date?.[0] ?? "",
    last: event.date?.[1] ?? "",
    figures: figures.map(({ id, figure: { kind, who, low, high } }) => ({ id, kind, who: who ?? "", low: low?.toString() ?? "", high: high?.toString() ?? "" })),
    claim: event.claim,
  };
}

export const newClaim = (outlet: string | null): ClaimDraft => ({
  ...{ kind: "claim", pieces: [], holder: "", act: "assert", manner: "indirect", inside: null },
  relay: [{ id: fresh(), name: outlet ?? "" }],
});
export const newEvent = (claim: string | null): EventDraft => ({
  ...{ kind: "event", pieces: [], type: "ASSAULT", mode: "", status: "actual", location: null },
  ...{ first: "", last: "", figures: [], claim },
});

/** Uses a stretch of the text: in place of the one there is, or beside it where there can be many. */
export function used(draft: Draft, part: string, start: number, end: number, id: string | null = null): Piece[] {
  const many = partsOf(draft).find((one) => one.part === part)?.many ?? false;
  const there = id ? draft.pieces.find((one) => one.id === id) : many ? undefined : draft.pieces.find((one) => one.part === part);
  if (there) return draft.pieces.map((one) => (one === there ? { ...one, start, end } : one));
  return [...draft.pieces, { id: id ?? fresh(), part, start, end }];
}

/** What still has to be mended before it can be kept, in sentences. */
export function faults(draft: Draft): string[] {
  const found = partsOf(draft)
    .filter(({ part, needed }) => needed && !draft.pieces.some((one) => one.part === part))
    .map(({ label }) => `It has no ${label}: select its words in the text and use them as ${label}.`);
  return [...found, ...(draft.kind === "claim" ? claimFaults(draft) : eventFaults(draft))];
}

function claimFaults(draft: ClaimDraft): string[] {
  const parts = draft.pieces.filter((one) => ["source", "cue", "content"].includes(one.part));
  const sorted = [...parts].sort((one, two) => one.start - two.start);
  return sorted.flatMap((one, at) => {
    const next = sorted[at + 1];
    if (!next || next.start >= one.end) return [];
    return [`The ${labelOf(draft, one)} and the ${labelOf(draft, next)} share words: move a border of one of them.`];
  });
}

function eventFaults(draft: EventDraft): string[] {
  const found: string[] = [];
  if (Boolean(draft.first) !== Boolean(draft.last)) found.push("It has one day of two: give the first and the last day, the same one where it is certain.");
  else if (draft.first > draft.last) found.push("Its last day comes before the first: change one of them.");
  draft.figures.forEach((figure, at) => {
    const [name, low, high] = [`Figure ${at + 1}`, whole(figure.low), whole(figure.high)];
    if (!draft.pieces.some((one) => one.id === figure.id)) found.push(`${name} has no evidence: select its words in the text and use them as figure ${at + 1}.`);
    if (low === undefined || high === undefined) found.push(`${name} is no whole number: write digits, or leave it empty where the words leave it open.`);
    else if (low !== null && high !== null && low > high) found.push(`${name} has a low above its high: change one of them.`);
  });
  return found;
}

/** A number as it is written in a field: null where it is empty, undefined where it is none. */
function whole(written: string): number | null | undefined {
  const digits = written.trim().replace(/[\s,]/g, "");
  return digits ? (/^\d{1,9}$/.test(digits) ? Number(digits) : undefined) : null;
}

/** The claim or event that a draft without faults stands for; `id` is that of the one it mends. */
export function finished(draft: Draft, offsets: Offsets, id: string): Claim | Event {
  const span = ({ start, end }: Piece): Span => ({ start, end, text: offsets.slice(start, end) });
  const sorted = [...draft.pieces].sort((one, two) => one.start - two.start);
  const all = (part: string): Span[] => sorted.filter((one) => one.part === part).map(span);
  const one = (part: string): Span | null => all(part)[0] ?? null;
  const by = (id: string): Span | null => draft.pieces.filter((one) => one.id === id).map(span)[0] ?? null;
  const needed = (part: string): Span => one(part) ?? { start: 0, end: 0, text: "" };
  if (draft.kind === "event") {
    const figure = ({ id, kind, who, low, high }: Counted): Figure => ({
      ...{ kind, who: who.trim() || null, low: whole(low) ?? null, high: whole(high) ?? null },
      evidence: by(id) ?? needed("figure"),
    });
    const coded = { id, type: draft.type, mode: draft.mode || null, status: draft.status, claim: draft.claim };
    const what = { trigger: needed("trigger"), agent: all("agent"), patient: all("patient"), instrument: all("instrument") };
    const where = { place: one("place"), location: draft.location };
    const when = { date: draft.first && draft.last ? ([draft.first, draft.last] as [string, string]) : null, date_span: one("date") };
    return { ...coded, ...what, ...where, ...when, casualties: draft.figures.map(figure) };
  }
  const holder = draft.holder.trim() || null;
  const spans = { source: one("source"), cue: needed("cue"), content: all("content") };
  return {
    ...{ id, ...spans, holder, holder_span: one("holder"), act: draft.act, manner: draft.manner, inside: draft.inside },
    relay: [holder, ...draft.relay.map((step) => step.name.trim() || null)],
    relay_spans: [one("holder"), ...draft.relay.map((step) => by(step.id))],
  };
}

export type Change = { what: string; before: string; after: string };

/** What differs between two claims or two events, in words. */
export function changes(before: Claim | Event, after: Claim | Event): Change[] {
  const [was, is] = [told(before), told(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? [], after: is.get(what) ?? [] }))
    .filter((one) => one.before.join("\u0000") !== one.after.join("\u0000"))
    .map(({ what, before, after }) => ({ what, before: worded(before), after: worded(after) }));
}

const worded = (said: string[]): string => said.map((one) => one.replace(/@\d+$/, "")).join(" … ") || "nothing";

function told(coded: Claim | Event): Map<string, string[]> {
  // Where the same words stand elsewhere is a change too.
  const at = (...spans: (Span | null)[]): string[] => spans.flatMap((span) => (span ? [`${span.text}@${span.start}`] : []));
  const words = (...said: (string | null | undefined)[]): string[] => said.flatMap((one) => (one ? [one] : []));
  if ("cue" in coded) {
    return new Map([
      ["source", at(coded.source)],
      ["cue", at(coded.cue)],
      ["content", at(...coded.content)],
      ["holder", words(coded.holder)],
      ["evidence of the holder", at(coded.holder_span)],
      ["way", words(coded.relay.slice(1).map((step) => step ?? "not known").join(" → "))],
      ["evidence of the way", at(...coded.relay_spans.slice(1))],
      ["act", words(coded.act)],
      ["manner", words(coded.manner)],
    ]);
  }
  return new Map([
    ["type", words([coded.type, coded.mode].filter(Boolean).join(" · "))],
    ["status", words(coded.status)],
    ["trigger", at(coded.trigger)],
    ["who", at(...coded.agent)],
    ["whom", at(...coded.patient)],
    ["with what", at(...coded.instrument)],
    ["where", at(coded.place)],
    ["place", words(coded.location?.name)],
    ["when", at(coded.date_span)],
    ["days", words(coded.date ? [...new Set(coded.date)].join(" to ") : null)],
    ["figures", coded.casualties.map((one) => `${figureWords(one)}, “${one.evidence.text}”@${one.evidence.start}`)],
  ]);
}

/** `12 to 15 killed (civilians)`. */
export function figureWords({ low, high, kind, who }: Pick<Figure, "low" | "high" | "kind" | "who">): string {
  const open = low === null && high === null ? "a number of" : low === null ? `up to ${high}` : high === null ? `at least ${low}` : null;
  return `${open ?? (low === high ? `${low}` : `${low} to ${high}`)} ${kind}${who ? ` (${who})` : ""}`;
}
