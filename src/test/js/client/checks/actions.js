// What is sent, asked and handled, and what becomes of it where there is no connection.
import { rejected, same } from "../assert.js";
import { FakeSocket } from "../fakes.js";

export const actions = {
  async "PAR-312 what is sent before the connection waits, is bounded, and leaves in order"({ client }) {
    const { made } = await client({ queue: 2 });
    same([made.send("a", 1), made.send("b", 2), made.send("c", 3)], [true, true, false]);
    same((await rejected(made.request("d"))).code, "full");
    FakeSocket.last.accept();
    same(FakeSocket.last.sent, [{ action: "a", data: 1 }, { action: "b", data: 2 }]);
  },
  async "PAR-312 with a queue of 0, what is sent without a connection is ignored"({ client }) {
    const { made } = await client({ queue: 0 });
    same(made.send("a"), false);
    FakeSocket.last.accept();
    same(FakeSocket.last.sent, []);
    same(made.send("b"), true);
  },
  async "a request is answered by the message with its id"({ open }) {
    const { made } = await open();
    const [one, two] = [made.request("add", [1, 2]), made.request("add", [3, 4])];
    const [first, second] = FakeSocket.last.sent;
    FakeSocket.last.says({ action: "add", data: 7, id: second.id }).says({ action: "add", data: 3, id: first.id });
    same(await Promise.all([one, two]), [3, 7]);
    same(first.data, [1, 2]);
  },
  async "an error with the id of a request rejects it, and no handler is told"({ open, CapstanError }) {
    const { made } = await open();
    let handled = 0;
    made.on("error", () => handled++);
    const asked = rejected(made.request("add"));
    FakeSocket.last.says({ action: "error", data: { message: "No", code: "forbidden", field: "x" }, id: FakeSocket.last.sent[0].id });
    const error = await asked;
    same([error instanceof CapstanError, error.code, error.message, error.data.field], [true, "forbidden", "No", "x"]);
    same(handled, 0);
  },
  async "a request without an answer in time is rejected, and a late answer changes nothing"({ clock, open }) {
    const { made } = await open();
    const asked = rejected(made.request("slow", 0, { timeout: 300 }));
    await clock.pass(299);
    const { id } = FakeSocket.last.sent[0];
    await clock.pass(1);
    same((await asked).code, "timeout");
    FakeSocket.last.says({ action: "slow", data: 1, id });
  },
  async "a request that has failed while it waited for a connection is not sent later"({ clock, client }) {
    const { made } = await client();
    const asked = rejected(made.request("pay", 0, { timeout: 300 }));
    made.send("other");
    await clock.pass(300);
    same((await asked).code, "timeout");
    FakeSocket.last.accept();
    same(FakeSocket.last.sent.map(({ action }) => action), ["other"]);
  },
  async "a request whose connection is lost is rejected; one that still waits is sent by the next"({ clock, open }) {
    const { made } = await open();
    const lost = rejected(made.request("one"));
    FakeSocket.last.ends(1006);
    same((await lost).code, "lost");
    const kept = made.request("two");
    await clock.pass(500);
    FakeSocket.last.accept().answers("two", "done");
    same(await kept, "done");
  },
  async "PAR-312 handlers are told by action, error and fatalError too, until they end it"({ open }) {
    const { made } = await open();
    const heard = [];
    const ends = ["news", "error", "fatalError"].map((action) => made.on(action, (data) => heard.push([action, data])));
    const say = () => ["news", "error", "fatalError", "other"].forEach((action) => FakeSocket.last.says({ action, data: 1 }));
    say();
    ends[0]();
    say();
    same(heard, [["news", 1], ["error", 1], ["fatalError", 1], ["error", 1], ["fatalError", 1]]);
  },
  async "what is no message of the dialect is passed over"({ open }) {
    const { made } = await open();
    const heard = [];
    made.on("x", (data) => heard.push(data));
    ["", "nonsense", "null", "7", "[]", "{}", '{"action":7}', '{"action":"channel.message"}'].forEach((text) => FakeSocket.last.says(text));
    FakeSocket.last.says({ action: "x", data: 1, id: 99 });
    same(heard, [1], "an id that nobody asked with");
  },
};
