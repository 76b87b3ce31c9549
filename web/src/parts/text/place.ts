// Where in the text something on the screen is. Each `data-at` element holds one text node, which begins at that offset.
import { snap } from "../../lib/borders";

/** The UTF-16 offset of a position in the page, null outside of the text. */
export function offsetOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const holder = element?.closest<HTMLElement>("[data-at]");
  if (!holder) return null;
  const start = Number(holder.dataset.at);
  return node.nodeType === Node.TEXT_NODE ? start + offset : start + (offset > 0 ? (holder.textContent?.length ?? 0) : 0);
}

/** The offset under a point of the window, at the border of a character. */
export function offsetAt(text: string, x: number, y: number): number | null {
  const place = document.caretPositionFromPoint?.(x, y);
  const found = place ? offsetOf(place.offsetNode, place.offset) : fromRange(document.caretRangeFromPoint?.(x, y));
  return found === null ? null : snap(text, found);
}

const fromRange = (range: Range | null | undefined): number | null => (range ? offsetOf(range.startContainer, range.startOffset) : null);

/** What is selected within an element, from its first to its last character; null where nothing is. */
export function selectedIn(text: string, element: Element): { start: number; end: number } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  if (start === null || end === null || start >= end) return null;
  return { start: snap(text, start), end: snap(text, end) };
}
