// Tries a router of WAMP with the npm package autobahn: node autobahn.js URL AUTHID SECRET SEED PUBKEY
import process from "node:process";
import { assert, authid, Inbox, jsonBytes, pubkey, refusal, run, secret, seed, soon, until, url } from "./checks.mjs";

const version26 = process.env.AUTOBAHN;
const { default: autobahn } = await import(version26 ?? "autobahn");

autobahn.log.warn = () => {}; // it has a warning for each end
if (!version26) delete globalThis.WebSocket; // so that it takes the ws that it was made for, on a newer Node too

const SERIALIZERS = {
  json: () => new autobahn.serializer.JSONSerializer(),
  msgpack: () => new autobahn.serializer.MsgpackSerializer(),
  cbor: () => new autobahn.serializer.CBORSerializer(),
};
const KINDS = Object.keys(SERIALIZERS);
const quiet = { on_user_error: () => {}, on_internal_error: () => {} };

function connect(kinds, options = {}) {
  const polls = globalThis.longPollUrl && kinds === "json"; // where longpoll.js has begun
  const transports = polls ? { transports: [{ type: "longpoll", url: globalThis.longPollUrl }] } : {};
  const serializers = [kinds].flat().map((kind) => SERIALIZERS[kind]());
  const protocols = [kinds].flat().map((kind) => `wamp.2.${kind}`);
  const connection = new autobahn.Connection({
    url, realm: "realm1", serializers, protocols, max_retries: 0, ...quiet, ...transports, ...options,
  });
  const opened = new Promise((resolve, reject) => {
    connection.onopen = (session, details) => resolve({ connection, session, details });
    connection.onclose = (reason, details) => {
      reject(Object.assign(new Error(`${reason}: ${details.reason} ${details.message}`), { uri: details.reason }));
      return true;
    };
  });
  connection.open();
  return soon(opened, `a session in ${kinds}`);
}

function close(connection) {
  const closed = new Promise((resolve) => {
    connection.onclose = (reason, details) => resolve([reason, details.reason]);
  });
  connection.close();
  return soon(closed, "its end");
}

async function using(kinds, body) {
  const members = await Promise.all([kinds].flat().map((kind) => connect(kind)));
  try {
    await body(...members.map((member) => member.session));
  } finally {
    await Promise.all(members.map((member) => close(member.connection)));
  }
}

async function subscribe(session, topic, options) {
  const inbox = new Inbox();
  const subscription = await session.subscribe(
    topic, (args, kwargs, details) => inbox.put({ args, kwargs, details }), options);
  return { inbox, subscription, next: () => inbox.next(`an event of ${topic}`) };
}

const acknowledge = true;

// Numbers that a serializer reads as BigInt because they are not safe.
const plain = (value) => {
  if (typeof value === "bigint") return Number(value);
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
};

const checks = {};

for (const kind of KINDS) {
  checks[`a session in ${kind} opens and ends with goodbye_and_out`] = async () => {
    const { connection, details } = await connect(kind);
    assert.equal(details.transport.protocol, `wamp.2.${kind}`);
    assert.equal(details.transport.type, globalThis.longPollUrl && kind === "json" ? "longpoll" : "websocket");
    assert.equal(details.authmethod, "anonymous");
    assert.equal(details.authrole, "anonymous");
    assert.deepEqual(await close(connection), ["closed", "wamp.close.goodbye_and_out"]);
  };
}

checks["of cbor, msgpack and json the first is taken"] = async () => {
  const { connection, details } = await connect(["cbor", "msgpack", "json"]);
  assert.equal(details.transport.protocol, "wamp.2.cbor");
  await close(connection);
};

const BYTES = Buffer.from([0, 1, 127, 128, 255]);
const payload = (bytes) => ({
  bytes,
  integers: [0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)],
  floats: [0.5, -1.25e-7, 1e300],
  texts: ["", "Grüße, 漢字, 🙂", "a\"b\\c\n"],
  nothing: null,
  flags: [true, false],
  deep: { list: [[[]], {}, [{ a: [1, { b: 2 }] }]] },
});

for (const from of KINDS) {
  for (const to of KINDS) {
    checks[`events and calls with binary and nested payload, from ${from} to ${to}`] = () =>
      using([from, to], async (publisher, subscriber) => {
        const sent = payload(from === "json" ? jsonBytes(BYTES) : BYTES);
        const wanted = payload(to === "json" ? jsonBytes(BYTES) : BYTES);
        const topic = `it.matrix.${from}.${to}`;
        const { next } = await subscribe(subscriber, topic);
        await publisher.publish(topic, [sent, 7], { sent, name: "x" }, { acknowledge });
        const { args, kwargs } = await next();
        assert.deepEqual(plain(args), [wanted, 7]);
        assert.deepEqual(plain(kwargs), { sent: wanted, name: "x" });

        let heard;
        await subscriber.register(topic, (list) => {
          heard = list;
          return list[0];
        });
        const answer = await publisher.call(topic, [sent]);
        assert.deepEqual(plain(heard), [wanted]);
        assert.deepEqual(plain(answer), payload(from === "json" ? jsonBytes(BYTES) : BYTES));
      });
  }
}

