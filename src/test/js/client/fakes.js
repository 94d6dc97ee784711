// A WebSocket without a network and a clock without waiting, so that a check of the client decides what happens when.

export class FakeSocket {
  static made = [];
  static get last() {
    return FakeSocket.made.at(-1);
  }

  constructor(url, protocols) {
    Object.assign(this, { url, protocols, sent: [], closed: undefined });
    FakeSocket.made.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closed = code ?? 1005;
  }

  // ---- what the server does

  accept() {
    this.onopen();
    return this;
  }

  says(message) {
    this.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) });
    return this;
  }

  ends(code, reason = "") {
    this.onclose({ code, reason });
  }

  /** Answers the last request with this action. */
  answers(action, data) {
    const { id } = this.requests(action).at(-1);
    return this.says({ action, data, id });
  }

  requests(action) {
    return this.sent.filter((message) => message.action === action);
  }
}

export class FakeClock {
  #timers = new Map();
  #ids = 0;
  #kept = {};
  now = 1_000_000;
  random = 0.5;

  install() {
    FakeSocket.made = [];
    const clock = this;
    this.#kept = { setTimeout, clearTimeout, now: Date.now, random: Math.random };
    globalThis.setTimeout = (task, wait, ...values) => {
      const held = wait < 2 ** 31 ? Number(wait) : 1; // as browsers and Node have it
      clock.#timers.set(++clock.#ids, { at: clock.now + held, run: () => task(...values) });
      return clock.#ids;
    };
    globalThis.clearTimeout = (id) => void clock.#timers.delete(id);
    Date.now = () => clock.now;
    Math.random = () => clock.random;
    return this;
  }

  uninstall() {
    Date.now = this.#kept.now;
    Math.random = this.#kept.random;
    globalThis.setTimeout = this.#kept.setTimeout;
    globalThis.clearTimeout = this.#kept.clearTimeout;
  }

  get timers() {
    return this.#timers.size;
  }

  /** Lets time pass, and everything happen that is due meanwhile. */
  async pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [id, due] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!due || due.at > end) break;
      this.now = Math.max(this.now, due.at);
      this.#timers.delete(id);
      due.run();
      await settled();
    }
    this.now = end;
    await settled();
  }
}

/** Lets promises that have an outcome tell so. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await null;
}
