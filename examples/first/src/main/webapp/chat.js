// Nothing but the WebSocket that every browser has.
const $ = (id) => document.getElementById(id);
let socket;

function enter(name) {
  const url = new URL(`chat/${encodeURIComponent(name)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  socket = new WebSocket(url);
  socket.onopen = () => show(`You are ${name}. Open this page in a second window and be somebody else.`, true);
  socket.onclose = ({ code }) => show(`The connection has ended (${code}).`, false);
  socket.onmessage = ({ data }) => {
    const line = document.createElement("li");
    line.textContent = data;
    $("log").prepend(line);
  };
}

function show(text, open) {
  $("state").textContent = text;
  $("enter").hidden = open;
  $("say").hidden = !open;
  $(open ? "text" : "name").focus();
}

$("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  enter($("name").value.trim());
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  socket.send($("text").value);
  $("text").value = "";
});
