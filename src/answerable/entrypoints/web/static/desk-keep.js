// Forms marked data-keep hold what was filled in until they are sent, so that a reload or a lost connection loses nothing.
// What one person typed is not shown to the next who signs in at the same computer.
const me = document.querySelector("[data-me]")?.dataset.me ?? "";

for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = `desk form ${me} ${location.pathname} ${form.dataset.keep} ${form.elements.content?.value ?? ""}`;
  try {
    const kept = new URLSearchParams(sessionStorage.getItem(name) ?? "");
    for (const [field, value] of kept) {
      const control = form.elements[field];
      if (!control || field === "csrf" || field === "content") continue;
      if (control instanceof RadioNodeList) control.value = value;
      else if (control.type === "checkbox") control.checked = true;
      else if (control.type !== "hidden") control.value = value;
    }
  } catch { /* nothing was kept */ }
  form.addEventListener("input", () => {
    const filled = new FormData(form);
    filled.delete("csrf");
    try { sessionStorage.setItem(name, String(new URLSearchParams(filled))); } catch { /* no room to keep it */ }
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(name));
}
