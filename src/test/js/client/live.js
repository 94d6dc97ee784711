// capstan.js against a server that runs: tells whether what its users were promised is so. Runs in a browser and on Node.
// The server has the channels room.** for everyone with a history of 10, the channel closed for nobody, and takes the
// tokens badge.NAME.SECONDS.NUMBER in the subprotocol and in messages.
import { same } from "./assert.js";

const LIMIT = 15_000;

let client;
let base;
let made = [];
let rooms = 0;

/** A WebSocket that can be cut, as a network does it: nobody says good-bye. */
class Cable extends WebSocket {
  static frames = [];

  send(text) {
    Cable.frames.push(text);
    super.send(text);
  }

  cut() {
    const told = this.onclose;
    this.onclose = this.onmessage = null;
    this.close();
    told.call(this, { code: 1006, reason: "cut" });
  }
}

/** A client, what it has been told of its state, and its cable. */
async function connect(options = {}) {
  const states = [];
  let cable;
  const capstan = new client.Capstan({
    url: new URL("channels", base),
    WebSocket: function (url, protocols) {
      return (cable = new Cable(url, protocols));
    },
    onState: (state, { code }) => states.push(code ? `${state} ${code}` : state),
    ...options,
  });
  made.push(capstan);
  await until(() => capstan.state === "open", "open");
  return { capstan, states, cut: () => cable.cut(), cable: () => cable };
}

/** Follows a channel; returns what is heard. */
async function follow(capstan, channel) {
  const heard = { data: [], recovered: [], subscribed: [], joined: [], left: [], errors: [] };
  heard.subscription = capstan.subscribe(channel, {
    message: (data, meta) => (meta.recovered ? heard.recovered : heard.data).push(data),
    subscribed: (told) => heard.subscribed.push(told),
    joined: (member) => heard.joined.push(member.id),
    left: (member) => heard.left.push(member.id),
    error: ({ code }) => heard.errors.push(code),
  });
  await until(() => heard.subscribed.length + heard.errors.length, "an answer to the subscription");
  return heard;
}

async function until(condition, what) {
  const end = Date.now() + LIMIT;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${LIMIT} ms: ${what}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}

