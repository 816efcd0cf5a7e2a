// Copies the article as plain text for a record, prints it; the links beside these buttons do the same without them.
const told = document.getElementById("copied");

const copy = async (address) => {
  const text = fetch(address).then((response) => {
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  });
  if (globalThis.ClipboardItem) {
    // A promise, so that the permission that came with the click outlasts the fetching.
    const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  } else {
    await navigator.clipboard.writeText(await text);
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await copy(button.dataset.copy);
      told.textContent = "Copied as plain text.";
      button.textContent = "Copied ✓";
    } catch {
      told.textContent = "It could not be copied. Open the plain text and copy it there.";
      button.textContent = "Could not be copied";
    }
    setTimeout(() => { button.textContent = label; }, 4000);
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// What is folded is printed all the same, also where the stylesheet alone cannot open it; afterwards it is as it was.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".body details:not([open])")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
