// Shows the stages of an answer as they are reached, and the answer when it is there; the page works without it.
const main = document.querySelector("[data-events]");
const stages = main.querySelector("[data-stages]");
const place = main.querySelector("[data-place]");
const lost = main.querySelector("[data-lost]");
let seen = Number(main.dataset.seen);

const source = new EventSource(main.dataset.events);
source.addEventListener("open", () => { lost.hidden = true; });
source.addEventListener("error", () => {
  lost.hidden = false;
  // A browser gives up where the answer is no stream: the page itself then says why.
  if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
});
source.addEventListener("stage", (event) => {
  const number = Number(event.lastEventId);
  if (number <= seen) return;
  seen = number;
  place.hidden = true;
  stages.querySelector(".now")?.classList.remove("now");
  const item = document.createElement("li");
  item.className = "now";
  item.textContent = JSON.parse(event.data).text;
  stages.append(item);
});
source.addEventListener("place", (event) => {
  const before = JSON.parse(event.data).place - 1;
  place.hidden = false;
  place.textContent = before > 0 ? `${before} before it in the queue.` : "It is next.";
});
source.addEventListener("over", () => {
  source.close();
  location.reload();
});
