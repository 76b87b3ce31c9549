// The address names the chosen claim (`#r1-c3`): its parts in the text and its entry in the list are marked.
const partsOf = (claim) => document.querySelectorAll(`[data-claim="${CSS.escape(claim)}"]`);

const show = () => {
  document.querySelectorAll(".chosen").forEach((part) => part.classList.remove("chosen"));
  document.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  for (const part of partsOf(decodeURIComponent(location.hash.slice(1)))) {
    part.classList.add("chosen");
    const link = part.matches("li") && part.querySelector("a");
    if (link) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    }
  }
};

addEventListener("hashchange", show);
addEventListener("click", ({ target }) => {
  const part = target.closest(".text [data-claim]");
  if (part && getSelection().isCollapsed) {
    history.replaceState(null, "", `#${part.dataset.claim}`);
    show();
  }
});
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") {
    history.replaceState(null, "", location.pathname + location.search);
    show();
  }
});
show();
