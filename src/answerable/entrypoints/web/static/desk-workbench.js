// The workbench by keyboard: one claim at a time, one key for each judgement, each kept at once and again until it is.
import { Outbox } from "./desk-outbox.js";
import { Stopwatch } from "./desk-stopwatch.js";

const bench = document.querySelector("[data-workbench]");
const claims = [...bench.querySelectorAll("[data-claim]")];
const saved = bench.querySelector("[data-saved]");
const outbox = new Outbox(`desk ${bench.dataset.me} ${bench.dataset.content}`, { told, failed, state: showState });
const watch = new Stopwatch();
const remembered = (name, fallback) => localStorage.getItem(`desk ${name}`) ?? fallback;
const remember = (name, value) => localStorage.setItem(`desk ${name}`, value);

let mode = claims.length > 1 ? remembered("mode", "one") : "alone";
let current = claims[0];
let holding = null;  // the recommendation, while judgements that it counts are still on their way

// -- showing --------------------------------------------------------------------------------------------------------

const words = { idle: "What you say of a claim is saved at once.", saving: "Saving …", saved: "Saved." };
function showState(state, waiting = 0) {
  saved.dataset.state = state;
  saved.textContent = state === "waiting"
    ? `Not saved yet: ${waiting === 1 ? "one judgement waits" : `${waiting} judgements wait`} for the connection. Keep this page open.`
    : words[state];
  if (state === "saved" && holding) { const form = holding; holding = null; form.requestSubmit(); }
}

function show(section, { focus = true } = {}) {
  current = section;
  for (const one of claims) {
    one.classList.toggle("now", one === section);
    if (mode === "one") one.hidden = one !== section;
    const mark = bench.querySelector(`[data-map="${CSS.escape(one.dataset.claim)}"]`);
    if (one === section) mark?.setAttribute("aria-current", "true"); else mark?.removeAttribute("aria-current");
  }
  watch.of(section.dataset.claim);
  if (focus) {
    section.focus({ preventScroll: true });
    section.scrollIntoView({ block: mode === "one" ? "nearest" : "start" });
  }
}

function showMode(next) {
  mode = next;
  remember("mode", next);
  bench.classList.toggle("one-claim", mode === "one");
  for (const one of claims) one.hidden = mode === "one" && one !== current;
  for (const button of bench.querySelectorAll("[data-mode]")) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
}

function paint(section, judged, at) {
  section.dataset.judged = judged;
  section.dataset.at = at;
  for (const button of section.querySelectorAll(".choice")) button.setAttribute("aria-pressed", String(button.value === judged));
  section.querySelector("[data-undo]").hidden = !judged;
  const mark = bench.querySelector(`[data-map="${CSS.escape(section.dataset.claim)}"]`);
  if (mark) {
    mark.dataset.judged = judged;
    mark.querySelector(".hidden").textContent = `Claim ${mark.firstElementChild.textContent}: ${judged || "not judged"}`;
  }
}

// -- what the server says -----------------------------------------------------------------------------------------------

function told(state) {
  const section = claims.find((one) => one.dataset.claim === state.claim);
  if (section && !outbox.holds(state.claim)) paint(section, state.judged, state.at);
  bench.querySelector("[data-done]").textContent = `${state.done} of ${state.total} judged`;
  bench.querySelector("[data-left]").textContent = state.left;
  bench.querySelector("progress").value = state.done;
}

function failed(problem) {
  saved.dataset.state = "waiting";
  saved.textContent = `${problem.detail ?? "This was not taken."} ${problem.next_step ?? ""}`;
}

// -- judging ------------------------------------------------------------------------------------------------------------

function judge(section, judged) {
  const form = section.querySelector("[data-judge]");
  const fields = Object.fromEntries(new FormData(form));
  paint(section, judged, section.dataset.at);
  outbox.send({ claim: section.dataset.claim, kind: "judge", address: form.action, fields: { ...fields, judged, seconds: watch.seconds(section.dataset.claim) } });
  const goesOn = document.getElementById("go-on")?.checked ?? false;
  if (mode !== "alone" && goesOn && (judged === "holds" || judged === "unsure")) {
    const rest = [...claims.slice(claims.indexOf(section) + 1), ...claims.slice(0, claims.indexOf(section))];
    const open = rest.find((one) => !one.dataset.judged);
    if (open) show(open); else finish();
  }
}

function finish() {
  const list = document.getElementById("checklist");
  list?.scrollIntoView({ block: "start" });
  list?.querySelector("input[type=radio]")?.focus({ preventScroll: true });
}

function undo(section) {
  if (!section.dataset.judged) return;
  const form = section.querySelector("[data-undo]");
  const fields = { ...Object.fromEntries(new FormData(form)), at: section.dataset.at };
  if (outbox.withdraw(section.dataset.claim)) paint(section, "", "");  // it had not left yet
  else outbox.send({ claim: section.dataset.claim, kind: "undo", address: form.action, fields });
}

