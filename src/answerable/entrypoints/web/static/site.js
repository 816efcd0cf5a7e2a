// In a box for a question Enter asks and Shift+Enter begins a new line; without this the button asks.
for (const hint of document.querySelectorAll(".ask .scripted")) hint.hidden = false;
addEventListener("keydown", (event) => {
  const alone = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!alone || event.isComposing || event.repeat || !event.target.matches?.("form.ask textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
