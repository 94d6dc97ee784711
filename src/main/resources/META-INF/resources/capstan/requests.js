// What is sent over a connection, at once or when there is one, and what of it waits for an answer.
import { later } from "./connection.js";
import { CapstanError } from "./error.js";

export class Requests {
  #connection;
  #most;
  #ids = 0;
  #pending = new Map(); // requests without an answer, by id
  #queue = []; // what waits for a connection

  /** @param {import("./connection.js").Connection} connection @param {any} most how many messages may wait for it */
  constructor(connection, most) {
    this.#connection = connection;
    this.#most = most;
  }

  /** Sends a message, or has it wait for a connection. False: neither. */
  send(message) {
    if (this.#connection.isOpen) return this.#write(message.id, JSON.stringify(message));
    if (this.#connection.state === "closed" || this.#queue.length >= this.#most) return false;
    return this.#queue.push({ id: message.id, text: JSON.stringify(message) }) > 0;
  }

  /** As `send`; the promise is the answer. */
  request(action, data, timeout) {
    return new Promise((resolve, reject) => {
      const id = this.#expect(resolve, reject);
      const fail = (code, message) => {
        this.#queue = this.#queue.filter((waiting) => waiting.id !== id); // what has failed is not sent later
        this.#settle(id)?.reject(new CapstanError(code, `${action}: ${message}`));
      };
      this.#pending.get(id).timer = later(fail, timeout, "timeout", `no answer within ${timeout} ms`);
      if (this.send({ action, data, id })) return;
      if (this.#connection.state === "closed") fail("closed", "the connection is closed");
      else fail("full", `${this.#queue.length} messages wait for a connection already`);
    });
  }

  /** Asks over the connection that is open. The answer is told when it comes, before what comes after it. */
  ask(action, data, resolve = (_answer) => {}, reject = (_error) => {}) {
    this.send({ action, data, id: this.#expect(resolve, reject) });
  }

  /** Gives a message to the request that it answers. False: it answers none. */
  answer({ action, data, id }) {
    const asked = this.#settle(id);
    if (asked && action === "error") asked.reject(new CapstanError(data?.code, data?.message, data));
    else asked?.resolve(data);
    return asked !== undefined;
  }

  /** There is a connection: what has waited leaves, in order. */
  opened() {
    for (const { id, text } of this.#queue.splice(0)) this.#write(id, text);
  }

  /** The connection is gone: what was asked on it gets no answer any more. */
  lost() {
    for (const [id, { sent }] of [...this.#pending]) {
      if (sent) this.#settle(id).reject(new CapstanError("lost", "The connection was lost before the answer came"));
    }
  }

  /** There will be no connection: nothing waits for one. */
  ended() {
    this.#queue = [];
    for (const id of [...this.#pending.keys()]) this.#settle(id).reject(new CapstanError("closed", "The connection was closed"));
  }

  #write(id, text) {
    const asked = this.#pending.get(id);
    if (asked) asked.sent = true;
    this.#connection.send(text);
    return true;
  }

  #expect(resolve, reject) {
    this.#pending.set(++this.#ids, { resolve, reject });
    return this.#ids;
  }

  #settle(id) {
    const asked = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(asked?.timer);
    return asked;
  }
}
