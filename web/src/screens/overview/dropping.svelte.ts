// Files that are dropped in: sent one after the other, each read in the background with its progress told.
import { address, ApiError, send, type Shape } from "../../lib/api";

type Job = Shape<"Job">;
export type Dropped = { name: string; job: Job | null; fault: ApiError | null };

class Dropping {
  files = $state.raw<Dropped[]>([]);

  /** Reads files; `done` is told when one is in the ledger. */
  async take(files: Iterable<File>, done: () => void): Promise<void> {
    for (const file of files) {
      const at = this.files.length;
      this.files = [...this.files, { name: file.name, job: null, fault: null }];
      try {
        const job = await send<Job>("files", file, { name: file.name });
        this.#put(at, { job });
        await this.#follow(at, job.id);
      } catch (error) {
        this.#put(at, { fault: error as ApiError });
      }
      done();
    }
  }

  /** Hears of a job until it ends. */
  #follow(at: number, id: string): Promise<void> {
    return new Promise((resolve) => {
      const source = new EventSource(address(`jobs/${id}`));
      const end = (): void => {
        source.close();
        resolve();
      };
      source.onmessage = ({ data }) => {
        const job = JSON.parse(data as string) as Job;
        this.#put(at, { job });
        if (job.stage === "done" || job.stage === "failed") end();
      };
      // The server has gone, or forgot the job: what was read stands in the ledger.
      source.onerror = end;
    });
  }

  #put(at: number, changed: Partial<Dropped>): void {
    this.files = this.files.map((one, number) => (number === at ? { ...one, ...changed } : one));
  }
}

// One for the page: what is being read is told of on whatever screen it is asked for.
export const dropping = new Dropping();
