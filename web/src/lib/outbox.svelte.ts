// Decisions on their way to the ledger, one after the other. One that does not arrive is kept, through a reload too, and
// sent again under the same key, so that it counts once.
import { ApiError, post, type Shape } from "./api";

type Decided = Shape<"Decided">;
export type Letter = {
  once: string;
  path: "reviews" | "reviews/undo";
  body: Shape<"Decide"> | Shape<"Undo">;
  /** `claim KEY`, and the report it stands in: where to go back to. */
  name: string;
  report: string;
};
/** A decision that was refused: by what was said, with the newer decision where somebody else was first. */
export type Refused = { letter: Letter; error: ApiError };
type Kept = { letters: Letter[]; refused: { letter: Letter; status: number; fault: ApiError["fault"] }[] };

/** The key of what a letter is about; null for something added or an undo. */
export const keyOf = (letter: Letter): string | null => ("key" in letter.body ? (letter.body.key ?? null) : null);

const KEPT = "sayso.outbox";
const WAITS = [500, 1000, 2000, 4000, 8000, 15000];
// 401: the program was begun anew, and its new address is to be opened in this browser.
const AGAIN = new Set([0, 401, 408, 429, 502, 503, 504]);

class Outbox {
  letters = $state.raw<Letter[]>([]);
  refused = $state.raw<Refused[]>([]);
  /** Why nothing goes out just now; null while all is well. */
  stuck = $state.raw<ApiError | null>(null);
  #busy = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heard = new Set<(decided: Decided, letter: Letter) => void>();

  constructor() {
    const kept = read();
    this.letters = kept.letters;
    this.refused = kept.refused.map(({ letter, status, fault }) => ({ letter, error: new ApiError(status, fault) }));
  }

  /** Names of what is being decided. */
  get names(): ReadonlySet<string> {
    return new Set([...this.letters, ...this.refused.map((one) => one.letter)].map((letter) => letter.name));
  }

  /** Hears each answer; gives what ends it. */
  listen(hear: (decided: Decided, letter: Letter) => void): () => void {
    this.#heard.add(hear);
    return () => void this.#heard.delete(hear);
  }

  send(letter: Omit<Letter, "once">): void {
    this.letters = [...this.letters, { ...letter, once: crypto.randomUUID() }];
    this.#keep();
    void this.flush();
  }

  /** Takes back what has not gone out yet; false where it is on its way already. */
  withdraw(): Letter | null {
    const last = this.letters.at(-1);
    if (!last || last.path !== "reviews" || (this.#busy && this.letters.length === 1)) return null;
    // One that was tried before may have arrived: only an undo takes it back.
    if (this.letters.length === 1 && this.#tries > 0) return null;
    this.letters = this.letters.slice(0, -1);
    this.#keep();
    return last;
  }

  /** Leaves a refused decision, or takes it again: over the newer one of somebody else where there is one. */
  settle(refused: Refused, again: boolean): void {
    this.refused = this.refused.filter((one) => one !== refused);
    const newer = refused.error.fault.review;
    if (again && newer) this.send({ ...refused.letter, body: { ...(refused.letter.body as Shape<"Decide">), seen: newer.number } });
    else if (again) this.letters = [...this.letters, refused.letter];
    this.#keep();
    void this.flush();
  }

  async flush(): Promise<void> {
    if (this.#busy) return;
    clearTimeout(this.#timer);
    this.#busy = true;
    for (let letter = this.letters[0]; letter; letter = this.letters[0]) {
      try {
        const decided = await post<Decided>(letter.path, letter.body, letter.once);
        this.#tries = 0;
        this.stuck = null;
        this.#drop(letter);
        for (const hear of this.#heard) hear(decided, letter);
      } catch (error) {
        const fault = error instanceof ApiError ? error : null;
        if (!fault || AGAIN.has(fault.status)) {
          this.stuck = fault;
          this.#timer = setTimeout(() => void this.flush(), WAITS[Math.min(this.#tries++, WAITS.length - 1)]);
          break;
        }
        this.#drop(letter);
        this.refused = [...this.refused, { letter, error: fault }];
        this.#keep();
      }
    }
    this.#busy = false;
  }

  #drop(letter: Letter): void {
    this.letters = this.letters.filter((one) => one.once !== letter.once);
    this.#keep();
  }

  #keep(): void {
    const refused = this.refused.map(({ letter, error }) => ({ letter, status: error.status, fault: error.fault }));
    sessionStorage.setItem(KEPT, JSON.stringify({ letters: this.letters, refused } satisfies Kept));
  }
}

function read(): Kept {
  try {
    return { letters: [], refused: [], ...(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Partial<Kept>) };
  } catch {
    return { letters: [], refused: [] };
  }
}

export const outbox = new Outbox();
