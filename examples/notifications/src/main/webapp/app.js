import { Capstan, CapstanError } from "./capstan/capstan.js";

const { url, user, token, expires } = document.body.dataset;
const $ = (id) => document.getElementById(id);
const admin = $("people").dataset.admin === "true";

// ---- the connection

let first = { token, expires }; // came with the page, and is good for the first connection

const capstan = new Capstan({ url, token: nextToken, onState });

async function nextToken() {
  if (first) {
    const given = first;
    first = undefined;
    return given;
  }
  const answer = await fetch("api/token");
  if (answer.status === 401) throw new CapstanError("unauthenticated", "The session is over");
  return answer.json();
}

function onState(state, { code }) {
  $("state").dataset.state = state;
  $("state").textContent = { open: "Connected", closed: "Closed", connecting: "Connecting", waiting: "Reconnecting" }[state];
  if (state === "open") load();
  if (state === "closed" && code === 4401) location.assign("login.xhtml");
}

async function load() {
  try {
    await Promise.all([showNotifications(), showProducts(), showPeople()]);
  } catch (error) {
    if (!(error instanceof CapstanError)) throw error;
    if (error.code !== "lost") problem(error.message); // what is lost is asked for again with the next connection
  }
}

// ---- notifications

capstan.subscribe("notifications", (news) => $("notifications").prepend(notification(news)));
setInterval(() => capstan.state === "open" && showNotifications().catch(report), 60_000); // they get older

async function showNotifications() {
  const list = await capstan.request("notifications");
  $("notifications").replaceChildren(...list.map(notification));
}

function notification({ text, receiver, createdAt }) {
  const shown = made("notification");
  shown.querySelector("p").textContent = text;
  shown.querySelector("small").textContent = receiver ? `${createdAt}, to ${receiver}` : createdAt;
  return shown;
}

$("notify")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  const receiver = $("receiver").value || null;
  const answer = await api("POST", "api/notifications", { text, receiver });
  if (answer.ok) $("text").value = "";
});

// ---- products

async function showProducts() {
  const list = await capstan.request("products");
  $("products").replaceChildren(...list.map(product));
}

function product({ id, name, price }) {
  const shown = made("line");
  const [label, amount] = shown.querySelectorAll("span");
  label.textContent = name;
  amount.textContent = money(price);
  shown.querySelector("button").addEventListener("click", () => show(id).catch(report));
  return shown;
}

async function show(id) {
  const product = await capstan.request("show", { id });
  const card = $("product");
  card.querySelector("h3").textContent = product.name;
  card.querySelector("p").textContent = product.description;
  for (const cell of card.querySelectorAll("dd")) cell.textContent = product[cell.dataset.of];
  card.querySelector("[data-of=price]").textContent = money(product.price);
  card.hidden = false;
}

const money = (amount) => Number(amount).toLocaleString(undefined, { style: "currency", currency: "EUR" });

// ---- people

const people = new Map();

capstan.subscribe("people", ({ name, state }) => {
  if (state === "REMOVED") people.delete(name);
  else people.set(name, state);
  paintPeople();
});

async function showPeople() {
  people.clear();
  for (const { name, state } of await capstan.request("people")) people.set(name, state);
  paintPeople();
}

function paintPeople() {
  const names = [...people.keys()].sort();
  $("people").replaceChildren(...names.map(person));
  if (admin) $("receiver").replaceChildren(new Option("everyone", ""), ...names.map((name) => new Option(name)));
}

function person(name) {
  const shown = made("person");
  Object.assign(shown.dataset, { name, state: people.get(name) });
  shown.querySelector(".name").textContent = name === user ? `${name} (you)` : name;
  const remove = shown.querySelector("button");
  if (admin && name !== user) remove.addEventListener("click", () => api("DELETE", `api/users/${encodeURIComponent(name)}`));
  else remove.remove();
  return shown;
}

// ---- what all of them need

async function api(method, path, body) {
  $("problem").hidden = true;
  const json = { "Content-Type": "application/json" };
  const answer = await fetch(path, body ? { method, headers: json, body: JSON.stringify(body) } : { method });
  if (!answer.ok) problem(answer.status === 409 ? "This was said already. Nobody was notified." : `Refused: ${answer.status}`);
  return answer;
}

function made(template) {
  return $(template).content.firstElementChild.cloneNode(true);
}

function report(error) {
  if (!(error instanceof CapstanError)) throw error;
  problem(error.message);
}

function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = false;
}
