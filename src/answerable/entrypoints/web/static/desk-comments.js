// Words chosen for a comment: selected in the article, or by keyboard in the box that holds the statement; both fill the form.

const page = document.querySelector("[data-commenting]");
const form = page?.querySelector("[data-new-comment]");
if (form) {
  const { claim, exact, start } = form.elements;
  const picker = form.querySelector("#new-picker");
  const statements = new Map([...page.querySelectorAll("[data-statement]")].map((one) => [one.dataset.statement, one]));
  for (const one of form.querySelectorAll(".scripted")) one.hidden = false;

  /** The text of a line without the numbers of comments that stand in it. */
  function words(line) {
    const copy = line.querySelector("[data-words]")?.cloneNode(true) ?? line.cloneNode(true);
    for (const aside of copy.querySelectorAll("[data-aside]")) aside.remove();
    return copy.textContent;
  }

  /** How many characters of a line's text stand before a place in it. */
  function before(line, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(line.querySelector("[data-words]") ?? line);
    range.setEnd(node, offset);
    const held = range.cloneContents();
    for (const aside of held.querySelectorAll("[data-aside]")) aside.remove();
    return held.textContent.length;
  }

  function choose(statement, from, to, text) {
    claim.value = statement;
    exact.value = text.slice(from, to).trim();
    start.value = String(from + (text.slice(from, to).length - text.slice(from, to).trimStart().length));
  }

  function showPicker() {
    const line = statements.get(claim.value);
    picker.closest(".field").hidden = !claim.value;
    const text = claim.value && line ? words(line) : "";
    if (picker.value === text) return;
    picker.value = text;
    picker.setSelectionRange(0, 0);
  }

  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen?.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const line = range.commonAncestorContainer.parentElement?.closest("[data-statement]")
      ?? range.commonAncestorContainer.closest?.("[data-statement]");
    if (!line) return;
    const text = words(line);
    const from = before(line, range.startContainer, range.startOffset);
    const to = before(line, range.endContainer, range.endOffset);
    if (!text.slice(from, to).trim()) return;
    choose(line.dataset.statement, from, to, text);
    showPicker();
  });
  const picked = () => {
    if (picker.selectionStart < picker.selectionEnd) choose(claim.value, picker.selectionStart, picker.selectionEnd, picker.value);
  };
  // A box that is only for reading has no caret to select with by keyboard: this one has, and takes nothing in.
  picker.readOnly = false;
  picker.setAttribute("aria-readonly", "true");
  picker.addEventListener("beforeinput", (event) => event.preventDefault());
  for (const kind of ["select", "keyup", "mouseup"]) picker.addEventListener(kind, picked);
  claim.addEventListener("change", () => { exact.value = ""; start.value = ""; showPicker(); });
  exact.addEventListener("input", () => { start.value = ""; });
  showPicker();
}
