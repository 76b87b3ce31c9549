import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rightToLeft, snap, step, trimmed } from "./borders";

const FAMILY = "👩‍👩‍👧";
const clusters = (text: string): number[] => [...new Intl.Segmenter("en").segment(text)].map((one) => one.index).concat(text.length);

describe("by character", () => {
  test("an emoji, a flag and a letter with its accent are one step", () => {
    const text = `a${FAMILY}🇵🇰e\u0301z`;
    const stops = [0];
    for (let at = 0; at < text.length; ) stops.push((at = step(text, at, "end", "character", true)));
    expect(stops).toEqual(clusters(text));
    for (let at = text.length; at > 0; ) {
      at = step(text, at, "start", "character", false);
      expect(stops).toContain(at);
    }
  });

  test("no step tears a cluster, whatever the text", () => {
    const texts = fc.array(fc.constantFrom("a", " ", "\n", FAMILY, "🇵🇰", "e\u0301", "لاہور", ". "), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.nat(), fc.boolean(), fc.constantFrom("start" as const, "end" as const), (text, any, forward, edge) => {
        const stops = clusters(text);
        const at = stops[any % stops.length] ?? 0;
        for (const by of ["character", "word", "sentence"] as const) expect(stops).toContain(step(text, at, edge, by, forward));
      }),
    );
  });

  test("stays at the ends of the text", () => {
    expect(step("ab", 0, "start", "character", false)).toBe(0);
    expect(step("ab", 2, "end", "character", true)).toBe(2);
  });

  test("snaps into no cluster", () => {
    expect(snap(`a${FAMILY}`, 4)).toBe(1);
  });
});

describe("by word and sentence", () => {
  const text = "He said “no”. She asked why. They left.";

  test("a start goes to where words begin, an end to where they end", () => {
    expect(text.slice(step(text, 0, "start", "word", true))).toMatch(/^said/);
    expect(text.slice(0, step(text, 2, "end", "word", true))).toBe("He said");
    expect(text.slice(0, step(text, 7, "end", "word", false))).toBe("He");
  });

  test("a sentence leaves out the white space after it", () => {
    expect(text.slice(step(text, 3, "start", "sentence", true))).toMatch(/^She/);
    expect(text.slice(0, step(text, 3, "end", "sentence", true))).toBe("He said “no”.");
  });

  test("Urdu sentences and words", () => {
    const urdu = "وزیر نے کہا کہ حملہ ہوا۔ فوج نے انکار کیا۔";
    expect(urdu.slice(0, step(urdu, 1, "end", "sentence", true, "ur"))).toBe("وزیر نے کہا کہ حملہ ہوا۔");
    expect(urdu.slice(0, step(urdu, 1, "end", "word", true, "ur"))).toBe("وزیر");
    expect(rightToLeft(urdu)).toBe(true);
    expect(rightToLeft("12 men, حملہ")).toBe(false);
  });

  test("is quick in a text of two million characters on one line", () => {
    const long = "word ".repeat(400_000);
    const began = performance.now();
    for (let n = 0, at = 1_000_000; n < 5; n++) at = step(long, at, "start", "word", true);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test("trimming leaves words", () => {
  expect(trimmed("a  bc  d", 1, 7)).toEqual({ start: 3, end: 5 });
});