const rejected = (promise) => promise.then(() => "it was done", ({ code }) => code);
const room = () => `room.${Date.now()}.${++rooms}`;
const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const checks = {
  async "what several publish, all hear, in one order"() {
    const channel = room();
    const [ann, ben] = [await connect(), await connect()];
    const [one, two] = [await follow(ann.capstan, channel), await follow(ben.capstan, channel)];
    const published = numbers(1, 50).flatMap((n) => [one.subscription.publish({ ann: n }), two.subscription.publish({ ben: n })]);
    const offsets = (await Promise.all(published)).map(({ offset }) => offset).sort((a, b) => a - b);
    same(offsets, numbers(1, 100));
    await until(() => one.data.length === 100 && two.data.length === 100, "100 publications");
    same(one.data, two.data);
    same(one.data.filter((data) => data.ann).map(({ ann }) => ann), numbers(1, 50));
  },
  async "PAR-312 after a cut it comes back by itself and gets exactly what it missed, in order"() {
    const channel = room();
    const [ann, ben] = [await connect(), await connect()];
    const heard = await follow(ann.capstan, channel);
    for (const n of numbers(1, 3)) await ben.capstan.publish(channel, n);
    await until(() => heard.data.length === 3, "3 publications");
    ann.cut();
    for (const n of numbers(4, 8)) await ben.capstan.publish(channel, n);
    await until(() => heard.subscribed.length === 2, "it is back");
    await ben.capstan.publish(channel, 9);
    await until(() => heard.data.at(-1) === 9, "the publication after it");
    const all = [...heard.data, ...heard.recovered].sort((a, b) => a - b);
    same(all, numbers(1, 9), "each once:");
    same(heard.recovered, [...heard.recovered].sort((a, b) => a - b));
    same([heard.subscribed[1].again, heard.subscribed[1].recovered], [true, true]);
    same(ann.states, ["connecting", "open", "waiting 1006", "connecting", "open"]);
  },
  async "where more was missed than is kept it says so, and brings none of it"() {
    const channel = room();
    const [ann, ben] = [await connect({ firstWait: 600_000, longestWait: 600_000 }), await connect()];
    const heard = await follow(ann.capstan, channel);
    const stays = await follow(ben.capstan, channel);
    ann.cut();
    for (const n of numbers(1, 11)) await stays.subscription.publish(n);
    ann.capstan.connect();
    await until(() => heard.subscribed.length === 2, "it is back");
    same([heard.subscribed[1].again, heard.subscribed[1].recovered, heard.subscribed[1].offset], [true, false, 11]);
    await stays.subscription.publish(12);
    await until(() => heard.data.length, "what comes live");
    same([heard.data, heard.recovered], [[12], []]);
  },
  async "what is published without a connection waits for one"() {
    const channel = room();
    const [ann, ben] = [await connect(), await connect()];
    const heard = await follow(ben.capstan, channel);
    ann.cut();
    const published = numbers(1, 5).map((n) => ann.capstan.publish(channel, n));
    await Promise.all(published);
    await until(() => heard.data.length === 5, "5 publications");
    same(heard.data, numbers(1, 5));
  },
  async "who is here, who comes and who goes"() {
    const channel = room();
    const [ann, ben] = [await connect(), await connect()];
    const heard = await follow(ann.capstan, channel);
    const other = await follow(ben.capstan, channel);
    const { count, members, self } = await heard.subscription.presence();
    same([count, members.length], [2, 2]);
    const [id] = members.map((member) => member.id).filter((member) => member !== self);
    other.subscription.unsubscribe();
    await until(() => heard.left.length, "a notice");
    same([heard.joined, heard.left], [[id], [id]]);
    same((await ann.capstan.presence(channel)).count, 1);
  },
  async "what was published before is told to who asks"() {
    const channel = room();
    const { capstan } = await connect();
    await follow(capstan, channel);
    for (const n of numbers(1, 12)) await capstan.publish(channel, n);
    const { publications } = await capstan.history(channel, 3);
    same(publications, [{ offset: 10, data: 10 }, { offset: 11, data: 11 }, { offset: 12, data: 12 }]);
    same((await capstan.history(channel)).publications.length, 10);
  },
  async "what is not allowed or unknown is an error of that request, and the connection stays"() {
    const { capstan, states } = await connect();
    same((await follow(capstan, "closed")).errors, ["forbidden"]);
    same(await rejected(capstan.publish("closed", 1)), "forbidden");
    same(await rejected(capstan.publish("no such name", 1)), "invalid");
    same(await rejected(capstan.request("no.such.action")), "unknown-action");
    let handled;
    capstan.on("error", ({ code }) => (handled = code));
    capstan.send("no.such.action");
    await until(() => handled, "a handler of errors");
    same([handled, states], ["unknown-action", ["connecting", "open"]]);
  },
  async "signs of life come back, so that a silent connection stays"() {
    Cable.frames = [];
    const { states } = await connect({ heartbeat: 50, timeout: 2_000 });
    await until(() => Cable.frames.filter((frame) => frame === '{"action":"hb"}').length > 2, "three signs of life");
    same(states, ["connecting", "open"]);
  },
  async "PAR-312 a token says who it is; when it expires, another one is asked for, and nothing is lost"() {
    let asked = 0;
    const codes = [];
    const token = ({ code }) => {
      codes.push(code ?? 0);
      return `badge.ada.2.${++asked}`;
    };
    const channel = room();
    const [ada, ben] = [await connect({ token }), await connect()];
    const heard = await follow(ada.capstan, channel);
    await follow(ben.capstan, channel); // a channel that nobody follows, and that has kept nothing, ends
    const { members } = await ben.capstan.presence(channel);
    same(members.map(({ user }) => user ?? "").sort(), ["", "ada"]);
    await until(() => ada.states.includes("waiting 4401"), "the token has expired");
    await ben.capstan.publish(channel, "while away");
    await until(() => heard.subscribed.length === 2, "it is back");
    await until(() => heard.recovered.length + heard.data.length, "what it missed");
    same(codes, [0, 4401]);
    same(heard.subscribed[1].recovered, true);
  },
  async "PAR-312 a token whose end is known is replaced before, over the same connection"() {
    let asked = 0;
    const token = () => ({ token: `badge.ada.3.${++asked}`, expires: Date.now() + 3_000 });
    const { capstan, states } = await connect({ token });
    const before = Date.now();
    await until(() => Date.now() - before > 6_000 && asked > 2, "two tokens later");
    same([states, capstan.state], [["connecting", "open"], "open"]);
  },
};

/** Runs all checks against the application at this address; returns one line for each. */
export async function run(module, address) {
  [client, base] = [module, address];
  const lines = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      lines.push(`ok      ${name}`);
    } catch (error) {
      lines.push(`FAILED  ${name}: ${error.message}`);
    }
    made.forEach((capstan) => capstan.close());
    made = [];
  }
  return lines;
}
