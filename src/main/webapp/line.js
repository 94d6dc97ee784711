// The line to the server, with a plug that this page can pull, and a window through which one sees what passes.

let plugged = true;
const open = new Set();
const taps = new Set();

/** Has a function called with each frame: `out` or `in`, and its text. */
export function tap(heard) {
  taps.add(heard);
}

/** A WebSocket that ends as if the network were gone when the plug is pulled, and that cannot begin without it. */
export class Line extends WebSocket {
  constructor(url, protocols) {
    if (!plugged) return dead();
    super(url, protocols);
    open.add(this);
    this.addEventListener("close", () => open.delete(this));
    this.addEventListener("message", ({ data }) => taps.forEach((heard) => heard("in", data)));
  }

  send(text) {
    taps.forEach((heard) => heard("out", text));
    super.send(text);
  }
}

export function pull() {
  plugged = false;
  for (const line of open) {
    const told = line.onclose;
    line.onclose = null;
    line.close();
    told?.call(line, { code: 1006, reason: "The plug is pulled" });
  }
  open.clear();
}

export function plugIn() {
  plugged = true;
}

function dead() {
  const socket = { close() {} };
  queueMicrotask(() => socket.onclose?.({ code: 1006, reason: "The plug is pulled" }));
  return socket;
}
