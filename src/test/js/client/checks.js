// What capstan.js does, on a socket and a clock that the check holds in its hands. Runs in a browser and on Node.
import { FakeClock, FakeSocket, settled } from "./fakes.js";

let clock;

function same(actual, wanted, what = "") {
  const [a, w] = [actual, wanted].map((value) => JSON.stringify(value));
  if (a !== w) throw new Error(`${what} expected ${w}, got ${a}`);
}

async function rejected(promise) {
  return promise.then(
    (value) => Promise.reject(new Error(`it was answered: ${JSON.stringify(value)}`)),
    (error) => error,
  );
}

function checks({ Capstan, CapstanError }) {
  /** A client that is about to connect, and what it said about its state. */
  async function client(options = {}) {
    const states = [];
    const onState = (state, detail) => states.push([state, detail.code ?? 0]);
    const made = new Capstan({ url: "wss://capstan.test/app/channels", WebSocket: FakeSocket, onState, ...options });
    await settled();
    return { made, states };
  }

  async function open(options) {
    const { made, states } = await client(options);
    FakeSocket.last.accept();
    return { made, states };
  }

  /** Loses the connection, and has the client come back. */
  async function comeBack(code = 1006) {
    clock.random = 0;
    FakeSocket.last.ends(code);
    await clock.pass(0);
    FakeSocket.last.accept();
  }

  return {
    async "offers the dialect, and connects to the address that it was given"() {
      const { made, states } = await open();
      same(FakeSocket.last.url, "wss://capstan.test/app/channels");
      same(FakeSocket.last.protocols, ["capstan.json"]);
      same([made.url, made.state], ["wss://capstan.test/app/channels", "open"]);
      same(states, [["connecting", 0], ["open", 0]]);
    },
    async "http becomes ws, and an address that is none of a WebSocket is refused"() {
      same((await client({ url: "http://capstan.test/x" })).made.url, "ws://capstan.test/x");
      same((await client({ url: "https://capstan.test/x" })).made.url, "wss://capstan.test/x");
      const error = await rejected(client({ url: "mailto:nobody" }));
      if (!error.message.includes("no address of a WebSocket")) throw error;
    },
    async "options may come from data- attributes, as texts"() {
      const { made } = await client({ queue: "1", timeout: "100", heartbeat: "0", token: "abc" });
      same(FakeSocket.last.protocols, ["capstan.json", "auth-token-abc"]);
      same([made.send("a"), made.send("b")], [true, false]);
      await clock.pass(100);
      same(made.state, "waiting", "a connection that takes too long is given up");
    },

    async "PAR-312 what is sent before the connection waits, is bounded, and leaves in order"() {
      const { made } = await client({ queue: 2 });
      same([made.send("a", 1), made.send("b", 2), made.send("c", 3)], [true, true, false]);
      same((await rejected(made.request("d"))).code, "full");
      FakeSocket.last.accept();
      same(FakeSocket.last.sent, [{ action: "a", data: 1 }, { action: "b", data: 2 }]);
    },
    async "PAR-312 with a queue of 0, what is sent without a connection is ignored"() {
      const { made } = await client({ queue: 0 });
      same(made.send("a"), false);
      FakeSocket.last.accept();
      same(FakeSocket.last.sent, []);
      same(made.send("b"), true);
    },
    async "a request is answered by the message with its id"() {
      const { made } = await open();
      const [one, two] = [made.request("add", [1, 2]), made.request("add", [3, 4])];
      const [first, second] = FakeSocket.last.sent;
      FakeSocket.last.says({ action: "add", data: 7, id: second.id }).says({ action: "add", data: 3, id: first.id });
      same(await Promise.all([one, two]), [3, 7]);
      same(first.data, [1, 2]);
    },
    async "an error with the id of a request rejects it, and no handler is told"() {
      const { made } = await open();
      let handled = 0;
      made.on("error", () => handled++);
      const asked = rejected(made.request("add"));
      FakeSocket.last.says({ action: "error", data: { message: "No", code: "forbidden", field: "x" }, id: FakeSocket.last.sent[0].id });
      const error = await asked;
      same([error instanceof CapstanError, error.code, error.message, error.data.field], [true, "forbidden", "No", "x"]);
      same(handled, 0);
    },
    async "a request without an answer in time is rejected, and a late answer changes nothing"() {
      const { made } = await open();
      const asked = rejected(made.request("slow", 0, { timeout: 300 }));
      await clock.pass(299);
      const { id } = FakeSocket.last.sent[0];
      await clock.pass(1);
      same((await asked).code, "timeout");
      FakeSocket.last.says({ action: "slow", data: 1, id });
    },
    async "a request that has failed while it waited for a connection is not sent later"() {
      const { made } = await client();
      const asked = rejected(made.request("pay", 0, { timeout: 300 }));
      made.send("other");
      await clock.pass(300);
      same((await asked).code, "timeout");
      FakeSocket.last.accept();
      same(FakeSocket.last.sent.map(({ action }) => action), ["other"]);
    },
    async "a request whose connection is lost is rejected; one that still waits is sent by the next"() {
      const { made } = await open();
      const lost = rejected(made.request("one"));
      FakeSocket.last.ends(1006);
      same((await lost).code, "lost");
      const kept = made.request("two");
      await clock.pass(500);
      FakeSocket.last.accept().answers("two", "done");
      same(await kept, "done");
    },
    async "PAR-312 handlers are told by action, error and fatalError too, until they end it"() {
      const { made } = await open();
      const heard = [];
      const ends = ["news", "error", "fatalError"].map((action) => made.on(action, (data) => heard.push([action, data])));
      const say = () => ["news", "error", "fatalError", "other"].forEach((action) => FakeSocket.last.says({ action, data: 1 }));
      say();
      ends[0]();
      say();
      same(heard, [["news", 1], ["error", 1], ["fatalError", 1], ["error", 1], ["fatalError", 1]]);
    },
    async "what is no message of the dialect is passed over"() {
      const { made } = await open();
      const heard = [];
      made.on("x", (data) => heard.push(data));
      ["", "nonsense", "null", "7", "[]", "{}", '{"action":7}', '{"action":"channel.message"}'].forEach((text) => FakeSocket.last.says(text));
      FakeSocket.last.says({ action: "x", data: 1, id: 99 });
      same(heard, [1], "an id that nobody asked with");
    },

    async "a channel is subscribed when the connection is there, and tells in order"() {
      const { made } = await client();
      const heard = [];
      made.subscribe("news", (data, meta) => heard.push([data, meta.offset, meta.recovered]));
      FakeSocket.last.accept();
      const [request] = FakeSocket.last.requests("channel.subscribe");
      same(request.data, { channel: "news" });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 3, data: "early" });
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false, publications: [] });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 4, data: "a" });
      FakeSocket.last.says({ action: "channel.message", channel: "other", offset: 9, data: "b" });
      FakeSocket.last.says({ action: "channel.message", channel: "news", data: "to some" });
      same(heard, [["a", 4, false], ["to some", null, false]].map(([data, offset, recovered]) => [data, offset ?? undefined, recovered]));
    },
    async "after a loss it asks for what it missed, and tells that it was recovered"() {
      const { made } = await open();
      const heard = [];
      made.subscribe("news", {
        subscribed: ({ again, recovered, offset }) => heard.push({ again, recovered, offset }),
        message: (data, { recovered }) => heard.push(data + (recovered ? " late" : "")),
      });
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 4, data: "a" });
      FakeSocket.last.says({ action: "channel.message", channel: "news", data: "to some" });
      await comeBack();
      same(FakeSocket.last.sent[0].data, { channel: "news", since: { epoch: "e", offset: 4 } });
      const publications = [{ offset: 5, data: "b" }, { offset: 6, data: "c" }];
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 6, recovered: true, publications });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 7, data: "d" });
      same(heard, [
        { again: false, recovered: false, offset: 3 }, "a", "to some",
        { again: true, recovered: true, offset: 6 }, "b late", "c late", "d",
      ]);
      await comeBack();
      same(FakeSocket.last.sent[0].data.since, { epoch: "e", offset: 7 });
    },
    async "where nothing could be recovered it says so, and goes on from the new place"() {
      const { made } = await open();
      const told = [];
      made.subscribe("news", { subscribed: ({ again, recovered, epoch }) => told.push([again, recovered, epoch]) });
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
      await comeBack();
      FakeSocket.last.answers("channel.subscribe", { epoch: "f", offset: 1, recovered: false, publications: [] });
      same(told, [[false, false, "e"], [true, false, "f"]]);
      await comeBack();
      same(FakeSocket.last.sent[0].data.since, { epoch: "f", offset: 1 });
    },
    async "a loss before the answer to a subscription is no error, and it is asked for again"() {
      const { made } = await open();
      const errors = [];
      made.subscribe("news", { error: ({ code }) => errors.push(code) });
      await comeBack();
      same(FakeSocket.last.sent.map(({ action }) => action), ["channel.subscribe"]);
      same(errors, []);
    },
    async "a subscription that is refused tells so, and is tried again by the next connection"() {
      const { made } = await open();
      const errors = [];
      made.subscribe("secret", { error: ({ code }) => errors.push(code) });
      const refuse = () => FakeSocket.last.says({ action: "error", data: { code: "forbidden" }, id: FakeSocket.last.sent[0].id });
      refuse();
      await comeBack();
      refuse();
      same(errors, ["forbidden", "forbidden"]);
    },
    async "two who follow one channel share a subscription; the last to go ends it"() {
      const { made } = await open();
      const heard = [];
      const one = made.subscribe("news", (data) => heard.push("one " + data));
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 0, recovered: false });
      const two = made.subscribe("news", { subscribed: () => heard.push("two is in"), message: (data) => heard.push("two " + data) });
      await settled();
      const publish = (data) => FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 1, data });
      publish("a");
      one.unsubscribe();
      one.unsubscribe();
      publish("b");
      same(FakeSocket.last.requests("channel.unsubscribe").length, 0);
      two.unsubscribe();
      publish("c");
      same(heard, ["two is in", "one a", "two a", "two b"]);
      same(FakeSocket.last.requests("channel.subscribe").length, 1);
      same(FakeSocket.last.requests("channel.unsubscribe").map(({ data }) => data), [{ channel: "news" }]);
      await comeBack();
      same(FakeSocket.last.sent, []);
    },
    async "who begins to follow a channel while the connection is away is told when it is back"() {
      const { made } = await open();
      const told = [];
      made.subscribe("news", {});
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
      FakeSocket.last.ends(1006);
      made.subscribe("news", { subscribed: ({ recovered }) => told.push(recovered) });
      await settled();
      same(told, []);
      made.connect();
      await settled();
      FakeSocket.last.accept().answers("channel.subscribe", { epoch: "e", offset: 3, recovered: true });
      same(told, [true]);
    },
    async "what belongs to a subscription that ended does not reach the next one of that name"() {
      const { made } = await open();
      const heard = [];
      made.subscribe("news", () => heard.push("old")).unsubscribe();
      const subscribed = FakeSocket.last.requests("channel.subscribe")[0].id;
      made.subscribe("news", (data) => heard.push(data));
      FakeSocket.last.says({ action: "channel.subscribe", data: { epoch: "e", offset: 0, recovered: false }, id: subscribed });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 1, data: "too early" });
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 1, recovered: false });
      FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 2, data: "now" });
      same(heard, ["now"]);
    },
    async "publishes, asks who is there and what was there"() {
      const { made } = await open();
      const news = made.subscribe("news", {});
      const asked = [news.publish({ a: 1 }), news.presence(), news.history(5)];
      same(FakeSocket.last.sent.slice(1).map(({ action, data }) => [action, data]), [
        ["channel.publish", { channel: "news", data: { a: 1 } }],
        ["channel.presence", { channel: "news" }],
        ["channel.history", { channel: "news", limit: 5 }],
      ]);
      FakeSocket.last.answers("channel.publish", { epoch: "e", offset: 1 });
      FakeSocket.last.answers("channel.presence", { count: 1, members: [] });
      FakeSocket.last.answers("channel.history", { publications: [] });
      same((await Promise.all(asked))[1].count, 1);
    },
    async "who ends a subscription at once is told nothing, also where others follow the channel"() {
      const { made } = await open();
      const heard = [];
      made.subscribe("news", {});
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
      made.subscribe("news", { subscribed: () => heard.push("gone") }).unsubscribe();
      made.subscribe("news", { subscribed: ({ offset }) => heard.push(offset) });
      await settled();
      same(heard, [3]);
    },
    async "tells who joins and leaves"() {
      const { made } = await open();
      const heard = [];
      made.subscribe("news", { joined: (member) => heard.push(["+", member.id]), left: (member) => heard.push(["-", member.id]) });
      FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 0, recovered: false });
      FakeSocket.last.says({ action: "channel.joined", channel: "news", data: { id: "x" } });
      FakeSocket.last.says({ action: "channel.left", channel: "news", data: { id: "x" } });
      same(heard, [["+", "x"], ["-", "x"]]);
    },
    async "a listener that throws harms neither others nor the place in the channel"() {
      const thrown = [];
      const kept = globalThis.queueMicrotask;
      globalThis.queueMicrotask = (task) => {
        try {
          task();
        } catch (error) {
          thrown.push(error.message);
        }
      };
      try {
        const { made } = await open();
        const heard = [];
        made.subscribe("news", () => {
          throw new Error("of the page");
        });
        made.subscribe("news", (data) => heard.push(data));
        FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 0, recovered: false });
        FakeSocket.last.says({ action: "channel.message", channel: "news", offset: 1, data: "a" });
        same([heard, thrown], [["a"], ["of the page"]]);
      } finally {
        globalThis.queueMicrotask = kept;
      }
    },

    async "PAR-312 it comes back after 1001, 1006, 1011, 1012, 1013, and after no other code"() {
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
    async "PAR-312 the back-off doubles up to its cap, with full jitter"() {
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
    async "the back-off begins anew after a connection that lasted, not after one that opened only"() {
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
    async "a thousand attempts later it still waits no longer than its cap"() {
      let last;
      await client({ onState: (state, { wait }) => (last = wait ?? last) });
      for (let attempt = 0; attempt < 1_100; attempt++) {
        FakeSocket.last.ends(1006);
        await clock.pass(last);
      }
      same(last, 15_000);
    },
    async "connect comes back at once, from waiting and from closed, to the same channels"() {
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
    async "close ends everything: socket, timers, requests, queue"() {
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
    async "close while a token is on its way makes no connection"() {
      let bring;
      const { made } = await client({ token: () => new Promise((resolve) => (bring = resolve)) });
      made.close();
      bring("late");
      await settled();
      same([made.state, FakeSocket.made.length], ["closed", 0]);
    },

    async "a server that is silent is asked for a sign of life, and given up when none comes"() {
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
    async "any message is a sign of life, and with a heartbeat of 0 nobody asks for one"() {
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
    async "a connection attempt that hangs is given up, and what it says later is nobody's"() {
      const { made } = await client();
      const hung = FakeSocket.last;
      await clock.pass(10_000);
      same([made.state, hung.closed], ["waiting", 1005]);
      hung.accept();
      hung.ends(1000);
      same(made.state, "waiting");
    },

    async "PAR-312 a token is asked for before each connection, and after 4401 it has to be another one"() {
      const asked = [];
      let token = "one";
      const { made } = await open({
        token: ({ url, code }) => {
          asked.push([url.pathname, code ?? 0]);
          return token;
        },
      });
      same(FakeSocket.last.protocols, ["capstan.json", "auth-token-one"]);
      await comeBack(1001);
      token = "two";
      await comeBack(4401);
      same(FakeSocket.last.protocols, ["capstan.json", "auth-token-two"]);
      same(asked, [["/app/channels", 0], ["/app/channels", 1001], ["/app/channels", 4401]]);
      const before = FakeSocket.made.length;
      FakeSocket.last.ends(4401);
      await clock.pass(60_000);
      same([made.state, FakeSocket.made.length], ["closed", before]);
    },
    async "a token callback that fails is asked again; one that says CapstanError closes"() {
      let fails = new Error("no network");
      const { made, states } = await client({ token: async () => Promise.reject(fails) });
      same([made.state, FakeSocket.made.length], ["waiting", 0]);
      fails = new CapstanError("unauthenticated", "log in first");
      await clock.pass(30_000);
      same([made.state, states.at(-1), FakeSocket.made.length], ["closed", ["closed", 4401], 0]);
    },
    async "without a subprotocol the token is a ticket in the address"() {
      await client({ protocol: "", token: "capstan-ticket-x" });
      same([FakeSocket.last.url, FakeSocket.last.protocols], ["wss://capstan.test/app/channels?ticket=capstan-ticket-x", []]);
    },
    async "a token may be the first message, before all that waits"() {
      const { made } = await client({ token: "t", tokenIn: "message" });
      made.subscribe("news", {});
      made.send("x");
      FakeSocket.last.accept();
      same(FakeSocket.last.protocols, ["capstan.json"]);
      same(FakeSocket.last.sent.map(({ action, data }) => [action, data?.token]), [["auth", "t"], ["channel.subscribe", undefined], ["x", undefined]]);
    },
    async "PAR-312 a token that expires is refreshed in band before, again and again"() {
      const tokens = ["one", "two", "three"];
      const expires = () => new Date(clock.now + 100_000).toISOString();
      await open({ heartbeat: 0, token: () => ({ token: tokens.shift(), expires: expires() }) });
      await clock.pass(80_000);
      same(FakeSocket.last.sent.map(({ action, data }) => [action, data]), [["auth.refresh", { token: "two" }]]);
      FakeSocket.last.answers("auth.refresh", { expires: expires() });
      await settled();
      await clock.pass(80_000);
      same(FakeSocket.last.sent.at(-1).data, { token: "three" });
    },
    async "a token that comes when its attempt was given up is not taken for that of the next one"() {
      const answers = [];
      const { made } = await client({ token: () => new Promise((resolve) => answers.push(resolve)) });
      made.close();
      made.connect();
      answers[1]("two");
      await settled();
      FakeSocket.last.accept();
      answers[0]("one");
      await settled();
      clock.random = 0;
      FakeSocket.last.ends(4401);
      await clock.pass(0);
      answers[2]("one");
      await settled();
      same([made.state, FakeSocket.last.protocols], ["connecting", ["capstan.json", "auth-token-one"]]);
    },
    async "times that no timer can hold are as good as never, and not over at once"() {
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
    async "an address or a token that cannot be is an end, since waiting makes it no better"() {
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
}

/** Runs all checks; returns one line for each. */
export async function run(client) {
  const lines = [];
  for (const [name, check] of Object.entries(checks(client))) {
    clock = new FakeClock().install();
    try {
      await check();
      lines.push(`ok      ${name}`);
    } catch (error) {
      lines.push(`FAILED  ${name}: ${error.message}`);
    } finally {
      clock.uninstall();
    }
  }
  return lines;
}
