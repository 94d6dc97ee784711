// Tries a router of WAMP with the npm package wampy: node wampy.mjs URL AUTHID SECRET SEED PUBKEY
import autobahn from "autobahn";
import websocket from "websocket";
import { Wampy } from "wampy";
import { CborSerializer } from "wampy/CborSerializer.js";
import { JsonSerializer } from "wampy/JsonSerializer.js";
import { MsgpackSerializer } from "wampy/MsgpackSerializer.js";
import * as cryptosign from "wampy/cryptosign.js";
import * as wampcra from "wampy/wampcra.js";
import { assert, authid, Inbox, jsonBytes, pubkey, refusal, run, secret, seed, soon, url } from "./checks.mjs";

autobahn.log.warn = () => {}; // it has a warning for each end
delete globalThis.WebSocket; // so that autobahn takes the ws that it was made for, on a newer Node too

const SERIALIZERS = { json: JsonSerializer, msgpack: MsgpackSerializer, cbor: CborSerializer };
const KINDS = Object.keys(SERIALIZERS);

async function connect(kind, options = {}) {
  const wampy = new Wampy(url, {
    realm: "realm1", ws: websocket.w3cwebsocket, serializer: new SERIALIZERS[kind](), autoReconnect: false, ...options,
  });
  const welcome = await soon(wampy.connect(), `a session in ${kind}`);
  return { wampy, welcome };
}

async function using(kinds, body) {
  const members = await Promise.all(kinds.map((kind) => connect(kind)));
  try {
    await body(...members.map(({ wampy }) => wampy));
  } finally {
    await Promise.all(members.map(({ wampy }) => soon(wampy.disconnect(), "its end")));
  }
}

async function subscribe(wampy, topic, options) {
  const inbox = new Inbox();
  await wampy.subscribe(topic, (event) => inbox.put(event), options);
  return { inbox, next: () => inbox.next(`an event of ${topic}`) };
}

function publishing() {
  const connection = new autobahn.Connection({ url, realm: "realm1", max_retries: 0 });
  return soon(new Promise((resolve, reject) => {
    connection.onopen = (session) => resolve({ connection, session });
    connection.onclose = (reason) => reject(new Error(reason)) ?? true;
    connection.open();
  }), "a session of autobahn");
}

// Numbers that a serializer reads as BigInt because they are not safe, and bytes of either type.
const plain = (value) => {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
};

const BYTES = Buffer.from([0, 1, 127, 128, 255]);
const payload = (kind) => ({
  bytes: kind === "json" ? jsonBytes(BYTES) : BYTES,
  integers: [0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53],
  floats: [0.5, -1.25e-7, 1e300],
  texts: ["", "Grüße, 漢字, 🙂"],
  nothing: null,
  flags: [true, false],
  deep: { list: [[[]], {}, [{ a: [1, { b: 2 }] }]] },
});

const checks = {};

for (const kind of KINDS) {
  checks[`a session in ${kind} opens, learns all features, and ends`] = async () => {
    const { wampy, welcome } = await connect(kind);
    const { broker, dealer } = welcome.roles;
    const announced = Object.values({ ...broker.features }).length + Object.values({ ...dealer.features }).length;
    assert.equal(announced, 25);
    await soon(wampy.disconnect(), "its end");
  };
}

for (const from of KINDS) {
  for (const to of KINDS) {
    checks[`events and calls with binary and nested payload, from ${from} to ${to}`] = () =>
      using([from, to], async (publisher, subscriber) => {
        const topic = `it.wampy.${from}.${to}`;
        const { next } = await subscribe(subscriber, topic);
        await publisher.publish(topic, { argsList: [payload(from), 7], argsDict: { sent: payload(from) } });
        const { argsList, argsDict } = await next();
        assert.deepEqual(plain(argsList), [payload(to), 7]);
        assert.deepEqual(plain(argsDict), { sent: payload(to) });

        await subscriber.register(topic, ({ argsList: list }) => ({ argsList: list }));
        const answer = await publisher.call(topic, [payload(from)]);
        assert.deepEqual(plain(answer.argsList), [payload(from)]);
      });
  }
}

