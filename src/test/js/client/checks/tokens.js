// Where a token comes from, how it travels, and what follows when it is refused or expires.
import { same } from "../assert.js";
import { FakeSocket, settled } from "../fakes.js";

export const tokens = {
  async "close while a token is on its way makes no connection"({ client }) {
    let bring;
    const { made } = await client({ token: () => new Promise((resolve) => (bring = resolve)) });
    made.close();
    bring("late");
    await settled();
    same([made.state, FakeSocket.made.length], ["closed", 0]);
  },
  async "PAR-312 a token is asked for before each connection, and after 4401 it has to be another one"({ clock, open, comeBack }) {
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
  async "a token callback that fails is asked again; one that says CapstanError closes"({ clock, client, CapstanError }) {
    let fails = new Error("no network");
    const { made, states } = await client({ token: async () => Promise.reject(fails) });
    same([made.state, FakeSocket.made.length], ["waiting", 0]);
    fails = new CapstanError("unauthenticated", "log in first");
    await clock.pass(30_000);
    same([made.state, states.at(-1), FakeSocket.made.length], ["closed", ["closed", 4401], 0]);
  },
  async "without a subprotocol the token is a ticket in the address"({ client }) {
    await client({ protocol: "", token: "capstan-ticket-x" });
    same([FakeSocket.last.url, FakeSocket.last.protocols], ["wss://capstan.test/app/channels?ticket=capstan-ticket-x", []]);
  },
  async "a token may be the first message, before all that waits"({ client }) {
    const { made } = await client({ token: "t", tokenIn: "message" });
    made.subscribe("news", {});
    made.send("x");
    FakeSocket.last.accept();
    same(FakeSocket.last.protocols, ["capstan.json"]);
    same(FakeSocket.last.sent.map(({ action, data }) => [action, data?.token]), [["auth", "t"], ["channel.subscribe", undefined], ["x", undefined]]);
  },
  async "PAR-312 a token that expires is refreshed in band before, again and again"({ clock, open }) {
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
  async "a token that comes when its attempt was given up is not taken for that of the next one"({ clock, client }) {
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
};
