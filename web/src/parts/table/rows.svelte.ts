// The rows of a table, fetched as the address asks for them.
import { ApiError, get, type Shape } from "../../lib/api";
import { MOST, queryOf, STRETCH, type Asked } from "../../lib/filters";

type Facets = Record<string, Shape<"Choice">[]>;
type Stretch<Line> = { rows: Line[]; total: number; more_than: boolean; next: string | null; facets: Facets };

export class Rows<Line> {
  rows = $state.raw<Line[]>([]);
  total = $state(0);
  moreThan = $state(false);
  next = $state<string | null>(null);
  facets = $state.raw<Facets>({});
  fault = $state.raw<ApiError | null>(null);
  busy = $state(false);
  /** Whether anything came yet. */
  ready = $state(false);
  readonly path: string;
  #running: AbortController | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Fetches as many rows as were shown; what was asked before is let go. */
  async load(asked: Asked): Promise<void> {
    await this.#alone(async (signal) => {
      const wanted = asked.shown ?? STRETCH;
      let found = await this.#stretch(asked, null, Math.min(wanted, MOST), signal);
      const rows = [...found.rows];
      const { total, more_than, facets } = found;
      while (found.next && rows.length < wanted) {
        found = await this.#stretch(asked, found.next, Math.min(wanted - rows.length, MOST), signal);
        rows.push(...found.rows);
      }
      [this.rows, this.total, this.moreThan, this.facets, this.next] = [rows, total, more_than, facets, found.next];
      this.ready = true;
    });
  }

  /** Fetches the next stretch and gives the place of its first row; null where none came. */
  async more(asked: Asked): Promise<number | null> {
    const [after, before] = [this.next, this.rows.length];
    if (!after) return null;
    await this.#alone(async (signal) => {
      const found = await this.#stretch(asked, after, STRETCH, signal);
      this.rows = [...this.rows, ...found.rows];
      this.next = found.next;
    });
    return this.rows.length > before ? before : null;
  }

  #stretch(asked: Asked, after: string | null, limit: number, signal: AbortSignal): Promise<Stretch<Line>> {
    const { shown: _, ...query } = queryOf(asked);
    return get<Stretch<Line>>(this.path, { ...query, after, limit }, signal);
  }

  async #alone(fetching: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#running?.abort();
    const mine = (this.#running = new AbortController());
    this.busy = true;
    try {
      await fetching(mine.signal);
      this.fault = null;
    } catch (error) {
      if (mine === this.#running) this.fault = error instanceof ApiError ? error : null;
    } finally {
      if (mine === this.#running) this.busy = false;
    }
  }
}
