// Who decides at this page: a name that goes with each review.
const KEPT = "sayso.reviewer";

class Reviewer {
  #name = $state(localStorage.getItem(KEPT) ?? "");

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name.trim();
    localStorage.setItem(KEPT, this.#name);
  }
}

export const reviewer = new Reviewer();
