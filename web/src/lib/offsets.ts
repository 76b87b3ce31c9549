// Characters of a report are counted in Unicode code points; JavaScript counts UTF-16 units. Only this module converts.

/** Where the code points of a text stand in UTF-16, and the other way. Both ways take and give whole characters. */
export class Offsets {
  readonly length: number;
  /** UTF-16 offsets of the code points that take two units, in order. */
  readonly #wide: number[] = [];

  constructor(readonly text: string) {
    for (let at = 0; at < text.length; at++) {
      if ((text.codePointAt(at) ?? 0) > 0xffff) this.#wide.push(at++);
    }
    this.length = text.length - this.#wide.length;
  }

  /** A code point's offset to that of its first UTF-16 unit. */
  toUnits(point: number): number {
    // The number of wide ones before it: the nth of them stands at code point `wide[n] - n`.
    return point + count(this.#wide.length, (n) => (this.#wide[n] ?? 0) - n < point);
  }

  /** A UTF-16 offset to the code point that it stands in. */
  toPoints(unit: number): number {
    return unit - count(this.#wide.length, (n) => (this.#wide[n] ?? 0) < unit);
  }

  /** The characters between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

/** How many of the first `size` numbers hold, where all that hold come first. */
function count(size: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
