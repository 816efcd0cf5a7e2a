// How long each claim is in front of a reviewer: only while the page is visible, and not while nobody has moved for a while.

const IDLE = 120000; // milliseconds without a key or a movement, after which somebody is taken to be away

export class Stopwatch {
  #spent = new Map(); #claim = ""; #since = performance.now(); #moved = performance.now();

  constructor() {
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#settle(); else this.#begin(); });
    for (const kind of ["keydown", "pointermove", "pointerdown", "scroll", "wheel"]) {
      addEventListener(kind, () => this.#stirred(), { passive: true, capture: true });
    }
  }

  of(claim) {
    this.#settle();
    this.#claim = claim;
    this.#begin();
  }

  seconds(claim) {
    this.#settle();
    this.#begin();
    return ((this.#spent.get(claim) ?? 0) / 1000).toFixed(2);
  }

  #begin() { this.#since = this.#moved = performance.now(); }

  #settle() {
    if (!this.#claim || this.#since === null) return;
    const until = Math.min(performance.now(), this.#moved + IDLE);
    this.#spent.set(this.#claim, (this.#spent.get(this.#claim) ?? 0) + Math.max(0, until - this.#since));
    this.#since = document.hidden ? null : performance.now();
  }

  #stirred() {
    const now = performance.now();
    if (now - this.#moved > IDLE) { this.#settle(); this.#since = now; }
    this.#moved = now;
  }
}
