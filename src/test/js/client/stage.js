// What a check of the client gets: clients, on a socket and a clock that it holds in its hands.
import { FakeClock, FakeSocket, settled } from "./fakes.js";

/** A stage for one check, with the exports of the module; its clock is not installed yet. */
export function stage({ Capstan, CapstanError }) {
  const clock = new FakeClock();

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

  return { clock, client, open, comeBack, CapstanError };
}