checks["a publisher does not get its own event, unless it wants to"] = () =>
  using(["json", "cbor"], async (one, other) => {
    const own = await subscribe(one, "it.exclude");
    const others = await subscribe(other, "it.exclude");
    const first = await one.publish("it.exclude", ["first"], {}, { acknowledge });
    await one.publish("it.exclude", ["second"], {}, { acknowledge, exclude_me: false });
    assert.ok(first.id > 0);
    const event = await others.next();
    assert.deepEqual(event.args, ["first"]);
    assert.equal(event.details.publication, first.id);
    assert.deepEqual((await others.next()).args, ["second"]);
    assert.deepEqual((await own.next()).args, ["second"]);
    await one.publish("it.exclude", ["third"], {}, { acknowledge, exclude_me: false, exclude: [other.id] });
    assert.deepEqual((await own.next()).args, ["third"]);
    await one.publish("it.exclude", ["fourth"], {}, { acknowledge, eligible: [other.id], disclose_me: true });
    const last = await others.next();
    assert.deepEqual(last.args, ["fourth"]);
    assert.equal(last.details.publisher, one.id);
    assert.equal(own.inbox.size, 0);
  });

checks["prefix and wildcard subscriptions get the topic, and nothing after unsubscribing"] = () =>
  using(["msgpack", "json"], async (subscriber, publisher) => {
    const prefix = await subscribe(subscriber, "it.pattern.a", { match: "prefix" });
    const wildcard = await subscribe(subscriber, "it.pattern..z", { match: "wildcard" });
    await publisher.publish("it.pattern.ab.c", [1], {}, { acknowledge });
    await publisher.publish("it.pattern.b.z", [2], {}, { acknowledge });
    const both = await publisher.publish("it.pattern.ab.z", [3], {}, { acknowledge });
    assert.equal((await prefix.next()).details.topic, "it.pattern.ab.c");
    assert.equal((await wildcard.next()).details.topic, "it.pattern.b.z");
    for (const { next } of [prefix, wildcard]) {
      const { args, details } = await next();
      assert.deepEqual([args, details.topic, details.publication], [[3], "it.pattern.ab.z", both.id]);
    }
    await subscriber.unsubscribe(prefix.subscription);
    await publisher.publish("it.pattern.ab.z", [4], {}, { acknowledge });
    assert.deepEqual((await wildcard.next()).args, [4]);
    assert.equal(prefix.inbox.size, 0);
  });

checks["a retained event comes to who subscribes later"] = () =>
  using(["cbor", "msgpack"], async (publisher, subscriber) => {
    await publisher.publish("it.retained", ["kept"], {}, { acknowledge, retain: true });
    const { next } = await subscribe(subscriber, "it.retained", { get_retained: true });
    const { args, details } = await next();
    assert.deepEqual([args, details.retained], [["kept"], true]);
  });

checks["a call has its result, by position and by name"] = () =>
  using(["json", "msgpack"], async (callee, caller) => {
    const registration = await callee.register("it.add", ([a, b]) => a + b);
    await callee.register("it.named", (args, kwargs, details) =>
      new autobahn.Result(args, { ...kwargs, caller: details.caller }));
    assert.equal(await caller.call("it.add", [40, 2]), 42);
    const named = await caller.call("it.named", [1], { a: 2 }, { disclose_me: true });
    assert.deepEqual([named.args, { ...named.kwargs }], [[1], { a: 2, caller: caller.id }]);
    const taken = await refusal(caller.register("it.add", () => 0), "a second registration");
    assert.equal(taken.error, "wamp.error.procedure_already_exists");
    await callee.unregister(registration);
    const gone = await refusal(caller.call("it.add", [1, 2]), "a call without a callee");
    assert.equal(gone.error, "wamp.error.no_such_procedure");
  });

checks["a prefix registration learns the procedure"] = () =>
  using(["cbor", "json"], async (callee, caller) => {
    await callee.register("it.family", (args, kwargs, details) => details.procedure, { match: "prefix" });
    assert.equal(await caller.call("it.family.member"), "it.family.member");
  });

checks["an error has URI, arguments and named arguments"] = () =>
  using(["cbor", "msgpack"], async (callee, caller) => {
    await callee.register("it.fails", () => {
      throw new autobahn.Error("it.error.empty", ["no tea", 3], { stock: { tea: 0 } });
    });
    const { error, args, kwargs } = await refusal(caller.call("it.fails"), "the call");
    assert.deepEqual([error, args, { ...kwargs }], ["it.error.empty", ["no tea", 3], { stock: { tea: 0 } }]);
  });

