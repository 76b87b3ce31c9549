// What a person has in hand while a claim or an event is corrected or added: the draft, a border, a selection.
import type { Shape } from "../../../lib/api";
import { snap, step, trimmed, type Edge, type Step } from "../../../lib/borders";
import { claimDraft, eventDraft, faults, finished, fresh, labelOf, newClaim, newEvent, used, type Draft, type Piece } from "../../../lib/draft";
import type { Fill } from "../../../lib/marks";
import type { Sheet } from "../../../lib/sheets.svelte";
import { fillsOf } from "../words";

type Coded = Shape<"Claim"> | Shape<"Event">;
/** What is mended; `key` is null for what is added. `before` is what it was. */
type Work = { subject: "claim" | "event"; key: string | null; report: string; before: Coded | null; draft: Draft };
type Stretch = { start: number; end: number };

const KEPT = "sayso.draft";

export class Bench {
  #work = $state.raw<Work | null>(null);
  #sheet = $state.raw<Sheet | null>(null);
  /** The border in hand. */
  hand = $state.raw<{ id: string; edge: Edge } | null>(null);
  /** Words selected with the mouse or the caret, in UTF-16 units; `head` is the end that moves. */
  selected = $state.raw<Stretch | null>(null);
  caret = $state.raw<{ anchor: number; head: number } | null>(null);
  target = $state.raw<number | null>(null);
  /** What sends it, set by the screen. */
  keep: (() => void) | null = null;

  get work(): Work | null {
    return this.#work;
  }

  get draft(): Draft | null {
    return this.#work?.draft ?? null;
  }

  get text(): string {
    return this.#sheet?.page.report.text ?? "";
  }

  /** How many code points the text has. */
  get length(): number {
    return this.#sheet?.offsets.length ?? 0;
  }

  slice(start: number, end: number): string {
    return this.#sheet?.offsets.slice(start, end) ?? "";
  }