checks["a publisher does not get its own event, and lists choose who does"] = () =>
  using(["json", "cbor", "msgpack"], async (publisher, one, two) => {
    const own = await subscribe(publisher, "it.wampy.lists");
    const [first, second] = [await subscribe(one, "it.wampy.lists"), await subscribe(two, "it.wampy.lists")];
    await publisher.publish("it.wampy.lists", [1], { exclude: [one.getSessionId()] });
    await publisher.publish("it.wampy.lists", [2], { eligible: [one.getSessionId()], disclose_me: true });
    await publisher.publish("it.wampy.lists", [3]);
    assert.deepEqual((await second.next()).argsList, [1]);
    const disclosed = await first.next();
    assert.deepEqual([disclosed.argsList, disclosed.details.publisher], [[2], publisher.getSessionId()]);
    assert.deepEqual((await first.next()).argsList, [3]);
    assert.deepEqual((await second.next()).argsList, [3]);
    assert.equal(own.inbox.size, 0);
  });

checks["prefix and wildcard subscriptions get the topic"] = () =>
  using(["msgpack", "json"], async (subscriber, publisher) => {
    const prefix = await subscribe(subscriber, "it.wampy.pattern.a", { match: "prefix" });
    const wildcard = await subscribe(subscriber, "it.wampy.pattern..z", { match: "wildcard" });
    await publisher.publish("it.wampy.pattern.ab.c", [1]);
    await publisher.publish("it.wampy.pattern.b.z", [2]);
    assert.equal((await prefix.next()).details.topic, "it.wampy.pattern.ab.c");
    assert.equal((await wildcard.next()).details.topic, "it.wampy.pattern.b.z");
  });

checks["an event that autobahn had retained, since wampy does not ask for that, comes to who subscribes later"] = async () => {
  const publisher = await publishing();
  await publisher.session.publish("it.wampy.retained", ["kept"], {}, { acknowledge: true, retain: true });
  publisher.connection.close();
  await using(["msgpack"], async (subscriber) => {
    const { next } = await subscribe(subscriber, "it.wampy.retained", { get_retained: true });
    const { argsList, details } = await next();
    assert.deepEqual([argsList, details.retained], [["kept"], true]);
  });
};

checks["a payload that the router does not read passes"] = () =>
  using(["cbor", "cbor"], async (publisher, subscriber) => {
    const { next } = await subscribe(subscriber, "it.wampy.opaque");
    await publisher.publish(
      "it.wampy.opaque", { argsList: [1, "two"], argsDict: { three: 3 } }, { ppt_scheme: "x_it", ppt_serializer: "json" });
    const { argsList, argsDict, details } = await next();
    assert.deepEqual([argsList, argsDict, details.ppt_scheme], [[1, "two"], { three: 3 }, "x_it"]);
  });

checks["a prefix registration learns the procedure and, if it is told, the caller"] = () =>
  using(["cbor", "json"], async (callee, caller) => {
    await callee.register("it.wampy.family", ({ details }) => ({ argsList: [details.procedure, details.caller] }), {
      match: "prefix",
    });
    const { argsList } = await caller.call("it.wampy.family.member", [1], { disclose_me: true });
    assert.deepEqual(argsList, ["it.wampy.family.member", caller.getSessionId()]);
  });

checks["an error has URI, arguments and named arguments"] = () =>
  using(["cbor", "msgpack"], async (callee, caller) => {
    await callee.register("it.wampy.fails", () => {
      throw { error: "it.error.empty", argsList: ["no tea", 3], argsDict: { stock: { tea: 0 } } };
    });
    const { errorUri, argsList, argsDict } = await refusal(caller.call("it.wampy.fails"), "the call");
    assert.deepEqual([errorUri, argsList, argsDict], ["it.error.empty", ["no tea", 3], { stock: { tea: 0 } }]);
    const unknown = await refusal(caller.call("it.wampy.unknown"), "a call without a callee");
    assert.equal(unknown.errorUri, "wamp.error.no_such_procedure");
  });

