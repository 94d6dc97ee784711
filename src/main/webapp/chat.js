// A small chat. The server passes on, to everybody in the room, exactly what one sends; so the pages agree among
// themselves on {"name": …, "text": …}, and whatever is not that is shown as a plain line.
import { fromHash, guest, remember, remembered, Talk } from "./talk.js";

// After these codes the same attempt may succeed later (DESIGN: close codes); after all others it would not.
const COME_BACK = new Set([1001, 1006, 1011, 1012, 1013]);
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

const $ = (id) => document.getElementById(id);
const talk = new Talk($("log"));

let socket = null;
let room = "";
let attempts = 0;
let timer = 0;
let pending = []; // what this page sent and has not seen come back, to know its own messages

// ---- connection

function address() {
  const url = new URL("chat/" + encodeURIComponent(room), document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.hash = "";
  return url;
}

function connect() {
  clearTimeout(timer);
  leave();
  pending = [];
  show("connecting", "Connecting");
  const opened = new WebSocket(address());
  socket = opened;
  opened.onopen = () => {
    attempts = 0;
    show("open", "Connected");
    talk.line(`You are in ${room}`);
  };
  opened.onmessage = (event) => receive(event.data);
  opened.onclose = (event) => {
    if (socket === opened) lost(event);
  };
}

function leave() {
  const old = socket;
  socket = null; // so that its close is no longer ours to handle
  if (old) old.close(1000);
}

function lost({ code, reason }) {
  socket = null;
  if (!COME_BACK.has(code)) {
    show("closed", `Closed (${code})`);
    talk.line(`The server closed the connection: ${reason || code}`);
    return;
  }
  // Back-off with jitter: a thousand pages that lost the same server do not come back in the same moment.
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts++) * (0.5 + Math.random() / 2);
  countDown(Date.now() + wait);
}

function countDown(end) {
  const left = end - Date.now();
  if (left <= 0) return connect();
  show("waiting", `Reconnecting in ${Math.ceil(left / 1000)} s`);
  timer = setTimeout(countDown, Math.min(left, 250), end);
}

function show(state, text) {
  $("state").dataset.state = state;
  $("state").textContent = text;
  $("send").disabled = state !== "open";
}

// ---- messages

function send(text) {
  const message = JSON.stringify({ name: $("name").value.trim() || "Guest", text });
  pending.push(message);
  socket.send(message);
}

function receive(data) {
  if (typeof data !== "string") return talk.line(`${data.size} bytes`);
  const own = pending[0] === data;
  if (own) pending.shift();
  const message = parse(data);
  if (message) talk.say(message, { own });
  else talk.line(data);
}

function parse(data) {
  try {
    const { name, text } = JSON.parse(data);
    return typeof name === "string" && typeof text === "string" ? { name, text } : null;
  } catch {
    return null;
  }
}

// ---- page

function enter() {
  room = fromHash("lobby");
  $("room").value = room;
  document.title = `${room} · Capstan chat`;
  attempts = 0;
  connect();
}

$("name").value = remembered() || guest();
$("name").addEventListener("change", () => remember($("name").value.trim()));

$("who").addEventListener("submit", (event) => {
  event.preventDefault();
  remember($("name").value.trim());
  const wanted = "#" + encodeURIComponent($("room").value.trim() || "lobby");
  if (location.hash !== wanted) location.hash = wanted; // the rest follows from hashchange
  else if (!socket || socket.readyState !== WebSocket.OPEN) enter();
  $("text").focus();
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text || socket?.readyState !== WebSocket.OPEN) return;
  send(text);
  $("text").value = "";
});

addEventListener("hashchange", enter);
addEventListener("online", () => socket || connect());
enter();
