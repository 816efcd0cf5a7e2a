// Cards that open at a citation number or a word: by hover, by focus, by tap or click; Escape closes; they stay while they are
// pointed at, and a click keeps them. Without this module the same links lead to the reference or the definition on the page.

const WAIT = 140; // milliseconds before a card opens under the pointer
const LINGER = 240; // and before it closes, so that the pointer can cross over to it
const small = matchMedia("(max-width: 40rem)");
const kinds = []; // { selector, fill(card, trigger), tip }

let open = null; // { trigger, card, kept }
let timer = 0;
let silent = false; // focus that we put back ourselves opens nothing

/** Says what opens at the elements of a selector: `fill` puts the content into the card, at once or later. */
export function cards(selector, fill, { tip = false } = {}) {
  kinds.push({ selector, fill, tip });
  for (const trigger of document.querySelectorAll(selector)) announce(trigger);
}

function announce(trigger) {
  trigger.setAttribute("aria-haspopup", "dialog");
  trigger.setAttribute("aria-expanded", "false");
}

function kindOf(target) {
  for (const kind of kinds) {
    const trigger = target instanceof Element ? target.closest(kind.selector) : null;
    if (trigger) return { kind, trigger };
  }
  return null;
}

function show({ kind, trigger }, kept) {
  clearTimeout(timer);
  if (open?.trigger === trigger) {
    open.kept ||= kept;
    return;
  }
  close();
  const card = document.createElement("div");
  card.className = kind.tip ? "card tip" : "card";
  card.popover = "manual";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", trigger.getAttribute("aria-label") || trigger.textContent.trim());
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.setAttribute("aria-label", "Close");
  button.textContent = "✕";
  button.addEventListener("click", () => close(true));
  const inside = document.createElement("div");
  card.append(button, inside);
  trigger.after(card); // so that Tab leads from the number into its card and on
  trigger.setAttribute("aria-expanded", "true");
  open = { trigger, card, kept };
  card.showPopover?.();
  Promise.resolve(kind.fill(inside, trigger)).then(() => {
    if (open?.card !== card) return;
    const mark = card.querySelector("mark");
    const around = mark?.closest(".abstract");
    if (around) around.scrollTop = Math.max(0, mark.getBoundingClientRect().top - around.getBoundingClientRect().top - 24);
    place();
    if (small.matches) uncover();
  });
  place();
}

/** Closes what is open; `back` puts the focus where it came from, also when it was inside the card. */
function close(back = false) {
  clearTimeout(timer);
  if (!open) return;
  const { trigger, card } = open;
  const inside = card.contains(document.activeElement);
  open = null;
  trigger.setAttribute("aria-expanded", "false");
  if (back || inside) {
    silent = true;
    trigger.focus({ preventScroll: true });
    silent = false;
  }
  card.remove();
}

function place() {
  if (!open) return;
  const { trigger, card } = open;
  if (small.matches && !card.classList.contains("tip")) {
    card.style.left = card.style.top = card.style.maxHeight = "";
    return;
  }
  const at = trigger.getClientRects()[0] ?? trigger.getBoundingClientRect();
  const room = document.documentElement;
  const above = at.top - 14;
  const below = room.clientHeight - at.bottom - 14;
  card.style.maxHeight = ""; // as tall as it likes, but never over its number
  const under = below >= Math.min(card.offsetHeight, above);
  card.style.maxHeight = `${Math.max(120, under ? Math.min(below, room.clientHeight * 0.7) : Math.min(above, room.clientHeight * 0.7))}px`;
  const { offsetWidth: width, offsetHeight: height } = card;
  card.style.left = `${Math.max(8, Math.min(Math.max(8, at.left - 16), room.clientWidth - width - 8))}px`;
  card.style.top = `${under ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
}

/** On a small screen the card lies at the bottom: the number that it belongs to must not lie under it. */
function uncover() {
  const { trigger, card } = open;
  const hidden = trigger.getBoundingClientRect().bottom + 16 - card.getBoundingClientRect().top;
  if (!card.classList.contains("tip") && hidden > 0) scrollBy({ top: hidden });
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  if (open?.card.contains(event.target)) {
    clearTimeout(timer);
    return;
  }
  const found = kindOf(event.target);
  if (found) {
    clearTimeout(timer);
    if (!open?.kept) timer = setTimeout(() => show(found, false), WAIT);
  } else if (open && !open.kept && !open.card.contains(document.activeElement)) {
    clearTimeout(timer);
    timer = setTimeout(() => open && document.activeElement !== open.trigger && close(), LINGER);
  } else if (!open) {
    clearTimeout(timer);
  }
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const found = kindOf(event.target);
  if (!found) {
    if (open && !open.card.contains(event.target)) close();
    return;
  }
  event.preventDefault();
  if (open?.trigger === found.trigger && open.kept) {
    close(true);
    return;
  }
  show(found, true);
  open.card.focus({ preventScroll: true });
});

document.addEventListener("focusin", (event) => {
  if (silent || open?.card.contains(event.target)) return;
  const found = kindOf(event.target);
  if (found && found.trigger.matches(":focus-visible")) show(found, false);
  else if (open && event.target !== open.trigger) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  event.preventDefault();
  close();
});

addEventListener("scroll", () => requestAnimationFrame(place), { passive: true });
addEventListener("resize", () => close());

// -- the card of a citation: fetched once, the quoted words marked in their abstract ---------------------------------------------

const fetched = new Map();

function fragment(address) {
  if (!fetched.has(address)) {
    const asked = fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10_000) }).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
    asked.catch(() => fetched.delete(address));
    fetched.set(address, asked);
  }
  return fetched.get(address);
}

function addressOf(cite) {
  const claim = cite.closest(".cites").dataset.claim;
  return `${cite.closest("[data-cards]").dataset.cards}${encodeURIComponent(claim)}/${cite.textContent.trim()}`;
}

cards(".cite", async (inside, cite) => {
  inside.innerHTML = "<p class=\"meta\" role=\"status\">Fetching the source…</p>";
  try {
    inside.innerHTML = await fragment(addressOf(cite)); // our own server's, where everything from a record is escaped
  } catch {
    inside.innerHTML = "<p>The source could not be fetched. <a>Go to the reference</a></p>";
    inside.querySelector("a").href = cite.href;
  }
});
