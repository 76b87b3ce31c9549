// Prints how much the first load takes, gzipped: what index.html names, and what these import at once.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const out = new URL("../src/sayso/review/static/", import.meta.url);
const index = readFileSync(new URL("index.html", out), "utf8");
const waiting = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((found) => found[1]);
const seen = new Set();
let total = gzipSync(index).length;
while (waiting.length) {
  const name = waiting.pop();
  if (seen.has(name)) continue;
  seen.add(name);
  const text = readFileSync(new URL(name, out), "utf8");
  total += gzipSync(text).length;
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) waiting.push(`assets/${other}`);
}
console.log(`first load: ${(total / 1000).toFixed(1)} kB gzipped in ${seen.size + 1} files`);