  fills: Fill[] = $derived.by(() => {
    if (!this.#work || !this.#sheet) return [];
    const made = fillsOf(this.#work.draft, this.#sheet.offsets, this.hand?.id);
    const { caret } = this;
    if (!caret) return made;
    const [start, end] = [Math.min(caret.anchor, caret.head), Math.max(caret.anchor, caret.head)];
    // A caret between two characters is shown on the one that follows it.
    const seen = end > start ? end : step(this.text, start, "end", "character", true);
    return [...made, { id: "caret", part: "selection", label: end > start ? "selected" : "caret", start, end: seen }];
  });

  faults: string[] = $derived(this.#work ? faults(this.#work.draft) : []);

  /** What it becomes; null while something is missing. */
  after: Coded | null = $derived.by(() => {
    if (!this.#work || !this.#sheet || this.faults.length) return null;
    return finished(this.#work.draft, this.#sheet.offsets, this.#work.before?.id ?? "a0");
  });

  correct(sheet: Sheet, coded: Shape<"ReviewedClaim"> | Shape<"ReviewedEvent">): void {
    const [before, subject] = "claim" in coded ? [coded.claim, "claim" as const] : [coded.event, "event" as const];
    const draft = "claim" in coded ? claimDraft(coded.claim) : eventDraft(coded.event);
    this.#open(sheet, { subject, key: coded.key, report: coded.report, before, draft });
  }

  add(sheet: Sheet, subject: "claim" | "event", within: Shape<"Claim"> | null): void {
    const draft = subject === "claim" ? newClaim(sheet.page.report.outlet ?? null) : newEvent(within?.id ?? null);
    this.#open(sheet, { subject, key: null, report: sheet.page.line.key, before: null, draft });
  }

  /** Takes up what was left unfinished when the page was loaded anew; false where there is nothing for this report. */
  takeUp(sheet: Sheet): boolean {
    const kept = unfinished();
    if (this.#work || kept?.report !== sheet.page.line.key) return false;
    this.#open(sheet, kept);
    return true;
  }

  #open(sheet: Sheet, work: Work): void {
    this.#sheet = sheet;
    this.#work = work;
    this.caret = this.hand = null;
    const first = work.draft.pieces[0];
    this.target = first ? sheet.offsets.toUnits(first.start) : null;
    // Words selected before something was added are what it is about.
    if (!this.selected && !first) this.startCaret();
  }

  leave(): void {
    this.#work = this.hand = this.caret = this.selected = this.target = null;
    sessionStorage.removeItem(KEPT);
  }

  change(draft: Draft): void {
    if (!this.#work) return;
    this.#work = { ...this.#work, draft };
    sessionStorage.setItem(KEPT, JSON.stringify(this.#work));
  }

  #pieces(pieces: Piece[]): void {
    if (this.#work) this.change({ ...this.#work.draft, pieces });
  }

  labelOf(piece: Piece): string {
    return this.#work ? labelOf(this.#work.draft, piece) : piece.part;
  }

  take(id: string, edge: Edge): void {
    this.hand = { id, edge };
    const piece = this.draft?.pieces.find((one) => one.id === id);
    if (piece && this.#sheet) this.target = this.#sheet.offsets.toUnits(piece[edge]);
  }

  /** Moves the border in hand. */
  move(by: Step, forward: boolean): void {
    const at = this.#borderAt();
    if (at === null || !this.hand) return;
    const language = this.#sheet?.page.report.language ?? "en";
    this.drag(this.hand.edge, step(this.text, at, this.hand.edge, by, forward, language));
  }

  /** Puts a border of the piece in hand to an offset; at least one character stays in it. */
  drag(edge: Edge, at: number): void {
    const piece = this.draft?.pieces.find((one) => one.id === this.hand?.id);
    if (!piece || !this.#sheet) return;
    const { offsets } = this.#sheet;
    const [start, end] = [offsets.toUnits(piece.start), offsets.toUnits(piece.end)];
    const least = edge === "start" ? step(this.text, end, "start", "character", false) : step(this.text, start, "end", "character", true);
    const to = edge === "start" ? Math.min(at, least) : Math.max(at, least);
    const moved = { ...piece, [edge]: offsets.toPoints(snap(this.text, to)) };
    this.hand = { id: piece.id, edge };
    this.target = to;
    this.#pieces(this.draft?.pieces.map((one) => (one === piece ? moved : one)) ?? []);
  }

  #borderAt(): number | null {
    const piece = this.draft?.pieces.find((one) => one.id === this.hand?.id);
    return piece && this.hand && this.#sheet ? this.#sheet.offsets.toUnits(piece[this.hand.edge]) : null;
  }

  /** Words around a border, as they are read out. */
  around(piece: Piece, edge: Edge): string {
    if (!this.#sheet) return "";
    const at = this.#sheet.offsets.toUnits(piece[edge]);
    const [before, after] = [this.text.slice(Math.max(0, at - 24), at), this.text.slice(at, at + 24)];
    return edge === "start" ? `before “${after.trim()}”` : `after “${before.trim()}”`;
  }

  select(selected: Stretch | null): void {
    // A click on a button empties no selection that it is about to use.
    if (selected) [this.selected, this.caret] = [selected, null];
  }

  startCaret(): void {
    const at = this.#borderAt() ?? this.target ?? 0;
    this.caret = { anchor: at, head: at };
    this.selected = null;
    this.target = at;
  }

  /** Moves the caret, or with `extend` the end of what it selects. */
  moveCaret(by: Step, forward: boolean, extend: boolean): void {
    if (!this.caret) return;
    const head = step(this.text, this.caret.head, forward ? "end" : "start", by, forward, this.#sheet?.page.report.language ?? "en");
    this.caret = { anchor: extend ? this.caret.anchor : head, head };
    this.target = head;
    const { anchor } = this.caret;
    this.selected = anchor === head ? null : { start: Math.min(anchor, head), end: Math.max(anchor, head) };
  }

  /** Uses the selected words as a part; `id` is that of the step or figure they are the evidence of. */
  use(part: string, id: string | null = null): void {
    if (!this.selected || !this.#work || !this.#sheet) return;
    const { offsets } = this.#sheet;
    const words = trimmed(this.text, this.selected.start, this.selected.end);
    if (words.start === words.end) return;
    const [start, end] = [offsets.toPoints(words.start), offsets.toPoints(words.end)];
    this.#pieces(used(this.#work.draft, part, start, end, id));
    this.selected = this.caret = null;
    getSelection()?.removeAllRanges();
  }

  remove(id: string): void {
    if (this.hand?.id === id) this.hand = null;
    this.#pieces(this.draft?.pieces.filter((one) => one.id !== id) ?? []);
  }

  addStep(): void {
    if (this.draft?.kind === "claim") {
      const outlet = this.draft.relay.length ? this.draft.relay.length - 1 : 0;
      this.change({ ...this.draft, relay: this.draft.relay.toSpliced(outlet, 0, { id: fresh(), name: "" }) });
    }
  }

  addFigure(): void {
    if (this.draft?.kind !== "event") return;
    this.change({ ...this.draft, figures: [...this.draft.figures, { id: fresh(), kind: "killed", who: "", low: "", high: "" }] });
  }
}

/** What was being mended when the page was left. */
export function unfinished(): Work | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Work | null;
  } catch {
    return null;
  }
}
