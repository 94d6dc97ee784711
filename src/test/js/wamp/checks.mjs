// What the scripts here have in common: named checks, one line each, an end at the first one that does not hold.
import assert from "node:assert/strict";
import process from "node:process";

export const LIMIT = 10_000;

/** The principal that the server knows, from the command line: URL AUTHID SECRET SEED PUBKEY. */
export const [url, authid, secret, seed, pubkey] = process.argv.slice(2);
if (!pubkey) {
  console.error("usage: node SCRIPT URL AUTHID SECRET SEED PUBKEY");
  process.exit(2);
}

/** Text that JSON has for bytes in WAMP. */
export const jsonBytes = (bytes) => `\0${bytes.toString("base64")}`;

export function soon(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), LIMIT);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Takes what comes, one after the other. */
export class Inbox {
  #come = [];
  #waiting = [];

  put(item) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(item);
    else this.#come.push(item);
  }

  next(what = "an item") {
    if (this.#come.length) return Promise.resolve(this.#come.shift());
    return soon(new Promise((resolve) => this.#waiting.push(resolve)), what);
  }

  get size() {
    return this.#come.length;
  }
}

/** The first one that fits of what comes. */
export async function until(next, fits) {
  for (;;) {
    const each = await next();
    if (fits(each)) return each;
  }
}

/** What it is refused with; fails when it is not. */
export async function refusal(promise, what) {
  let granted;
  try {
    granted = await soon(promise, what);
  } catch (refused) {
    return refused;
  }
  throw new Error(`${what} was granted: ${JSON.stringify(granted)}`);
}

export async function run(checks) {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok      ${name}`);
    } catch (error) {
      console.log(`FAILED  ${name}:`, error);
      process.exit(1);
    }
  }
  process.exit(0);
}

export { assert };