checks["a result comes in parts, though its callee has not announced that"] = () =>
  using(["json", "cbor"], async (callee, caller) => {
    await callee.register("it.wampy.parts", async ({ result_handler }) => {
      for (let part = 1; part <= 5; part++) result_handler({ argsList: [part], options: { progress: true } });
      return { argsList: ["done"] };
    });
    const parts = [];
    const result = await caller.call("it.wampy.parts", null, {
      progress_callback: ({ argsList }) => parts.push(argsList[0]),
    });
    assert.deepEqual([parts, result.argsList], [[1, 2, 3, 4, 5], ["done"]]);
  });

checks["a call in parts is refused where its callee, wampy as well, has not announced to take it so"] = () =>
  using(["msgpack", "json"], async (callee, caller) => {
    await callee.register("it.wampy.sum", ({ argsList }) => ({ argsList }));
    const { result } = caller.progressiveCall("it.wampy.sum", [1]);
    assert.equal((await refusal(result, "the call")).errorUri, "wamp.error.feature_not_supported");
  });

checks["a canceled call ends with wamp.error.canceled, and its late result harms nobody"] = () =>
  using(["msgpack", "cbor"], async (callee, caller) => {
    const calls = new Inbox();
    const answers = [];
    await callee.register("it.wampy.slow", ({ argsList }) => new Promise((resolve) => {
      answers.push(() => resolve({ argsList }));
      calls.put(argsList[0]);
    }));
    for (const mode of ["skip", "killnowait", "kill"]) {
      const call = caller.call("it.wampy.slow", [mode]);
      const { reqId } = caller.getOpStatus();
      assert.equal(await calls.next("the invocation"), mode);
      caller.cancel(reqId, { mode });
      assert.equal((await refusal(call, `a call canceled by ${mode}`)).errorUri, "wamp.error.canceled");
    }
    answers.forEach((answer) => answer());
    const last = caller.call("it.wampy.slow", ["after"]);
    await calls.next("the invocation");
    answers.at(-1)();
    assert.deepEqual((await last).argsList, ["after"]);
  });

checks["a call is over when its time is, with wamp.error.timeout"] = () =>
  using(["json", "json"], async (callee, caller) => {
    await callee.register("it.wampy.never", () => new Promise(() => {}));
    const { errorUri } = await refusal(caller.call("it.wampy.never", [1], { timeout: 100 }), "the call");
    assert.equal(errorUri, "wamp.error.timeout");
  });

checks["a shared registration goes round"] = () =>
  using(["json", "msgpack", "cbor"], async (one, two, caller) => {
    await one.register("it.wampy.shared", () => "one", { invoke: "roundrobin" });
    await two.register("it.wampy.shared", () => "two", { invoke: "roundrobin" });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push((await caller.call("it.wampy.shared")).argsList[0]);
    assert.deepEqual([...answers].sort(), ["one", "one", "two", "two"]);
    assert.notEqual(answers[0], answers[1]);
  });

checks["wamp.session.count counts"] = () =>
  using(["json", "cbor"], async (one, two) => {
    const count = (await one.call("wamp.session.count")).argsList[0];
    const { wampy } = await connect("msgpack");
    assert.equal((await two.call("wamp.session.count")).argsList[0], count + 1);
    await wampy.disconnect();
  });

const METHODS = {
  ticket: { onChallenge: () => secret },
  wampcra: { onChallenge: wampcra.sign(secret) },
  cryptosign: { onChallenge: cryptosign.sign(seed), authextra: { pubkey } },
};
const WRONG = {
  ticket: () => "wrong",
  wampcra: wampcra.sign("wrong"),
  cryptosign: cryptosign.sign("00".repeat(32)),
};

for (const [method, options] of Object.entries(METHODS)) {
  for (const kind of KINDS) {
    checks[`${method} in ${kind} is who it says it is`] = async () => {
      const { wampy, welcome } = await connect(kind, { authmethods: [method], authid, ...options });
      assert.deepEqual([welcome.authid, welcome.authrole, welcome.authmethod], [authid, "clerk", method]);
      await wampy.disconnect();
    };
  }
  checks[`${method} with a wrong secret is refused`] = async () => {
    const attempt = connect("json", { authmethods: [method], authid, ...options, onChallenge: WRONG[method] });
    assert.equal((await refusal(attempt, "the session")).errorUri, "wamp.error.authentication_denied");
  };
}

await run(checks);
