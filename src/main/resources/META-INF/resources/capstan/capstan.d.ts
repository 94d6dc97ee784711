/** Where a connection stands: see {@link Capstan.state}. */
export type State = "connecting" | "open" | "waiting" | "closed";

/** Why a connection is `waiting` or `closed`. */
export interface StateDetail {
  /** The close code; 1006 if there was none. */
  code?: number;
  reason?: string;
  /** Milliseconds until the next attempt, if it is `waiting`. */
  wait?: number;
}

/** What a token callback may return: a token, or none, and when it expires. */
export type Token = string | null | undefined | { token: string; expires?: string | number | Date };

export interface Request {
  /** Where the token is for. */
  url: URL;
  /** The close code of the last connection; 4401: its token was refused, or has expired. */
  code?: number;
}

/** All are optional. A `DOMStringMap` will do, so that they can come from `data-` attributes. */
export interface Options {
  /** Relative to the context path of the application that serves this module. Default: `channels`. */
  url?: string | URL;
  /** The subprotocol to agree upon, empty: none. Default: `capstan.json`. */
  protocol?: string;
  /**
   * A token, or who is asked for one before each connection. A callback that throws a `CapstanError` closes the
   * connection; after any other error it is asked again, with back-off.
   */
  token?: string | ((request: Request) => Token | Promise<Token>);
  /** Whether the token goes into the handshake or is the first message. Default: `subprotocol`. */
  tokenIn?: "subprotocol" | "message";
  /** What the server calls `capstan.token.subprotocol-prefix`. Default: `auth-token-`. */
  tokenPrefix?: string;
  /** How many messages wait for a connection; 0: what is sent meanwhile is ignored. Default: 100. */
  queue?: number | string;
  /** Milliseconds for an answer, for a connection, and for a sign of life. Default: 10,000. */
  timeout?: number | string;
  /** Milliseconds of silence after which the server is asked for a sign of life; 0: never. Default: 25,000. */
  heartbeat?: number | string;
  /** The most milliseconds before the first attempt to come back; doubled with each. Default: 500. */
  firstWait?: number | string;
  /** The most milliseconds before any attempt. Default: 30,000. */
  longestWait?: number | string;
  /** Another implementation, for Node before 22. Default: the global one. */
  WebSocket?: new (url: string, protocols: string[]) => unknown;
  onState?: (state: State, detail: StateDetail) => void;
}

export interface RequestOptions {
  /** Milliseconds until the promise is rejected with `timeout`. Default: that of the connection. */
  timeout?: number;
}

/** A place in a channel: its life, and the number of the publication in it. */
export interface Position {
  epoch: string;
  offset: number;
}

export interface Subscribed extends Position {
  /** Whether it was subscribed before, on an earlier connection. */
  again: boolean;
  /** Whether everything that was missed meanwhile follows now. `again && !recovered`: something may be missing. */
  recovered: boolean;
}

export interface Meta {
  channel: string;
  /** Its place; missing if it was for some of the subscribers only. */
  offset?: number;
  /** Whether it was published while this client was away. */
  recovered: boolean;
}

/** What is told to somebody who follows a channel. All are optional. */
export interface Listener<T = unknown> {
  message?(data: T, meta: Meta): void;
  /** The channel is followed, at first and again on each new connection. Before what was missed. */
  subscribed?(subscribed: Subscribed): void;
  /** Somebody else has joined or left, where the rules of the channel have this told. */
  joined?(member: Member, meta: Meta): void;
  left?(member: Member, meta: Meta): void;
  /** The server does not let this client follow. It is tried again on the next connection. */
  error?(error: CapstanError): void;
}

/** Somebody who follows a channel. */
export interface Member {
  /** The id of the connection. */
  id: string;
  /** The name of its caller, if that is known. */
  user?: string;
}

export interface Presence {
  /** How many there are, also if `members` has some of them only. */
  count: number;
  members: Member[];
  /** The id of this connection. */
  self: string;
}

export interface History<T = unknown> {
  /** Missing if there is nothing. */
  epoch?: string;
  publications: { offset: number; data: T }[];
}

export interface Subscription<T = unknown> {
  readonly channel: string;
  publish(data: T, options?: RequestOptions): Promise<Position>;
  presence(options?: RequestOptions): Promise<Presence>;
  history(limit?: number, options?: RequestOptions): Promise<History<T>>;
  /** Nothing is told from now on. The last one to go makes the client leave the channel. */
  unsubscribe(): void;
}

/**
 * Why a request has failed. `code` is the server's, or one of the client's: `timeout`, `lost` (the connection was lost
 * before the answer came, so that nobody knows what became of it), `closed`, `full` (too much waits for a connection).
 */
export class CapstanError extends Error {
  constructor(code: string, message?: string, data?: unknown);
  readonly code: string;
  /** The data of the server's `error`. */
  readonly data?: unknown;
}

/** One connection to a server, which comes back by itself, with the channels that are followed over it. */
export class Capstan {
  constructor(options?: Options);

  /** For `token`: a one-time ticket for whoever is logged in, from `<context>/capstan/ticket`. */
  static ticket(request: Request): Promise<string>;

  /** Told of each change of the state. */
  onState?: (state: State, detail: StateDetail) => void;

  /** Where it connects to. */
  readonly url: string;

  /** `connecting`, `open`, `waiting` for the next attempt, or `closed` until somebody connects. */
  readonly state: State;

  /**
   * Sends an action that nobody answers; without a connection it waits for one. False: it was neither sent nor queued,
   * since the queue is full or the connection closed.
   */
  send(action: string, data?: unknown): boolean;

  /**
   * Sends an action and waits for its answer, also for a connection.
   *
   * @throws CapstanError by the promise
   */
  request<T = unknown>(action: string, data?: unknown, options?: RequestOptions): Promise<T>;

  /** Handles messages with this action that answer no request, `error` and `fatalError` among them; returns the end. */
  on<T = unknown>(action: string, handler: (data: T, message: object) => void): () => void;

  /** Follows a channel, over all connections to come. */
  subscribe<T = unknown>(channel: string, listener: Listener<T> | ((data: T, meta: Meta) => void)): Subscription<T>;

  /** Publishes without following. */
  publish(channel: string, data: unknown, options?: RequestOptions): Promise<Position>;

  /** Who follows a channel. */
  presence(channel: string, options?: RequestOptions): Promise<Presence>;

  /** The last publications that the server keeps, oldest first. */
  history<T = unknown>(channel: string, limit?: number, options?: RequestOptions): Promise<History<T>>;

  /** Asks for a new token and brings it to the server, over the connection that is open. */
  refresh(): Promise<void>;

  /** Connects at once, unless it is connected or about to. Needed after `closed` only. */
  connect(): void;

  /** Closes with 1000. A later `connect` follows the same channels from where they were. */
  close(): void;
}
