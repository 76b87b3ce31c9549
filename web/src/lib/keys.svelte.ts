// Keys that do something: registered by a screen while it is shown, changed by the person at it, off inside inputs.
import { untrack } from "svelte";

export type Shortcut = { id: string; label: string; key: string; run: (event: KeyboardEvent) => void };

const KEPT = "sayso.keys";
const EDITED = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

/** A key as it is written on a button: `a`, `?`, `Ctrl+ArrowLeft`, `Shift+ArrowUp`. */
export function spelt(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">): string {
  const named = event.key.length > 1;
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.metaKey && "Meta", named && event.shiftKey && "Shift"];
  return [...held.filter(Boolean), event.key === " " ? "Space" : event.key].join("+");
}

class Keys {
  shown = $state(false);
  #shortcuts = $state.raw<Shortcut[]>([]);
  #changed = $state<Record<string, string>>(kept());

  get all(): Shortcut[] {
    return this.#shortcuts;
  }

  /** The key of a shortcut, as the person at it has it. */
  of(id: string): string {
    return this.#changed[id] ?? this.#shortcuts.find((one) => one.id === id)?.key ?? "";
  }

  /** The shortcuts that have a key besides this one. */
  clashes(id: string, key: string): Shortcut[] {
    return this.#shortcuts.filter((one) => one.id !== id && this.of(one.id) === key);
  }

  change(id: string, key: string | null): void {
    if (key) this.#changed[id] = key;
    else delete this.#changed[id];
    localStorage.setItem(KEPT, JSON.stringify(this.#changed));
  }

  /** Registers shortcuts; gives what takes them away again, for an effect to return. */
  use(shortcuts: Shortcut[]): () => void {
    const ids = new Set(shortcuts.map((one) => one.id));
    this.#shortcuts = [...untrack(() => this.#shortcuts).filter((one) => !ids.has(one.id)), ...shortcuts];
    return () => {
      this.#shortcuts = this.#shortcuts.filter((one) => !shortcuts.includes(one));
    };
  }

  onkeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || (event.target as Element | null)?.matches?.(EDITED)) return;
    if (document.querySelector("dialog[open]")) return;
    const key = spelt(event);
    if (key === "?") {
      event.preventDefault();
      this.shown = true;
      return;
    }
    const found = this.#shortcuts.find((one) => this.of(one.id) === key);
    if (found) {
      event.preventDefault();
      found.run(event);
    }
  };
}

function kept(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

export const keys = new Keys();
