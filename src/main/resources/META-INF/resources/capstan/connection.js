// One connection that comes back by itself: dialling, token, signs of life, back-off, states. What the texts mean that
// travel over it is for its owner to know.
import { CapstanError } from "./error.js";

/** Close codes after which the same attempt may succeed later. After all others something has to change first. */
const LATER = new Set([1001, 1006, 1011, 1012, 1013]);
const UNAUTHENTICATED = 4401;
const NO_STATUS = 1006;
/** A connection that lasted so many milliseconds was a good one: the next back-off begins anew. */
const GOOD = 5_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Who is told what becomes of a connection.
 *
 * @typedef {object} Owner
 * @property {(token: any) => void} opened there is a connection, made with this token; `state` follows
 * @property {(text: string) => void} message
 * @property {() => void} silent nothing came for long: the server is to be asked for a sign of life
 * @property {() => void} expiring the token does so soon: the server is to be given another
 * @property {() => void} lost the connection is gone, and no answer comes over it any more
 * @property {() => void} ended no other connection follows by itself
 * @property {(state: import("./capstan.d.ts").State, detail: import("./capstan.d.ts").StateDetail) => void} state
 */

export class Connection {
  #url;
  #options;
  #owner;
  /** @type {import("./capstan.d.ts").State} */
  #state = "closed";
  #socket = null;
  #attempt; // tells an attempt that was given up, while its token was on the way, from the one that counts
  #attempts = 0;
  #token;
  #since = 0; // when the connection was opened
  #heard = 0; // how many messages came
  #retry; // timers
  #pulse;
  #expiry;
  #online = () => this.#state === "waiting" && this.connect();

  /** @param {URL} url @param {import("./capstan.d.ts").Options} options with their defaults @param {Owner} owner */
  constructor(url, options, owner) {
    this.#url = url;
    this.#options = options;
    this.#owner = owner;
  }

  get url() {
    return this.#url.href;
  }

  get state() {
    return this.#state;
  }

  /** Whether something can be sent. It can a little before `state` is `open`: what has waited for that leaves first. */
  get isOpen() {
    return this.#since > 0;
  }

  /** Connects at once, unless it is connected or about to. */
  connect() {
    if (!this.#socket && this.#state !== "connecting") this.#dial();
  }

  /** Closes, and stays closed until somebody connects. */
  close() {
    if (this.#state === "closed") return;
    const socket = this.#socket;
    this.#end(1000, "");
    socket?.close(1000);
  }

  /** Sends over the connection that is open. @param {string} text */
  send(text) {
    this.#socket.send(text);
  }

  /** Gets the token that goes with the next connection. @param {number} [code] how the last one ended */
  async ask(code) {
    const { token } = this.#options;
    const attempt = this.#attempt;
    const got = typeof token === "function" ? await token({ url: new URL(this.#url), code }) : token;
    if (attempt === this.#attempt) {
      this.#token = got?.token ?? got;
      this.expires(got?.expires);
    }
    return this.#token;
  }

  /** When the token expires that the server has now. @param {any} time */
  expires(time) {
    clearTimeout(this.#expiry);
    const left = new Date(time).getTime() - Date.now();
    if (!(left > 0) || typeof this.#options.token !== "function") return;
    this.#expiry = later(() => this.isOpen && this.#owner.expiring(), left * 0.8);
  }

  async #dial(code) {
    clearTimeout(this.#retry);
    const attempt = (this.#attempt = {});
    this.#enter("connecting", {});
    const before = this.#token;
    try {
      await this.ask(code);
    } catch (/** @type {any} */ error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof CapstanError) this.#end(UNAUTHENTICATED, error.message);
      else this.#lost(NO_STATUS, String(error));
      return;
    }
    if (attempt !== this.#attempt) return;
    if (code === UNAUTHENTICATED && this.#token === before) this.#end(code, "The token is the one that was refused");
    else this.#open();
  }

  #open() {
    const { WebSocket, protocol, tokenIn, tokenPrefix, timeout } = this.#options;
    const token = this.#token;
    const url = new URL(this.#url);
    const protocols = protocol ? [protocol] : [];
    const byProtocol = token && tokenIn === "subprotocol";
    if (byProtocol && protocol) protocols.push(tokenPrefix + token);
    else if (byProtocol) url.searchParams.set("ticket", token);
    let socket;
    try {
      socket = this.#socket = new WebSocket(url.href, protocols);
    } catch (error) {
      // An address or a token that cannot be, which no waiting makes better; some browsers do not say which.
      this.#end(NO_STATUS, `No address, or no subprotocol for a token: ${error.message}`);
      return;
    }
    this.#pulse = later(() => this.#drop("No connection in time"), timeout);
    socket.onerror = () => {}; // a close follows
    socket.onclose = ({ code, reason }) => socket === this.#socket && this.#lost(code, reason);
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      clearTimeout(this.#pulse);
      this.#since = Date.now();
      this.#watch();
      this.#owner.opened(token);
      this.#enter("open", {});
    };
  }

  #receive(text) {
    this.#heard++;
    this.#owner.message(text);
  }

  /** A page is not told of pings, so it asks for a sign of life when nothing else comes. */
  #watch() {
    const { heartbeat, timeout } = this.#options;
    if (!+heartbeat) return;
    const before = this.#heard;
    const unless = (then) => () => (this.#heard === before ? then() : this.#watch());
    const cut = unless(() => this.#drop("The server is silent"));
    const probe = unless(() => {
      this.#owner.silent();
      this.#pulse = later(cut, timeout);
    });
    this.#pulse = later(probe, heartbeat);
  }

  /** Gives a socket up without waiting for its close, which may take minutes where nobody answers. */
  #drop(reason) {
    const socket = this.#socket;
    this.#lost(NO_STATUS, reason);
    socket.close();
  }

  #lost(code, reason) {
    const { token, firstWait, longestWait } = this.#options;
    if (this.isOpen && Date.now() - this.#since >= GOOD) this.#attempts = 0;
    this.#forget();
    const otherToken = code === UNAUTHENTICATED && typeof token === "function";
    if (!LATER.has(code) && !otherToken) {
      this.#end(code, reason);
      return;
    }
    // Full jitter: a thousand pages that lost the same server do not come back in the same moment.
    const wait = Math.random() * Math.min(longestWait, firstWait * 2 ** this.#attempts++);
    this.#retry = later(() => this.#dial(code), wait);
    this.#enter("waiting", { code, reason, wait });
  }

  #end(code, reason) {
    this.#attempt = undefined;
    this.#attempts = 0;
    this.#forget();
    this.#owner.ended();
    clearTimeout(this.#retry);
    this.#enter("closed", { code, reason });
  }

  #forget() {
    this.#socket = null;
    this.#since = 0;
    clearTimeout(this.#pulse);
    clearTimeout(this.#expiry);
    this.#owner.lost();
  }

  #enter(state, detail) {
    if (state === "closed") globalThis.removeEventListener?.("online", this.#online);
    else globalThis.addEventListener?.("online", this.#online);
    this.#state = state;
    this.#owner.state(state, detail);
  }
}

/** As setTimeout, where a time that no timer can hold would be over at once. */
export function later(task, wait, ...values) {
  return setTimeout(task, Math.min(wait, LONGEST_TIMER), ...values);
}
