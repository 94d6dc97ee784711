// How a connection comes about, stays, is lost, and comes back.
import { rejected, same } from "../assert.js";
import { FakeSocket, settled } from "../fakes.js";

export const connection = {
  async "offers the dialect, and connects to the address that it was given"({ open }) {
    const { made, states } = await open();
    same(FakeSocket.last.url, "wss://capstan.test/app/channels");
    same(FakeSocket.last.protocols, ["capstan.json"]);
    same([made.url, made.state], ["wss://capstan.test/app/channels", "open"]);
    same(states, [["connecting", 0], ["open", 0]]);
  },
  async "http becomes ws, and an address that is none of a WebSocket is refused"({ client }) {
    same((await client({ url: "http://capstan.test/x" })).made.url, "ws://capstan.test/x");
    same((await client({ url: "https://capstan.test/x" })).made.url, "wss://capstan.test/x");
    const error = await rejected(client({ url: "mailto:nobody" }));
    if (!error.message.includes("no address of a WebSocket")) throw error;
  },
  async "options may come from data- attributes, as texts"({ clock, client }) {
    const { made } = await client({ queue: "1", timeout: "100", heartbeat: "0", token: "abc" });
    same(FakeSocket.last.protocols, ["capstan.json", "auth-token-abc"]);
    same([made.send("a"), made.send("b")], [true, false]);
    await clock.pass(100);
    same(made.state, "waiting", "a connection that takes too long is given up");
  },
  async "PAR-312 it comes back after 1001, 1006, 1011, 1012, 1013, and after no other code"({ clock, open }) {
    for (const code of [1001, 1006, 1011, 1012, 1013]) {
      const { made } = await open();
      FakeSocket.last.ends(code);
      same(made.state, "waiting", code);
      made.close();
    }
    for (const code of [1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 3000, 4000, 4401, 4403, 4408, 4429]) {
      const { made, states } = await open({ token: "fixed" });
      const before = FakeSocket.made.length;
      FakeSocket.last.ends(code, "why");
      await clock.pass(120_000);
      same([made.state, states.at(-1), FakeSocket.made.length], ["closed", ["closed", code], before], code);
    }
  },
  async "PAR-312 the back-off doubles up to its cap, with full jitter"({ clock, client }) {
    const waits = [];
    for (const random of [0, 0.5, 0.999]) {
      clock.random = random;
      const onState = (state, { wait }) => state === "waiting" && waits.push(Math.round(wait));
      const { made } = await client({ onState });
      for (let attempt = 0; attempt < 8; attempt++) {
        FakeSocket.last.ends(1006);
        await clock.pass(waits.at(-1) + 1);
      }
      made.close();
    }
    same(waits.slice(0, 8), [0, 0, 0, 0, 0, 0, 0, 0]);
    same(waits.slice(8, 16), [250, 500, 1000, 2000, 4000, 8000, 15000, 15000]);
    same(waits.slice(16), [500, 999, 1998, 3996, 7992, 15984, 29970, 29970]);
  },
  async "the back-off begins anew after a connection that lasted, not after one that opened only"({ clock, client }) {
    const waits = [];
    const { made } = await client({ onState: (state, { wait }) => state === "waiting" && waits.push(wait), heartbeat: 0 });
    for (const lasted of [0, 4_999, 5_000, 0]) {
      FakeSocket.last.accept();
      await clock.pass(lasted);
      FakeSocket.last.ends(1013);
      await clock.pass(waits.at(-1));
    }
    same(waits, [250, 500, 250, 500]);
    made.close();
  },
  async "a thousand attempts later it still waits no longer than its cap"({ clock, client }) {
    let last;
    await client({ onState: (state, { wait }) => (last = wait ?? last) });
    for (let attempt = 0; attempt < 1_100; attempt++) {
      FakeSocket.last.ends(1006);
      await clock.pass(last);
    }
    same(last, 15_000);
  },
  async "connect comes back at once, from waiting and from closed, to the same channels"({ open }) {
    const { made } = await open();
    made.subscribe("news", {});
    FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
    for (const end of [() => FakeSocket.last.ends(1006), () => made.close()]) {
      end();
      const before = FakeSocket.made.length;
      made.connect();
      made.connect();
      await settled();
      same(FakeSocket.made.length, before + 1);
      FakeSocket.last.accept();
      same(FakeSocket.last.sent[0].data.since, { epoch: "e", offset: 3 });
    }
  },
  async "close ends everything: socket, timers, requests, queue"({ clock, client, open }) {
    const { made, states } = await open({ token: () => ({ token: "t", expires: clock.now + 60_000 }) });
    const asked = rejected(made.request("x"));
    made.close();
    same((await asked).code, "lost");
    same([FakeSocket.last.closed, clock.timers, made.state, states.at(-1)], [1000, 0, "closed", ["closed", 1000]]);
    same(made.send("y"), false);
    same((await rejected(made.request("y"))).code, "closed");
    const waiting = await client();
    const queued = rejected(waiting.made.request("z"));
    waiting.made.close();
    same((await queued).code, "closed");
    same(clock.timers, 0);
  },
  async "a server that is silent is asked for a sign of life, and given up when none comes"({ clock, open }) {
    const { made, states } = await open();
    await clock.pass(25_000);
    same(FakeSocket.last.sent, [{ action: "hb" }]);
    FakeSocket.last.says({ action: "hb" });
    await clock.pass(10_000);
    same(made.state, "open");
    await clock.pass(25_000);
    same(FakeSocket.last.requests("hb").length, 2);
    await clock.pass(10_000);
    same([made.state, states.at(-1)], ["waiting", ["waiting", 1006]]);
    same(FakeSocket.last.closed, 1005, "it does not wait for the close of a dead connection");
  },
  async "any message is a sign of life, and with a heartbeat of 0 nobody asks for one"({ clock, open }) {
    const { made } = await open();
    for (let round = 0; round < 10; round++) {
      await clock.pass(20_000);
      FakeSocket.last.says("{}");
    }
    same(FakeSocket.last.sent, []);
    made.close();
    const calm = await open({ heartbeat: 0 });
    await clock.pass(1_000_000);
    same([calm.made.state, FakeSocket.last.sent], ["open", []]);
  },
  async "a connection attempt that hangs is given up, and what it says later is nobody's"({ clock, client }) {
    const { made } = await client();
    const hung = FakeSocket.last;
    await clock.pass(10_000);
    same([made.state, hung.closed], ["waiting", 1005]);
    hung.accept();
    hung.ends(1000);
    same(made.state, "waiting");
  },
  async "times that no timer can hold are as good as never, and not over at once"({ clock, client }) {
    const { made } = await client({ timeout: Infinity, heartbeat: Infinity, longestWait: Infinity });
    await clock.pass(60_000);
    same(made.state, "connecting");
    FakeSocket.last.accept();
    const asked = made.request("slow", 1, { timeout: 2 ** 40 });
    await clock.pass(600_000);
    same([made.state, FakeSocket.last.sent.map(({ action }) => action)], ["open", ["slow"]]);
    FakeSocket.last.answers("slow", "at last");
    same(await asked, "at last");
  },
  async "an address or a token that cannot be is an end, since waiting makes it no better"({ clock, client }) {
    class Picky {
      constructor() {
        throw new SyntaxError("The subprotocol is invalid");
      }
    }
    const { made } = await client({ WebSocket: Picky });
    await clock.pass(60_000);
    same(made.state, "closed");
  },
};
