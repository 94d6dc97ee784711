// Follows the channels of a Capstan server, and sends and answers actions. For browsers and Node, with nothing but the
// modules beside it; what it offers is described in capstan.d.ts and docs/browser.md.
import { Channels } from "./channels.js";
import { Connection } from "./connection.js";
import { CapstanError } from "./error.js";
import { Requests } from "./requests.js";

export { CapstanError };

/** One connection to a server, which comes back by itself, with the channels that are followed over it. */
export class Capstan {
  /** @type {import("./capstan.d.ts").Options["onState"]} */
  onState;
  #connection;
  #requests;
  #channels;
  #timeout;
  #handlers = new Map();

  /** @param {import("./capstan.d.ts").Options} [options] */
  constructor({
    url = "channels",
    protocol = "capstan.json",
    token,
    tokenIn = "subprotocol",
    tokenPrefix = "auth-token-",
    queue = 100,
    timeout = 10_000,
    heartbeat = 25_000,
    firstWait = 500,
    longestWait = 30_000,
    WebSocket = globalThis.WebSocket,
    onState,
  } = {}) {
    const options = { protocol, token, tokenIn, tokenPrefix, timeout, heartbeat, firstWait, longestWait, WebSocket };
    this.#connection = new Connection(address(url), options, {
      opened: (used) => this.#opened(tokenIn === "message" && used),
      message: (text) => this.#receive(text),
      silent: () => this.#requests.send({ action: "hb" }),
      // What fails needs no answer: the connection is closed with 4401 then, and comes back with another token.
      expiring: () => this.refresh().catch(() => {}),
      lost: () => this.#lost(),
      ended: () => this.#requests.ended(),
      state: (state, detail) => call(this.onState, undefined, state, detail),
    });
    this.#requests = new Requests(this.#connection, queue);
    this.#channels = new Channels(this.#connection, this.#requests);
    this.#timeout = timeout;
    this.onState = onState;
    if (!WebSocket) throw new TypeError("There is no WebSocket here. Pass one: new Capstan({ WebSocket })");
    this.connect();
  }

  /**
   * A token for `new Capstan({ token: Capstan.ticket })`: a one-time ticket for whoever is logged in.
   *
   * @param {import("./capstan.d.ts").Request} request
   * @returns {Promise<string>}
   */
  static async ticket({ url }) {
    const context = new URL("..", import.meta.url);
    const route = "/" + url.pathname.slice(context.pathname.length);
    const answer = await fetch(new URL("capstan/ticket", context), { method: "POST", body: JSON.stringify({ route }) });
    if (answer.ok) return (await answer.json()).ticket;
    const message = `There is no ticket for ${route}: ${answer.status}`;
    throw [401, 403, 404].includes(answer.status) ? new CapstanError("unauthenticated", message) : new Error(message);
  }

  /** Where it connects to. */
  get url() {
    return this.#connection.url;
  }

  /** `connecting`, `open`, `waiting` for the next attempt, or `closed`. */
  get state() {
    return this.#connection.state;
  }

  // ---- actions

  /**
   * Sends an action that nobody answers. False: it was neither sent nor queued.
   *
   * @param {string} action @param {any} [data] @returns {boolean}
   */
  send(action, data) {
    return this.#requests.send({ action, data });
  }

  /**
   * Sends an action; the promise is its answer.
   *
   * @param {string} action @param {any} [data] @param {import("./capstan.d.ts").RequestOptions} [options]
   * @returns {Promise<any>}
   */
  request(action, data, { timeout = this.#timeout } = {}) {
    return this.#requests.request(action, data, timeout);
  }

  /**
   * Has a function called with the data of each message with this action that is no answer; returns how to end that.
   *
   * @param {string} action @param {(data: any, message: object) => void} handler @returns {() => void}
   */
  on(action, handler) {
    const handlers = this.#handlers.get(action) ?? new Set();
    this.#handlers.set(action, handlers.add(handler));
    return () => void handlers.delete(handler);
  }

  // ---- channels

  /**
   * Follows a channel, over all connections to come, until it is unsubscribed.
   *
   * @param {string} channel @param {import("./capstan.d.ts").Listener | ((data: any, meta: object) => void)} listener
   * @returns {import("./capstan.d.ts").Subscription<any>}
   */
  subscribe(channel, listener) {
    const told = typeof listener === "function" ? { message: listener } : listener;
    return {
      channel,
      publish: (data, options) => this.publish(channel, data, options),
      presence: (options) => this.presence(channel, options),
      history: (limit, options) => this.history(channel, limit, options),
      unsubscribe: this.#channels.follow(channel, (event, ...values) => call(told[event], told, ...values)),
    };
  }

  /** @param {string} channel @param {any} data @param {import("./capstan.d.ts").RequestOptions} [options] */
  publish(channel, data, options) {
    return this.request("channel.publish", { channel, data }, options);
  }

  /** @param {string} channel @param {import("./capstan.d.ts").RequestOptions} [options] */
  presence(channel, options) {
    return this.request("channel.presence", { channel }, options);
  }

  /** @param {string} channel @param {number} [limit] @param {import("./capstan.d.ts").RequestOptions} [options] */
  history(channel, limit, options) {
    return this.request("channel.history", { channel, limit }, options);
  }

  // ---- connection

  /** Connects at once, unless it is connected or about to. */
  connect() {
    this.#connection.connect();
  }

  /** Closes, and stays closed until somebody connects. Channels are followed again then, from where they were. */
  close() {
    this.#connection.close();
  }

  /** Brings a new token to the server, before the old one expires. */
  async refresh() {
    const token = await this.#connection.ask();
    const answer = await this.request("auth.refresh", { token });
    this.#connection.expires(answer?.expires);
  }

  #opened(token) {
    if (token) this.#requests.ask("auth", { token }, (answer) => this.#connection.expires(answer?.expires));
    this.#channels.opened();
    this.#requests.opened();
  }

  #lost() {
    this.#channels.lost();
    this.#requests.lost();
  }

  // ---- messages

  #receive(text) {
    const message = parse(text);
    if (typeof message?.action !== "string") return;
    if (this.#requests.answer(message) || this.#channels.hear(message)) return;
    this.#dispatch(message);
  }

  #dispatch(message) {
    const { action, data } = message;
    const handlers = [...(this.#handlers.get(action) ?? [])];
    for (const handler of handlers) call(handler, undefined, data, message);
    if (!handlers.length && (action === "error" || action === "fatalError")) console.warn("Capstan:", action, data);
  }
}

/** An address relative to the context of the application, which this module is served from. */
function address(url) {
  const made = new URL(url, new URL("..", import.meta.url));
  made.protocol = made.protocol.replace(/^http/, "ws");
  if (/^wss?:$/.test(made.protocol)) return made;
  throw new TypeError(`${made} is no address of a WebSocket. Pass one: new Capstan({ url: "wss://…" })`);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not of this dialect
  }
}

/** Calls what belongs to the page. What it throws is the page's, and stops nothing here. */
function call(callback, owner, ...values) {
  try {
    callback?.apply(owner, values);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
