// What was said and has not reached the server: kept in this tab, sent in order, again and again until it is taken or refused.

export class Outbox {
  #name; #does; #items; #sending = false; #wait = 0; #timer = 0;

  constructor(name, does) {
    this.#name = name;
    this.#does = does;
    try { this.#items = JSON.parse(sessionStorage.getItem(name)) ?? []; } catch { this.#items = []; }
    addEventListener("online", () => this.#now());
    addEventListener("beforeunload", (event) => { if (this.#items.length) event.preventDefault(); });
  }

  start() { if (this.#items.length) this.#now(); }
  waiting() { return [...this.#items]; }
  holds(claim) { return this.#items.some((one) => one.claim === claim); }

  send(item) {
    // Of one claim the last word counts, unless the one before is on its way.
    const before = this.#items.findIndex((one, at) => one.claim === item.claim && one.kind === "judge" && item.kind === "judge" && !(this.#sending && at === 0));
    if (before >= 0) this.#items[before] = item; else this.#items.push(item);
    this.#keep();
    this.#now();
  }

  // Takes back what has not left yet; false where it has.
  withdraw(claim) {
    const at = this.#items.findIndex((one, place) => one.claim === claim && one.kind === "judge" && !one.tried && !(this.#sending && place === 0));
    if (at < 0) return false;
    this.#items.splice(at, 1);
    this.#keep();
    this.#does.state(this.#items.length ? "waiting" : "saved", this.#items.length);
    return true;
  }

  #keep() {
    try { sessionStorage.setItem(this.#name, JSON.stringify(this.#items)); } catch { /* it is still in memory */ }
  }

  #now() {
    clearTimeout(this.#timer);
    this.#wait = 0;
    this.#run();
  }

  async #run() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#items.length) {
        const item = this.#items[0];
        if (!this.#wait) this.#does.state("saving");
        const answer = await this.#post(item);
        if (answer === null) { this.#later(); return; }
        if (answer.out) { this.#does.failed(answer.out); this.#later(false); return; }  // signed out: it is kept until one is in again
        this.#items.shift();
        const undo = this.#items.find((one) => one.claim === item.claim && one.kind === "undo" && !one.tried);
        if (undo && answer.state) undo.fields.at = answer.state.at;  // what it takes back is what was just kept
        this.#keep();
        this.#wait = 0;
        if (answer.refused) { this.#does.failed(answer.refused); return; }
        this.#does.told(answer.state);
      }
      this.#does.state("saved");
    } finally { this.#sending = false; }
  }

  // The server's answer; null where nobody knows whether it arrived.
  async #post(item) {
    item.tried = true;
    this.#keep();
    try {
      const body = new URLSearchParams(item.fields);
      const answer = await fetch(item.address, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true, signal: AbortSignal.timeout(20000) });
      if (answer.status >= 500 || answer.status === 429) return null;
      const told = await answer.json();
      if (answer.status === 401) return { out: { detail: "Not saved: you are signed out.", next_step: "Sign in again in another tab; what you said is kept here and is sent then." } };
      return answer.ok ? { state: told } : { refused: told };
    } catch { return null; }
  }

  #later(tell = true) {
    this.#wait = Math.min(30000, (this.#wait || 1000) * 2);
    if (tell) this.#does.state("waiting", this.#items.length);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), this.#wait);
  }
}
