// Definitions that open at a word, and what a level means at its badge; the words are those that stand on the page.
import { cards } from "./cards.js";

const define = (inside, link) => {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const name = document.createElement("h3");
  const said = document.createElement("p");
  name.textContent = entry?.querySelector("dt")?.textContent.trim() ?? link.textContent;
  said.textContent = entry?.querySelector("dd")?.textContent.trim() ?? "";
  inside.replaceChildren(name, said);
};

cards(".term, a.level", define, { tip: true });
