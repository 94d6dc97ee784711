// A small chat. The server passes on, to everybody in the room, exactly what one sends; so the pages agree among
// themselves on {"name": …, "text": …}, and whatever is not that is shown as a plain line.
"use strict";

const KEPT = 500;
// After these codes the same attempt may succeed later (DESIGN: close codes); after all others it would not.
const COME_BACK = new Set([1001, 1006, 1011, 1012, 1013]);
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

const $ = (id) => document.getElementById(id);
const log = $("log");

let socket = null;
let room = "";
let attempts = 0;
let timer = 0;
let pending = []; // what this page sent and has not seen come back, to know its own messages

// ---- connection

function roomFromHash() {
  try {
    const wanted = decodeURIComponent(location.hash.slice(1)).trim();
    return /^\.*$/.test(wanted) ? "lobby" : wanted; // a path segment of dots alone would lead elsewhere
  } catch {
    return "lobby"; // a hash that is not an encoded text
  }
}

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
    line(`You are in ${room}`);
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
    line(`The server closed the connection: ${reason || code}`);
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
  if (typeof data !== "string") return line(`${data.size} bytes`);
  const own = pending[0] === data;
  if (own) pending.shift();
  const message = parse(data);
  if (message) say(message, own);
  else line(data);
}

function parse(data) {
  try {
    const { name, text } = JSON.parse(data);
    return typeof name === "string" && typeof text === "string" ? { name, text } : null;
  } catch {
    return null;
  }
}

// Everything that came from outside goes into the page as text, never as markup.
function say({ name, text }, own) {
  const last = log.lastElementChild;
  const by = element("p", "by", element("b", "name", name), element("time", "at", now()));
  by.firstChild.style.setProperty("--hue", hue(name));
  const message = element("article", "message", by, element("p", "text", text));
  message.dataset.by = name;
  message.classList.toggle("own", own);
  message.classList.toggle("follows", last?.dataset.by === name && last.matches(".own") === own);
  append(message);
}

function line(text) {
  append(element("p", "line", text));
}

function append(node) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  if (node.matches(".message")) $("empty")?.remove();
  log.append(node);
  while (log.childElementCount > KEPT) log.firstElementChild.remove();
  if (atEnd || node.matches(".own")) log.scrollTop = log.scrollHeight;
}

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

function now() {
  return new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function hue(name) {
  let sum = 7;
  for (const sign of name) sum = (sum * 31 + sign.codePointAt(0)) % 360;
  return sum;
}

// ---- page

function remembered() {
  try {
    return localStorage.getItem("capstan.chat.name");
  } catch {
    return null; // storage is switched off
  }
}

function remember(name) {
  try {
    localStorage.setItem("capstan.chat.name", name);
  } catch {
    // then not
  }
}

function enter() {
  room = roomFromHash();
  $("room").value = room;
  document.title = `${room} · Capstan chat`;
  attempts = 0;
  connect();
}

$("name").value = remembered() || `Guest ${Math.floor(10 + Math.random() * 90)}`;
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
