// Tries a router of WAMP with the npm packages wamp1, which speaks the first version, and autobahn, which speaks the
// second one: node wamp1.js URL AUTHID SECRET SEED PUBKEY
import autobahn from "autobahn";
import Wamp from "wamp1";
import { createRequire } from "node:module";
import { assert, Inbox, run, soon, until, url } from "./checks.mjs";

const WebSocket = createRequire(import.meta.url)("ws");

autobahn.log.warn = () => {}; // it has a warning for each end
delete globalThis.WebSocket; // so that autobahn takes the ws that it was made for, on a newer Node too

function first() {
  const socket = new WebSocket(url, "wamp");
  return soon(new Promise((resolve, reject) => {
    socket.on("error", reject);
    const wamp = new Wamp(socket, (welcome) => resolve({ wamp, welcome, socket }));
  }), "the welcome");
}

function second() {
  const connection = new autobahn.Connection({
    url, realm: "realm1", max_retries: 0, protocols: ["wamp.2.cbor"],
    serializers: [new autobahn.serializer.CBORSerializer()],
    on_user_error: () => {}, on_internal_error: () => {},
  });
  return soon(new Promise((resolve, reject) => {
    connection.onopen = (session) => resolve({ connection, session });
    connection.onclose = (reason) => reject(new Error(reason)) ?? true;
    connection.open();
  }), "the session");
}

async function both(body) {
  const [{ wamp, socket }, { connection, session }] = await Promise.all([first(), second()]);
  try {
    await body(wamp, session);
  } finally {
    socket.terminate();
    connection.close();
  }
}

const call = (wamp, procedure, ...args) => soon(new Promise((resolve, reject) => {
  wamp.call(procedure, ...args, (error, result) => (error ? reject(error) : resolve(result)));
}), `the result of ${procedure}`);

/** The first version has no answer to SUBSCRIBE; a call behind it has one. */
async function subscribe(wamp, topic) {
  const inbox = new Inbox();
  wamp.subscribe(topic, (event) => inbox.put(event));
  await call(wamp, "wamp.session.count");
  return () => inbox.next(`an event of ${topic}`);
}

async function subscribe2(session, topic) {
  const inbox = new Inbox();
  await session.subscribe(topic, (args, kwargs) => inbox.put({ args, kwargs: { ...kwargs } }));
  return () => inbox.next(`an event of ${topic}`);
}

await run({
  async "the welcome names version 1, a session and the server"() {
    const { welcome, wamp, socket } = await first();
    assert.equal(welcome.version, 1);
    assert.ok(welcome.sessionId.length > 0);
    assert.equal(welcome.sessionId, wamp.sessionId);
    assert.match(welcome.server, /Capstan/i);
    socket.terminate();
  },

  "an event of version 1 reaches both versions": () => both(async (wamp, session) => {
    const [own, other] = [await subscribe(wamp, "it.v1.topic"), await subscribe2(session, "it.v1.topic")];
    const value = { text: "Grüße 🙂", list: [1, [2, null]], big: 2 ** 53 - 1 };
    wamp.publish("it.v1.topic", value);
    assert.deepEqual(await own(), value);
    assert.deepEqual(await other(), { args: [value], kwargs: {} });
    wamp.publish("it.v1.topic", "not for me", true);
    wamp.publish("it.v1.topic", "for all");
    assert.deepEqual((await other()).args, ["not for me"]);
    assert.deepEqual((await other()).args, ["for all"]);
    assert.equal(await own(), "for all");
  }),

  "an event of version 2 reaches version 1": () => both(async (wamp, session) => {
    const next = await subscribe(wamp, "it.v2.topic");
    await session.publish("it.v2.topic", ["alone"], {}, { acknowledge: true });
    await session.publish("it.v2.topic", [1, 2], { three: 3 }, { acknowledge: true });
    assert.equal(await next(), "alone");
    assert.deepEqual(await next(), { args: [1, 2], kwargs: { three: 3 } });
  }),

  "a prefix stands for what it was said to, and the URI is percent-encoded in version 2": () =>
    both(async (wamp, session) => {
      wamp.prefix("it", "http://example.com/it#");
      const [own, other] = [
        await subscribe(wamp, "it:event"), await subscribe2(session, "http://example.com/it%23event")];
      wamp.publish("it:event", 7);
      assert.equal(await own(), 7);
      assert.deepEqual((await other()).args, [7]);
      await session.publish("http://example.com/it%23event", [8], {}, { acknowledge: true });
      assert.equal(await own(), 8);
    }),

  "nothing comes after unsubscribing": () => both(async (wamp, session) => {
    const kept = await subscribe(wamp, "it.v1.kept");
    const inbox = new Inbox();
    wamp.subscribe("it.v1.left", (event) => inbox.put(event));
    wamp.on("event", (topic) => topic === "it.v1.left" && inbox.put(topic));
    wamp.unsubscribe("it.v1.left");
    await call(wamp, "wamp.session.count");
    await session.publish("it.v1.left", ["lost"], {}, { acknowledge: true });
    await session.publish("it.v1.kept", ["kept"], {}, { acknowledge: true });
    assert.equal(await kept(), "kept");
    assert.equal(inbox.size, 0);
  }),

  "version 1 calls what version 2 has registered": () => both(async (wamp, session) => {
    await session.register("it.v1.add", ([a, b]) => a + b);
    await session.register("it.v1.many", () => new autobahn.Result([1, 2], { three: 3 }));
    await session.register("it.v1.nothing", () => new autobahn.Result());
    assert.equal(await call(wamp, "it.v1.add", 40, 2), 42);
    assert.deepEqual(await call(wamp, "it.v1.many"), { args: [1, 2], kwargs: { three: 3 } });
    assert.equal(await call(wamp, "it.v1.nothing"), null);
  }),

  "an error of version 2 has URI, description and details in version 1": () => both(async (wamp, session) => {
    await session.register("it.v1.fails", () => {
      throw new autobahn.Error("it.error.empty", ["no tea", 3]);
    });
    const error = await call(wamp, "it.v1.fails").then(() => assert.fail("It did not fail"), (failed) => failed);
    assert.deepEqual([error.uri, error.message, error.details], ["it.error.empty", "no tea", 3]);
    const unknown = await call(wamp, "it.v1.unknown").then(() => assert.fail("It is unknown"), (failed) => failed);
    assert.match(unknown.uri, /no_such_procedure$/);
  }),

  "a session of version 1 joins and leaves as any other": () => both(async (wamp, session) => {
    const joined = await subscribe2(session, "wamp.session.on_join");
    const left = await subscribe2(session, "wamp.session.on_leave");
    const before = await session.call("wamp.session.list");
    const { socket } = await first();
    // Sessions are welcomed before others learn of them, so that one of those before may still come.
    const id = await until(async () => (await joined()).args[0].session, (each) => !before.includes(each));
    assert.ok((await session.call("wamp.session.list")).includes(id));
    socket.terminate();
    await until(async () => (await left()).args[0], (each) => each === id);
    assert.ok(!(await session.call("wamp.session.list")).includes(id));
  }),
});