function go(way) {
  const at = claims.indexOf(current) + way;
  if (at >= claims.length) finish();
  else if (at >= 0) show(claims[at]);
}

async function lookElsewhere(section, open) {
  const details = section.querySelector("[data-else]");
  if (open) details.open = true;
  if (details.dataset.done) return;
  details.dataset.done = "yes";
  try {
    const answer = await fetch(`${details.dataset.else}?part=list`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    details.querySelector("[data-found]").innerHTML = await answer.text();
  } catch { delete details.dataset.done; }
}

// -- keys: never while somebody writes, never with another key, and not where they were turned off ---------------------------

const keysOn = document.getElementById("keys-on");
const writes = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const byKey = new Map([...claims[0]?.querySelectorAll("[data-key]") ?? []].map((one) => [one.dataset.key, one.value]));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writes(event.target) && event.target.closest("[data-claim]")) { current.focus(); return; }
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  if (!(keysOn?.checked ?? true)) return;
  const acts = { n: () => go(1), p: () => go(-1), u: () => undo(current), y: () => current.querySelector("[data-confirm]")?.requestSubmit(), e: () => lookElsewhere(current, true), c: () => current.querySelector("textarea[name=comment]").focus() };
  const judged = byKey.get(event.key);
  const act = judged ? () => judge(current, judged) : acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// -- the same by hand -----------------------------------------------------------------------------------------------------

for (const section of claims) {
  section.addEventListener("focusin", () => { if (section !== current) show(section, { focus: false }); });
  section.querySelector("[data-judge]").addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value) judge(section, event.submitter.value);
  });
  section.querySelector("[data-undo]").addEventListener("submit", (event) => { event.preventDefault(); undo(section); });
  section.querySelector("textarea[name=comment]").addEventListener("change", () => { if (section.dataset.judged) judgeAgain(section); });
  section.querySelector("[data-else]").addEventListener("toggle", (event) => { if (event.target.open) lookElsewhere(section, false); });
  const about = section.querySelector("[data-comment]");
  section.querySelector(".comment-on summary").addEventListener("mousedown", () => {
    const chosen = getSelection();
    const inside = chosen?.rangeCount && section.querySelector("[data-words]").contains(chosen.getRangeAt(0).commonAncestorContainer);
    if (!inside || !String(chosen).trim()) return;
    about.elements.exact.value = String(chosen).trim();
    about.elements.start.value = String(chosen.getRangeAt(0).startOffset);
  });
}
function judgeAgain(section) {
  const form = section.querySelector("[data-judge]");
  outbox.send({ claim: section.dataset.claim, kind: "judge", address: form.action, fields: { ...Object.fromEntries(new FormData(form)), judged: section.dataset.judged, seconds: watch.seconds(section.dataset.claim) } });
}
bench.addEventListener("click", (event) => {
  const button = event.target.closest("[data-go]");
  if (button) go(Number(button.dataset.go));
  const chosen = event.target.closest("[data-mode]");
  if (chosen) { showMode(chosen.dataset.mode); show(current); }
  const mark = event.target.closest("[data-map]");
  if (mark) { event.preventDefault(); show(claims.find((one) => one.dataset.claim === mark.dataset.map)); }
});
for (const name of ["keys-on", "go-on"]) {
  const box = document.getElementById(name);
  if (!box) continue;
  box.checked = remembered(name, "yes") === "yes";
  box.addEventListener("change", () => remember(name, box.checked ? "yes" : "no"));
}

document.querySelector("#checklist form")?.addEventListener("submit", (event) => {
  const waits = event.target.querySelector("[data-holding]");
  if (!outbox.waiting().length) { waits.textContent = ""; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  holding = event.target;
  waits.textContent = "It is sent as soon as all your judgements are saved.";
});

// -- where one was ----------------------------------------------------------------------------------------------------------

for (const one of bench.querySelectorAll(".scripted")) one.hidden = false;
for (const one of bench.querySelectorAll(".unscripted")) one.hidden = true;
for (const item of outbox.waiting()) {
  const section = claims.find((one) => one.dataset.claim === item.claim);
  if (section && item.kind === "judge") { paint(section, item.fields.judged, section.dataset.at); section.querySelector("textarea[name=comment]").value = item.fields.comment ?? ""; }
}
const asked = location.hash.startsWith("#claim-") ? decodeURIComponent(location.hash.slice(7)) : "";
const first = claims.find((one) => one.dataset.claim === bench.dataset.first && !one.dataset.judged);
const start = claims.find((one) => one.dataset.claim === asked) ?? first ?? claims.find((one) => !one.dataset.judged) ?? claims[0];
if (mode !== "alone") showMode(mode);
if (start) show(start, { focus: !location.hash || Boolean(asked) });
addEventListener("hashchange", () => {
  const named = claims.find((one) => `#claim-${one.dataset.claim}` === decodeURIComponent(location.hash));
  if (named) show(named);
});
outbox.start();
