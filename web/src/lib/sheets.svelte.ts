// Reports as they are laid out on this page: fetched once, kept while they are near, changed by what is decided.
import { untrack } from "svelte";
import { ApiError, get, type Shape } from "./api";
import { onWritten } from "./changes";
import { reviewer } from "./me.svelte";
import { keyOf, outbox } from "./outbox.svelte";
import { blocks, laid, marksOf, type Block } from "./marks";
import { Offsets } from "./offsets";

type Page = Shape<"ReportPage">;
export type Sheet = { page: Page; offsets: Offsets; blocks: Block[] };

const MOST = 12;

export function sheetOf(page: Page, like?: Sheet): Sheet {
  const known = like?.page.report.text === page.report.text ? like : null;
  const offsets = known?.offsets ?? new Offsets(page.report.text);
  return { page, offsets, blocks: laid(known?.blocks ?? blocks(page.report.text), marksOf(page, offsets)) };
}

/** A report's page with what came of a decision; `key` is what it was about when it was decided. */
export function patched(page: Page, { claim, event }: Shape<"Decided">, key: string | null): Page {
  const put = <Kind extends { key: string }>(all: Kind[], one: Kind): Kind[] => {
    const at = all.findIndex((other) => other.key === key || other.key === one.key);
    return at < 0 ? [...all, one] : all.with(at, one);
  };
  return { ...page, claims: claim ? put(page.claims, claim) : page.claims, events: event ? put(page.events, event) : page.events };
}

class Sheets {
  #kept = $state.raw<Record<string, Sheet>>({});
  faults = $state.raw<Record<string, ApiError>>({});
  #coming = new Map<string, Promise<void>>();
  /** How many answers were taken in: a report that was asked for before one of them is asked for again. */
  #answers = 0;
  #told = 0;

  of(key: string): Sheet | null {
    return this.#kept[key] ?? null;
  }

  /** Fetches a report that is not here; `anew` one that is, too. */
  need(key: string, anew = false): Promise<void> {
    // Whoever asks for a report in an effect does not ask again when it comes.
    if (!anew && untrack(() => this.#kept[key])) return Promise.resolve();
    const coming = this.#coming.get(key) ?? this.#fetch(key).finally(() => this.#coming.delete(key));
    this.#coming.set(key, coming);
    return coming;
  }

  async #fetch(key: string): Promise<void> {
    try {
      const before = this.#answers;
      const page = await get<Page>(`reports/${key}`, { who: reviewer.name });
      if (before !== this.#answers) return await this.#fetch(key);
      this.#put(key, sheetOf(page, this.#kept[key]));
      if (this.faults[key]) this.faults = Object.fromEntries(Object.entries(this.faults).filter(([one]) => one !== key));
    } catch (error) {
      if (error instanceof ApiError) this.faults = { ...this.faults, [key]: error };
      else throw error;
    }
  }

  constructor() {
    outbox.listen((decided, letter) => this.#patch(letter.report || (decided.review.report ?? ""), decided, keyOf(letter)));
  }

  /** Takes in what came of a decision. */
  #patch(report: string, decided: Shape<"Decided">, key: string | null): void {
    this.#answers++;
    const sheet = this.#kept[report];
    if (!sheet) return;
    // Something added and taken back is no more.
    if (!decided.claim && !decided.event) return void this.need(report, true);
    const page = patched(sheet.page, decided, key);
    // What was accepted or put off stands in the text as it did.
    const same = decided.review.action === "accept" || decided.review.action === "later";
    this.#put(report, same ? { ...sheet, page } : sheetOf(page, sheet));
  }

  /** Follows what others write: the reports named by `wanted` are fetched anew, the rest is forgotten; gives what ends it. */
  follow(wanted: () => string[], tell: () => void = () => undefined): () => void {
    return onWritten((now, before) => {
      const mine = this.#answers - this.#told;
      this.#told = this.#answers;
      if (now.readings === before.readings && now.reviews - before.reviews <= mine) return;
      const keys = wanted();
      this.#kept = Object.fromEntries(Object.entries(this.#kept).filter(([key]) => keys.includes(key)));
      for (const key of keys) void this.need(key, true);
      tell();
    });
  }

  #put(key: string, sheet: Sheet): void {
    const others = Object.entries(this.#kept).filter(([one]) => one !== key);
    this.#kept = Object.fromEntries([...others.slice(1 - MOST), [key, sheet]]);
  }
}

export const sheets = new Sheets();
