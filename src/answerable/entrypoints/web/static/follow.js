// Progress of what is being made, stage by stage, and the answer put in its place when it is there; a lost connection comes back.
export const listen = (place, address, over) => {
  const list = place.querySelector(".stages");
  const source = new EventSource(address);
  const say = (text) => {
    const last = list.querySelector(".now");
    if (last?.textContent === text) return;
    last?.classList.remove("now");
    const line = document.createElement("li");
    line.className = "now";
    line.textContent = text;
    list.append(line);
  };
  source.addEventListener("stage", (event) => say(JSON.parse(event.data).text));
  source.addEventListener("place", (event) => {
    const before = JSON.parse(event.data).place - 1; // counted from 1, itself among them
    if (before > 0) say(`Waiting: ${before} before this one`);
  });
  source.addEventListener("over", () => {
    source.close();
    over();
  });
  addEventListener("pagehide", () => source.close(), { once: true });
};

// A follow-up question under an article: the thread is fetched anew when its answer is there.
const renew = async (turn) => {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const thread = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("follow-up");
  if (!response.ok || !thread?.querySelector(`#${turn}`)) {
    location.reload();
    return;
  }
  const typed = document.getElementById("question")?.value ?? "";
  document.getElementById("follow-up").replaceWith(thread);
  const field = document.getElementById("question");
  if (field && typed) field.value = typed;
  history.replaceState(null, "", `${location.pathname}#${turn}`);
  const heading = document.getElementById(turn)?.querySelector("h3");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
  begin();
};

const begin = () => {
  for (const turn of document.querySelectorAll(".turn[data-events]")) {
    for (const hint of turn.querySelectorAll(".unscripted")) hint.hidden = true;
    listen(turn, turn.dataset.events, () => renew(turn.id));
  }
};
begin();
