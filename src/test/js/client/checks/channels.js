// What followers of a channel are told, over several connections.
import { same } from "../assert.js";
import { FakeSocket, settled } from "../fakes.js";

export const channels = {
  async "a channel is subscribed when the connection is there, and tells in order"({ client }) {
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
  async "after a loss it asks for what it missed, and tells that it was recovered"({ open, comeBack }) {
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
  async "where nothing could be recovered it says so, and goes on from the new place"({ open, comeBack }) {
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
  async "a loss before the answer to a subscription is no error, and it is asked for again"({ open, comeBack }) {
    const { made } = await open();
    const errors = [];
    made.subscribe("news", { error: ({ code }) => errors.push(code) });
    await comeBack();
    same(FakeSocket.last.sent.map(({ action }) => action), ["channel.subscribe"]);
    same(errors, []);
  },
  async "a subscription that is refused tells so, and is tried again by the next connection"({ open, comeBack }) {
    const { made } = await open();
    const errors = [];
    made.subscribe("secret", { error: ({ code }) => errors.push(code) });
    const refuse = () => FakeSocket.last.says({ action: "error", data: { code: "forbidden" }, id: FakeSocket.last.sent[0].id });
    refuse();
    await comeBack();
    refuse();
    same(errors, ["forbidden", "forbidden"]);
  },
  async "two who follow one channel share a subscription; the last to go ends it"({ open, comeBack }) {
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
  async "who begins to follow a channel while the connection is away is told when it is back"({ open }) {
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
  async "what belongs to a subscription that ended does not reach the next one of that name"({ open }) {
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
  async "publishes, asks who is there and what was there"({ open }) {
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
  async "who ends a subscription at once is told nothing, also where others follow the channel"({ open }) {
    const { made } = await open();
    const heard = [];
    made.subscribe("news", {});
    FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 3, recovered: false });
    made.subscribe("news", { subscribed: () => heard.push("gone") }).unsubscribe();
    made.subscribe("news", { subscribed: ({ offset }) => heard.push(offset) });
    await settled();
    same(heard, [3]);
  },
  async "tells who joins and leaves"({ open }) {
    const { made } = await open();
    const heard = [];
    made.subscribe("news", { joined: (member) => heard.push(["+", member.id]), left: (member) => heard.push(["-", member.id]) });
    FakeSocket.last.answers("channel.subscribe", { epoch: "e", offset: 0, recovered: false });
    FakeSocket.last.says({ action: "channel.joined", channel: "news", data: { id: "x" } });
    FakeSocket.last.says({ action: "channel.left", channel: "news", data: { id: "x" } });
    same(heard, [["+", "x"], ["-", "x"]]);
  },
  async "a listener that throws harms neither others nor the place in the channel"({ open }) {
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
};
