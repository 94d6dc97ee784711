// Tries the long-poll transport of a router of WAMP with the npm package autobahn: all checks of autobahn.js, where whoever
// speaks JSON comes by requests to URL/lp, and the others by a WebSocket. node longpoll.js URL AUTHID SECRET SEED PUBKEY
import http from "node:http";
import { url } from "./checks.mjs";

// Without waiting, autobahn posts one message after the other: in one connection they stay in order.
const agents = {
  send: new http.Agent({ keepAlive: true, maxSockets: 1 }),
  other: new http.Agent({ keepAlive: true }),
};

/** What the package needs of the browser's, which Node has not. */
globalThis.XMLHttpRequest = class {
  readyState = 0;
  status = 0;
  statusText = "";
  responseText = "";
  timeout = 0;
  #headers = {};
  #method;
  #url;

  open(method, to) {
    [this.#method, this.#url] = [method, to];
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  send(data = "") {
    const agent = this.#url.endsWith("/send") ? agents.send : agents.other;
    const headers = { ...this.#headers, "Content-Length": Buffer.byteLength(data) };
    const request = http.request(this.#url, { method: this.#method, headers, agent }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => this.#done(response.statusCode, response.statusMessage, Buffer.concat(chunks)));
    });
    if (this.timeout) request.setTimeout(this.timeout, () => this.ontimeout?.());
    request.on("error", (error) => this.#done(0, error.message, Buffer.alloc(0)));
    request.end(data);
  }

  #done(status, text, body) {
    Object.assign(this, { readyState: 4, status, statusText: text, responseText: body.toString("utf8") });
    this.onreadystatechange?.();
  }
};

globalThis.longPollUrl = `${url.replace(/^ws/, "http")}/lp`;
await import("./autobahn.js");
