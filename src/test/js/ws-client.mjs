// Tries a server with the npm package ws: node ws-client.mjs ECHO_URL CHAT_URL [compressed]
// One line per check; the exit code is 0 when all of them hold, else 1.
import { on, once } from "node:events";
import process from "node:process";
import WebSocket from "ws";

const LIMIT = 10_000;
const [echo, chat, compressed] = process.argv.slice(2);
if (!echo || !chat) {
  console.error("usage: node ws-client.mjs ECHO_URL CHAT_URL [compressed]");
  process.exit(1);
}

const soon = () => ({ signal: AbortSignal.timeout(LIMIT) });

async function open(url) {
  const socket = new WebSocket(url);
  await once(socket, "open", soon());
  return socket;
}

async function answer(socket, message) {
  socket.send(message);
  const [data, binary] = await once(socket, "message", soon());
  return { data, binary };
}

// Drops messages up to this one; tells whether it was binary.
async function hears(socket, wanted, trigger = () => {}) {
  const messages = on(socket, "message", soon());
  trigger();
  for await (const [data, binary] of messages) {
    if (data.toString() === wanted) return binary;
  }
}

function expect(actual, wanted) {
  if (actual !== wanted) throw new Error(`expected ${wanted}, got ${actual}`);
}

const checks = {
  async "text comes back as text"() {
    const socket = await open(echo);
    const { data, binary } = await answer(socket, "Grüße, 漢字, 🙂");
    expect(binary, false);
    expect(data.toString(), "Grüße, 漢字, 🙂");
    socket.terminate();
  },
  async "binary comes back as binary"() {
    const socket = await open(echo);
    const { data, binary } = await answer(socket, Buffer.from([0, 1, 128, 255]));
    expect(binary, true);
    expect(data.toString("hex"), "000180ff");
    socket.terminate();
  },
  async "a message of 60 KB comes back whole"() {
    const socket = await open(echo);
    const text = "0123456789".repeat(6_000);
    const { data } = await answer(socket, text);
    expect(data.length, 60_000);
    expect(data.toString(), text);
    socket.terminate();
  },
  async "a ping is answered with its payload"() {
    const socket = await open(echo);
    socket.ping("are you there");
    const [data] = await once(socket, "pong", soon());
    expect(data.toString(), "are you there");
    socket.terminate();
  },
  async "an unknown subprotocol is refused with 426"() {
    const socket = new WebSocket(echo, ["nobody.speaks.this"]);
    const refused = once(socket, "unexpected-response", soon());
    const opened = once(socket, "open", soon()).then(() => Promise.reject(new Error("it was accepted")));
    const [, response] = await Promise.race([refused, opened]);
    expect(response.statusCode, 426);
    socket.on("error", () => {}); // ws reports its own abort
    socket.terminate();
    await opened.catch(() => {});
  },
  async "close 1000 is answered with 1000"() {
    const socket = await open(echo);
    socket.close(1000, "done");
    const [code] = await once(socket, "close", soon());
    expect(code, 1000);
  },
  async "what one says in a room, all hear"() {
    // An open connection has joined its room once it hears itself.
    const [one, two] = [await open(chat), await open(chat)];
    expect(await hears(one, "one is here", () => one.send("one is here")), false);
    expect(await hears(two, "two is here", () => two.send("two is here")), false);
    const hello = '{"name":"ws","text":"hello"}';
    const heard = [hears(one, hello), hears(two, hello, () => one.send(hello))];
    for (const binary of await Promise.all(heard)) expect(binary, false);
    one.terminate();
    two.terminate();
  },
};

if (compressed) {
  checks["10 kb come back whole, compressed both ways"] = async () => {
    const socket = await open(echo);
    if (!socket.extensions.includes("permessage-deflate")) throw new Error(`agreed upon: ${socket.extensions}`);
    const text = "0123456789abcdef".repeat(640);
    for (let round = 1; round <= 3; round++) {
      const { bytesRead, bytesWritten } = socket._socket;
      const { data } = await answer(socket, text);
      expect(data.toString(), text);
      const moved = [socket._socket.bytesRead - bytesRead, socket._socket.bytesWritten - bytesWritten];
      if (Math.max(...moved) > 1000) throw new Error(`${moved} bytes read and written`);
    }
    socket.terminate();
  };
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}
process.exit(failed ? 1 : 0);
