// Follows the channels of a Capstan server, and sends and answers actions. One module without dependencies, for browsers
// and Node; what it offers is described in capstan.d.ts and docs/browser.md.

/** Close codes after which the same attempt may succeed later. After all others something has to change first. */
const LATER = new Set([1001, 1006, 1011, 1012, 1013]);
const UNAUTHENTICATED = 4401;
const NO_STATUS = 1006;
/** A connection that lasted so many milliseconds was a good one: the next back-off begins anew. */
const GOOD = 5_000;
const LONGEST_TIMER = 2 ** 31 - 1;
/** What listeners of a channel are told, by the action that says so. */
const EVENTS = new Map(["message", "joined", "left"].map((event) => ["channel." + event, event]));

/** Why a request has failed: `code` is the server's, or `timeout`, `lost`, `closed`, `full`. */
export class CapstanError extends Error {
  /** @param {string} code @param {string} [message] @param {any} [data] */
  constructor(code, message, data) {
    super(message);
    this.name = "CapstanError";
    this.code = code;
    this.data = data;
  }
}

/** One connection to a server, which comes back by itself, with the channels that are followed over it. */
export class Capstan {
  /** @type {import("./capstan.d.ts").Options["onState"]} */
  onState;
  #options;
  #url;
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
  #ids = 0;
  #pending = new Map(); // requests without an answer, by id
  #queue = []; // what waits for a connection
  #handlers = new Map();
  #topics = new Map();
  #online = () => this.#state === "waiting" && this.connect();

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
    this.#options = { protocol, token, tokenIn, tokenPrefix, queue, timeout, heartbeat, firstWait, longestWait, WebSocket };
    this.#url = address(url);
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
    return this.#url.href;
  }

  /** `connecting`, `open`, `waiting` for the next attempt, or `closed`. */
  get state() {
    return this.#state;
  }

  // ---- actions

  /**
   * Sends an action that nobody answers. False: it was neither sent nor queued.
   *
   * @param {string} action @param {any} [data] @returns {boolean}
   */
  send(action, data) {
    return this.#transmit({ action, data });
  }

  /**
   * Sends an action; the promise is its answer.
   *
   * @param {string} action @param {any} [data] @param {import("./capstan.d.ts").RequestOptions} [options]
   * @returns {Promise<any>}
   */
  request(action, data, { timeout = this.#options.timeout } = {}) {
    return new Promise((resolve, reject) => {
      const id = this.#expect(resolve, reject);
      const fail = (code, message) => {
        this.#queue = this.#queue.filter((waiting) => waiting.id !== id); // what has failed is not sent later
        this.#settle(id)?.reject(new CapstanError(code, `${action}: ${message}`));
      };
      this.#pending.get(id).timer = later(fail, timeout, "timeout", `no answer within ${timeout} ms`);
      if (this.#transmit({ action, data, id })) return;
      if (this.#state === "closed") fail("closed", "the connection is closed");
      else fail("full", `${this.#queue.length} messages wait for a connection already`);
    });
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
    const follower = { listener: typeof listener === "function" ? { message: listener } : listener };
    let topic = this.#topics.get(channel);
    if (topic) {
      const tellWhere = () => tell([follower], "subscribed", { ...topic.position, again: false, recovered: false });
      if (topic.joined) queueMicrotask(() => topic.followers.has(follower) && tellWhere());
    } else {
      topic = { channel, followers: new Set(), position: undefined, joined: false };
      this.#topics.set(channel, topic);
      if (this.#isOpen) this.#join(topic);
    }
    topic.followers.add(follower);
    return {
      channel,
      publish: (data, options) => this.publish(channel, data, options),
      presence: (options) => this.presence(channel, options),
      history: (limit, options) => this.history(channel, limit, options),
      unsubscribe: () => {
        if (!topic.followers.delete(follower) || topic.followers.size) return;
        this.#topics.delete(channel);
        if (this.#isOpen) this.#say({ action: "channel.unsubscribe", data: { channel }, id: this.#expect() });
      },
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

  #join(topic) {
    const { channel, position: since } = topic;
    const id = this.#expect(
      ({ epoch, offset, recovered, publications = [] }) => {
        topic.joined = true;
        topic.position = { epoch, offset };
        tell(topic.followers, "subscribed", { epoch, offset, again: since !== undefined, recovered });
        for (const missed of publications) {
          tell(topic.followers, "message", missed.data, { channel, offset: missed.offset, recovered: true });
        }
      },
      (error) => error.code === "lost" || tell(topic.followers, "error", error),
    );
    this.#say({ action: "channel.subscribe", data: { channel, since }, id });
  }

  #follow({ action, channel, offset, data }) {
    const topic = this.#topics.get(channel);
    if (!topic?.joined) return; // left over from an earlier subscription
    if (offset) topic.position.offset = offset;
    tell(topic.followers, EVENTS.get(action), data, { channel, offset, recovered: false });
  }

  // ---- connection

  /** Connects at once, unless it is connected or about to. */
  connect() {
    if (!this.#socket && this.#state !== "connecting") this.#dial();
  }

  /** Closes, and stays closed until somebody connects. Channels are followed again then, from where they were. */
  close() {
    if (this.#state === "closed") return;
    const socket = this.#socket;
    this.#end(1000, "");
    socket?.close(1000);
  }

  /** Brings a new token to the server, before the old one expires. */
  async refresh() {
    const token = await this.#ask();
    const answer = await this.request("auth.refresh", { token });
    this.#expires(answer?.expires);
  }

  get #isOpen() {
    return this.#since > 0;
  }

  async #dial(code) {
    clearTimeout(this.#retry);
    const attempt = (this.#attempt = {});
    this.#enter("connecting", {});
    const before = this.#token;
    try {
      await this.#ask(code);
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
      if (token && tokenIn === "message") {
        const id = this.#expect((answer) => this.#expires(answer?.expires));
        this.#say({ action: "auth", data: { token }, id });
      }
      for (const topic of this.#topics.values()) this.#join(topic);
      for (const { id, text } of this.#queue.splice(0)) this.#write(id, text);
      this.#enter("open", {});
    };
  }

  /** Gets the token that goes with the next connection. */
  async #ask(code) {
    const { token } = this.#options;
    const attempt = this.#attempt;
    const got = typeof token === "function" ? await token({ url: new URL(this.#url), code }) : token;
    if (attempt === this.#attempt) {
      this.#token = got?.token ?? got;
      this.#expires(got?.expires);
    }
    return this.#token;
  }

  #expires(time) {
    clearTimeout(this.#expiry);
    const left = new Date(time).getTime() - Date.now();
    if (!(left > 0) || typeof this.#options.token !== "function") return;
    // What fails needs no answer: the connection is closed with 4401 then, and comes back with another token.
    this.#expiry = later(() => this.#isOpen && this.refresh().catch(() => {}), left * 0.8);
  }

  /** A page is not told of pings, so it asks for a sign of life when nothing else comes. */
  #watch() {
    const { heartbeat, timeout } = this.#options;
    if (!+heartbeat) return;
    const before = this.#heard;
    const unless = (then) => () => (this.#heard === before ? then() : this.#watch());
    const cut = unless(() => this.#drop("The server is silent"));
    const probe = unless(() => {
      this.#say({ action: "hb" });
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
    if (this.#isOpen && Date.now() - this.#since >= GOOD) this.#attempts = 0;
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
    this.#queue = [];
    this.#forget();
    for (const id of [...this.#pending.keys()]) this.#settle(id).reject(new CapstanError("closed", "The connection was closed"));
    clearTimeout(this.#retry);
    this.#enter("closed", { code, reason });
  }

  /** The connection is gone: what was asked on it gets no answer any more. */
  #forget() {
    this.#socket = null;
    this.#since = 0;
    clearTimeout(this.#pulse);
    clearTimeout(this.#expiry);
    for (const topic of this.#topics.values()) topic.joined = false;
    for (const [id, { sent }] of [...this.#pending]) {
      if (sent) this.#settle(id).reject(new CapstanError("lost", "The connection was lost before the answer came"));
    }
  }

  #enter(state, detail) {
    if (state === "closed") globalThis.removeEventListener?.("online", this.#online);
    else globalThis.addEventListener?.("online", this.#online);
    this.#state = state;
    call(this.onState, undefined, state, detail);
  }

  // ---- messages

  #transmit(message) {
    if (this.#isOpen) return this.#say(message);
    if (this.#state === "closed" || this.#queue.length >= this.#options.queue) return false;
    return this.#queue.push({ id: message.id, text: JSON.stringify(message) }) > 0;
  }

  #say(message) {
    return this.#write(message.id, JSON.stringify(message));
  }

  #write(id, text) {
    const asked = this.#pending.get(id);
    if (asked) asked.sent = true;
    this.#socket.send(text);
    return true;
  }

  #expect(resolve = (_answer) => {}, reject = (_error) => {}) {
    this.#pending.set(++this.#ids, { resolve, reject });
    return this.#ids;
  }

  #settle(id) {
    const asked = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(asked?.timer);
    return asked;
  }

  #receive(text) {
    this.#heard++;
    const message = parse(text);
    if (typeof message?.action !== "string") return;
    const { action, data, id } = message;
    const asked = this.#settle(id);
    if (asked && action === "error") asked.reject(new CapstanError(data?.code, data?.message, data));
    else if (asked) asked.resolve(data);
    else if (EVENTS.has(action)) this.#follow(message);
    else this.#dispatch(action, data, message);
  }

  #dispatch(action, data, message) {
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

/** As setTimeout, where a time that no timer can hold would be over at once. */
function later(task, wait, ...values) {
  return setTimeout(task, Math.min(wait, LONGEST_TIMER), ...values);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not of this dialect
  }
}

function tell(followers, kind, ...values) {
  for (const { listener } of [...followers]) call(listener[kind], listener, ...values);
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
