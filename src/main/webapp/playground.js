// The playground: one channel, followed with capstan.js over a line whose plug can be pulled. Publications of this page
// are {"name": …, "text": …, "page": …, "connection": …}; whatever else comes is shown as it is.
import { Capstan } from "./capstan/capstan.js";
import { Line, plugIn, pull, tap } from "./line.js";
import { element, fromHash, guest, hue, remember, remembered, Talk } from "./talk.js";

const FRAMES = 100;
/** A publication may wait so long for the plug. */
const PATIENCE = 120_000;

const $ = (id) => document.getElementById(id);
const talk = new Talk($("log"));
const page = Math.random().toString(36).slice(2); // by which this page knows its own publications
const names = new Map(); // what connections have called themselves

let plugged = true;
let channel = "";
let subscription;
let members = new Map();
let self = "";
let epoch = "";
let caughtUp = 0;
let counting = 0; // the timer of the countdown

const capstan = new Capstan({ WebSocket: Line, onState: stateChanged });

// ---- the channel

function follow() {
  subscription?.unsubscribe();
  const suffix = fromHash("lobby").replace(/[\s.\p{Cc}]+/gu, "-");
  channel = "demo." + suffix;
  $("channel").value = suffix;
  $("channel-name").textContent = channel;
  if ($("second")) $("second").href = location.pathname + "#" + encodeURIComponent(suffix);
  $("curl").textContent = command();
  document.title = `${channel} · Capstan playground`;
  show("position", "none yet");
  setMembers([]);
  subscription = capstan.subscribe(channel, { subscribed, message, joined, left, error });
}

function subscribed({ again, recovered, ...position }) {
  caughtUp = 0;
  epoch = position.epoch;
  show("position", `${position.offset} of ${epoch}`);
  if (!again) {
    talk.line(`You follow ${channel}`);
  } else if (recovered) {
    returned("recovered", "You are back. Everything you missed follows, in order.");
  } else {
    returned("lost", "You are back, but what you missed is not kept any more.");
  }
  askWhoIsHere();
}

function message(data, { offset, recovered }) {
  if (offset) show("position", `${offset} of ${epoch}`);
  if (recovered) show("recovery", `recovered, ${++caughtUp} missed`);
  const note = recovered ? "caught up" : "";
  const { name, text, page: by, connection } = data ?? {};
  if (typeof name === "string" && typeof text === "string") {
    if (typeof connection === "string" && members.has(connection)) named(connection, name);
    talk.say({ name, text }, { own: by === page, note });
  } else {
    talk.say({ name: "JSON", text: JSON.stringify(data, null, 1) }, { note });
  }
}

function error({ message, code }) {
  talk.line(`You may not follow ${channel}: ${message ?? code}`, "bad");
}

function returned(kind, text) {
  $("recovery").dataset.kind = kind;
  show("recovery", kind === "recovered" ? "recovered, nothing missed" : "not recovered");
  talk.line(text, kind === "recovered" ? "good" : "bad");
}

async function publish(text) {
  const name = $("name").value.trim() || "Guest";
  if (capstan.state !== "open") talk.line("This waits until the plug is back.");
  try {
    await capstan.publish(channel, { name, text, page, connection: self }, { timeout: PATIENCE });
  } catch (failure) {
    talk.line(`Not published: ${failure.message}`, "bad");
  }
}

// ---- who is here

async function askWhoIsHere() {
  const asked = channel;
  try {
    const presence = await capstan.presence(asked);
    if (asked !== channel) return;
    self = presence.self;
    setMembers(presence.members, presence.count);
  } catch (failure) {
    if (failure.code !== "lost") talk.line(`Who is here is not told: ${failure.message}`, "bad");
  }
}

function joined(member) {
  members.set(member.id, member);
  showMembers();
}

function left({ id }) {
  members.delete(id);
  names.delete(id);
  showMembers();
}

function named(id, name) {
  if (names.get(id) === name) return;
  names.set(id, name);
  showMembers();
}

function setMembers(list, count = list.length) {
  members = new Map(list.map((member) => [member.id, member]));
  showMembers(count);
}

function showMembers(count = members.size) {
  $("count").textContent = count || "";
  const shown = [...members.values()].map((member) => {
    const label = names.get(member.id) ?? member.user ?? "somebody";
    const dot = element("span", "dot");
    dot.style.setProperty("--hue", hue(label));
    return element("li", "", dot, element("b", "", member.id === self ? "You" : label), element("code", "", member.id.slice(0, 8)));
  });
  if (!shown.length) shown.push(element("li", "unknown", "Nobody knows without a connection."));
  $("members").replaceChildren(...shown);
}

// ---- the line

function stateChanged(state, { code, reason, wait }) {
  $("cable").dataset.state = plugged ? state : "unplugged";
  $("state").dataset.state = state;
  clearInterval(counting);
  if (state !== "open") setMembers([]);
  if (state === "open") show("state", "Connected");
  else if (state === "closed") show("state", `Closed (${code}${reason ? ": " + reason : ""})`);
  else if (!plugged) show("state", "Unplugged");
  else if (state === "connecting") show("state", "Connecting");
  else countDown(Date.now() + wait);
}

function countDown(end) {
  const tick = () => show("state", `Reconnecting in ${Math.max(0, Math.ceil((end - Date.now()) / 1000))} s`);
  counting = setInterval(tick, 250);
  tick();
}

/** Screen readers are told of a text that changed, so what has not is left alone. */
function show(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function toggle() {
  plugged = !plugged;
  $("plug").textContent = plugged ? "Pull the plug" : "Put the plug back";
  if (plugged) {
    plugIn();
    capstan.connect();
  } else {
    talk.line("You pulled the plug.");
    pull();
  }
}

// ---- what passes

function frame(direction, text) {
  const shown = element("li", direction, element("span", "way", direction === "in" ? "server" : "you"), element("code", "", text));
  $("frames").prepend(shown);
  while ($("frames").childElementCount > FRAMES) $("frames").lastElementChild.remove();
}

// ---- from outside

function command() {
  const url = new URL("capstan/push", document.baseURI);
  url.hash = "";
  const data = { name: "curl", text: "Hello from the shell" };
  const body = JSON.stringify({ action: "sendToChannel", channel, data }).replaceAll("'", "'\\''");
  return `curl ${url} \\\n  -H "X-API-Key: $KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText($("curl").textContent);
    $("copy").textContent = "Copied";
  } catch {
    getSelection().selectAllChildren($("curl")); // without a secure context the visitor copies it
  }
}

// ---- page

tap(frame);
$("name").value = remembered() || guest();
$("name").addEventListener("change", () => remember($("name").value.trim()));
$("plug").addEventListener("click", toggle);
$("copy").addEventListener("click", copy);

$("who").addEventListener("submit", (event) => {
  event.preventDefault();
  remember($("name").value.trim());
  location.hash = "#" + encodeURIComponent($("channel").value.trim() || "lobby"); // the rest follows from hashchange
  $("text").focus();
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  publish(text);
  $("text").value = "";
});

addEventListener("hashchange", follow);
follow();
