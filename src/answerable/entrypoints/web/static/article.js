// The article page: each module adds one comfort, and the page says everything without them.
import "./cards.js";
import "./terms.js";
import "./references.js";
import "./copy.js";
import "./follow.js";

// A link into a folded section opens it.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
