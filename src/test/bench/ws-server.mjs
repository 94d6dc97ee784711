// The npm package ws under the same load: echo, and what goes in at one path comes out at another.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  backlog: 4096,
  perMessageDeflate: false,
});
const subscribers = new Set();

server.on("connection", (socket, request) => {
  socket.on("error", () => socket.terminate());
  if (request.url === "/bench/echo") {
    socket.on("message", data => socket.send(data, { binary: false }));
  } else if (request.url === "/bench/fanout-in") {
    socket.on("message", data => subscribers.forEach(each => each.send(data, { binary: false })));
  } else {
    subscribers.add(socket);
    socket.on("close", () => subscribers.delete(socket));
  }
});
