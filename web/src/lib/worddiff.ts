// Which words of two versions differ.

export type Run = { text: string; differs: boolean };
/** More words than this are not compared one by one. */
const MOST = 600;

/** Both versions as runs of words that the other has too, in order, and of words that it has not; no letter is lost. */
export function wordDiff(one: string, two: string): [Run[], Run[]] {
  const [mine, theirs] = [split(one), split(two)];
  if (one === two || mine.length > MOST || theirs.length > MOST) {
    return [runs(mine, mine.map(() => one !== two)), runs(theirs, theirs.map(() => one !== two))];
  }
  const shared = lengths(mine, theirs);
  const [left, right] = [mine.map(() => true), theirs.map(() => true)];
  for (let at = 0, to = 0; at < mine.length && to < theirs.length; ) {
    if (mine[at] === theirs[to]) [left[at++], right[to++]] = [false, false];
    else if (of(shared, at + 1, to) >= of(shared, at, to + 1)) at++;
    else to++;
  }
  return [runs(mine, left), runs(theirs, right)];
}

const split = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
const of = (table: Uint16Array[], row: number, column: number): number => table[row]?.[column] ?? 0;

/** The length of the longest common row of words from each pair of places on. */
function lengths(mine: string[], theirs: string[]): Uint16Array[] {
  const table = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let at = mine.length - 1; at >= 0; at--) {
    const row = table[at] as Uint16Array;
    for (let to = theirs.length - 1; to >= 0; to--) {
      row[to] = mine[at] === theirs[to] ? of(table, at + 1, to + 1) + 1 : Math.max(of(table, at + 1, to), of(table, at, to + 1));
    }
  }
  return table;
}

function runs(words: string[], differs: boolean[]): Run[] {
  const found: Run[] = [];
  words.forEach((text, at) => {
    const last = found.at(-1);
    // What stands between two words that differ is no word that both share.
    const between = /^\s+$/.test(text) && Boolean(differs[at - 1] && differs[at + 1]);
    const differ = (differs[at] ?? false) || between;
    if (last?.differs === differ) last.text += text;
    else found.push({ text, differs: differ });
  });
  return found;
}