checks["a result comes in parts, and in order"] = () =>
  using(["json", "cbor"], async (callee, caller) => {
    await callee.register("it.parts", async (args, kwargs, details) => {
      for (let part = 1; part <= 5; part++) details.progress([part], { of: 5 });
      return "done";
    });
    const parts = [];
    const result = await caller
      .call("it.parts", [], {}, { receive_progress: true })
      .then((last) => last, (error) => Promise.reject(error), (part) => parts.push(part.args[0]));
    assert.deepEqual([parts, result], [[1, 2, 3, 4, 5], "done"]);
  });

checks["a canceled call ends, and its late result harms nobody"] = () =>
  using(["msgpack", "cbor"], async (callee, caller) => {
    const answers = [];
    const calls = new Inbox();
    await callee.register("it.slow", ([value]) => new Promise((resolve) => {
      answers.push(() => resolve(value));
      calls.put(value);
    }));
    // Whatever else is asked for, autobahn forgets the call at once and takes the router's answer for a violation.
    const call = caller.call("it.slow", ["canceled"]);
    await calls.next("the invocation");
    call.cancel({ mode: "kill" });
    assert.equal((await refusal(call, "a canceled call")).error, "wamp.error.canceled");
    answers.forEach((answer) => answer());
    const last = caller.call("it.slow", ["after"]);
    await calls.next("the invocation");
    answers.at(-1)();
    assert.equal(await last, "after");
  });

checks["a call is over when its time is, with wamp.error.timeout"] = () =>
  using(["json", "json"], async (callee, caller) => {
    await callee.register("it.never", () => new Promise(() => {}));
    const { error } = await refusal(caller.call("it.never", [], {}, { timeout: 100 }), "the call");
    assert.equal(error, "wamp.error.timeout");
  });

checks["a shared registration goes round, and on without who has left"] = () =>
  using(["json", "msgpack", "cbor"], async (one, two, caller) => {
    await one.register("it.shared", () => "one", { invoke: "roundrobin" });
    const second = await two.register("it.shared", () => "two", { invoke: "roundrobin" });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await caller.call("it.shared"));
    assert.deepEqual([...answers].sort(), ["one", "one", "two", "two"]);
    assert.notEqual(answers[0], answers[1]);
    await two.unregister(second);
    assert.deepEqual([await caller.call("it.shared"), await caller.call("it.shared")], ["one", "one"]);
  });

checks["wamp.session.count, get and on_join tell of sessions"] = () =>
  using(["json", "cbor"], async (one, other) => {
    const count = await one.call("wamp.session.count");
    const { next } = await subscribe(one, "wamp.session.on_join");
    const { connection, session } = await connect("msgpack");
    await until(async () => (await next()).args[0].session, (id) => id === session.id);
    assert.equal(await one.call("wamp.session.count"), count + 1);
    assert.equal((await one.call("wamp.session.get", [other.id])).session, other.id);
    await close(connection);
    const forged = await refusal(
      one.publish("wamp.session.on_join", [{ session: 1 }], {}, { acknowledge }), "a forged joining");
    assert.equal(forged.error, "wamp.error.invalid_uri");
  });

const { auth_cra, auth_cryptosign, nacl, util } = autobahn;
const key = nacl.sign.keyPair.fromSeed(util.htob(seed));
const METHODS = {
  ticket: { onchallenge: () => secret },
  wampcra: { onchallenge: (session, method, extra) => auth_cra.sign(secret, extra.challenge) },
  cryptosign: {
    onchallenge: (session, method, extra) => auth_cryptosign.sign_challenge(key, extra),
    authextra: { pubkey },
  },
};
const WRONG = {
  ticket: () => "wrong",
  wampcra: (session, method, extra) => auth_cra.sign("wrong", extra.challenge),
  cryptosign: (session, method, extra) =>
    auth_cryptosign.sign_challenge(nacl.sign.keyPair.fromSeed(new Uint8Array(32)), extra),
};

for (const [method, options] of Object.entries(METHODS)) {
  for (const kind of KINDS) {
    checks[`${method} in ${kind} is who it says it is`] = async () => {
      const { connection, details } = await connect(kind, { authmethods: [method], authid, ...options });
      assert.deepEqual([details.authid, details.authrole, details.authmethod], [authid, "clerk", method]);
      await close(connection);
    };
  }
  checks[`${method} with a wrong secret is refused`] = async () => {
    const attempt = connect("json", { authmethods: [method], authid, ...options, onchallenge: WRONG[method] });
    assert.equal((await refusal(attempt, "the session")).uri, "wamp.error.authentication_denied");
  };
}

checks["an unknown realm is refused"] = async () => {
  const refused = await refusal(connect("cbor", { realm: "nowhere" }), "the session");
  assert.equal(refused.uri, "wamp.error.no_such_realm");
};

await run(checks);
