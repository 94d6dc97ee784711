// The checks of autobahn.js with version 26 of the package: node autobahn26.js URL AUTHID SECRET SEED PUBKEY
import { createRequire } from "node:module";
import process from "node:process";

// Of its own it has what Node 22 brings. It does not tell why a connection has been lost.
const Socket = globalThis.WebSocket ?? createRequire(import.meta.url)("ws");
globalThis.WebSocket = class extends Socket {
  constructor(...arguments_) {
    super(...arguments_);
    queueMicrotask(() => { // ws drops the listeners that it has when its onclose is set
      this.addEventListener("error", (event) => console.error("error of the WebSocket:", event.message));
      this.addEventListener("close", ({ wasClean, code, reason }) => {
        if (!wasClean) console.error("close of the WebSocket:", code, reason);
      });
    });
  }
};
process.env.AUTOBAHN = "autobahn26";
await import("./autobahn.js");
