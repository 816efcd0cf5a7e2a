"use strict";
// The page says everything without this; it adds keys, "open all", and the mark on the claim whose card is open.
(() => {
  const cards = [...document.querySelectorAll("details.card")];
  const keys = document.getElementById("keys");
  const all = document.getElementById("all");
  const seen = (card) => card.getClientRects().length > 0;
  document.querySelectorAll(".scripted").forEach((each) => { each.hidden = false; });

  cards.forEach((card) => card.addEventListener("toggle", () => {
    const claim = card.dataset.claim;
    if (!claim) return;
    document.querySelectorAll(`.reading .claim[data-claim="${claim}"], .reading .tag[data-claim="${claim}"]`)
      .forEach((each) => each.classList.toggle("chosen", card.open));
  }));

  // A click on the words of a claim opens its card; links and chosen words are left alone.
  document.querySelectorAll(".claim").forEach((words) => words.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    const card = document.querySelector(`details.card[data-claim="${words.dataset.claim}"]`);
    if (card) card.open = !card.open;
  }));

  // Every link to a place inside a closed card opens it, also where the browser does not.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const card = target && target.closest("details.card");
    if (!card) return;
    card.open = true;
    card.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  all.addEventListener("click", () => {
    const open = all.getAttribute("aria-pressed") !== "true";
    cards.forEach((card) => {
      if (open) card.removeAttribute("name"); else card.setAttribute("name", "card");
      card.open = open;
    });
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? "Close all" : "Open all";
  });

  const move = (step) => {
    const shown = cards.filter(seen);
    const here = shown.findIndex((card) => card.contains(document.activeElement));
    const open = here < 0 ? shown.findIndex((card) => card.open) : here;
    const next = shown[open < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(open + step, 0), shown.length - 1)];
    if (!next) return;
    const summary = next.querySelector("summary");
    summary.focus({ preventScroll: true });
    next.closest(".row").scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Escape") {
      const card = cards.find((each) => each.open && (each.contains(document.activeElement) || !document.activeElement.closest("details")));
      if (!card) return;
      card.open = false;
      card.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  });
})();
