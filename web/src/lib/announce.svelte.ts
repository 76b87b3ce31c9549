// What a screen reader is told of, beside what it finds by itself.
class Live {
  words = $state("");

  /** Says something once; the same words again are said again. */
  say(words: string): void {
    this.words = this.words === words ? `${words}\u00a0` : words;
  }
}

export const live = new Live();
export const announce = (words: string): void => live.say(words);
