// Hears when anybody wrote to the ledger: another tab, another person, `sayso add`.
import { address } from "./api";

export type Written = { readings: number; reviews: number };

/** Tells of each change; gives what ends it. The browser itself asks again when the connection breaks. */
export function onWritten(tell: (written: Written, before: Written) => void): () => void {
  const source = new EventSource(address("changes"));
  let before: Written | null = null;
  source.onmessage = ({ data }) => {
    const written = JSON.parse(data as string) as Written;
    if (before && (before.readings !== written.readings || before.reviews !== written.reviews)) tell(written, before);
    before = written;
  };
  return () => source.close();
}
