// Shows the references of one type; without this the list is whole.
for (const filter of document.querySelectorAll("form.filter")) {
  const entries = [...filter.parentElement.querySelectorAll(".references > li")];
  const buttons = [...filter.querySelectorAll("button[data-show]")];
  const told = filter.querySelector("[role=status]");
  filter.hidden = false;
  filter.addEventListener("click", (event) => {
    const chosen = event.target.closest("button[data-show]");
    if (!chosen) return;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
    for (const entry of entries) entry.hidden = Boolean(chosen.dataset.show) && entry.dataset.group !== chosen.dataset.show;
    told.textContent = `${entries.filter((entry) => !entry.hidden).length} of ${entries.length} references shown`;
  });
  // A link to a reference that is filtered out shows all again.
  addEventListener("hashchange", () => {
    if (document.getElementById(location.hash.slice(1))?.hidden) buttons[0].click();
    document.querySelector(":target")?.scrollIntoView();
  });
}
