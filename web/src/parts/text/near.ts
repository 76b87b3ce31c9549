// Tells what is on the screen or close to it, so that only that is drawn in full.
export class Near {
  readonly #told = new WeakMap<Element, (near: boolean) => void>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) this.#told.get(target)?.(isIntersecting);
    },
    // The margin of scrolling boxes is newer than TypeScript's list of options.
    { rootMargin: "400px 0px", scrollMargin: "400px 0px" } as IntersectionObserverInit,
  );

  /** Tells when an element comes near and goes; gives what ends it. */
  watch(element: Element, tell: (near: boolean) => void): () => void {
    this.#told.set(element, tell);
    this.#observer.observe(element);
    return () => this.#observer.unobserve(element);
  }
}
