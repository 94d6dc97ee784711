// Runs all checks in a browser, with the module as the server serves it.
import * as client from "./capstan/capstan.js";
import { run } from "./checks.js";
import { run as runLive } from "./live.js";

const checks = {
  async "PAR-313 the address of the server follows from where the module came from"() {
    const capstan = new client.Capstan();
    capstan.close();
    return capstan.url === new URL("channels", location.href).href.replace("http", "ws");
  },
  async "PAR-313 address and token come from attributes of the page, as they stand"() {
    Object.assign(document.body.dataset, { url: "channels?from=page", token: "badge.ada.60.1" });
    return (await user(document.body.dataset)) === "ada";
  },
  async "PAR-313 a ticket comes from a JSON endpoint, and is good for one connection"() {
    document.cookie = "token=badge.grace.60.1";
    const name = await user({ token: client.Capstan.ticket });
    document.cookie = "token=; max-age=0";
    return name === "grace";
  },
  async "without a login there is no ticket, and it stays closed"() {
    const told = await new Promise((resolve) => {
      const onState = (state, detail) => state === "closed" && resolve(detail);
      new client.Capstan({ token: client.Capstan.ticket, onState });
    });
    return told.code === 4401 && told.reason.startsWith("There is no ticket for /channels: 401");
  },
  async "a token that cannot be a subprotocol closes, instead of trying for ever"() {
    const told = await new Promise((resolve) => {
      new client.Capstan({ token: "not a token", onState: (state, detail) => state === "closed" && resolve(detail) });
    });
    return told.code === 1006 && told.reason.includes("subprotocol");
  },
};

/** Whom the server takes a client for. */
async function user(options) {
  const capstan = new client.Capstan(options);
  const subscription = capstan.subscribe("room.who", {});
  const { members, self } = await subscription.presence();
  capstan.close();
  return members.find(({ id }) => id === self)?.user;
}

const lines = [...(await run(client)), ...(await runLive(client, new URL(".", location.href).href))];
for (const [name, check] of Object.entries(checks)) {
  const holds = await check().catch((error) => error.message);
  lines.push(holds === true ? `ok      ${name}` : `FAILED  ${name}: ${holds}`);
}
document.getElementById("lines").textContent = lines.join("\n");
document.getElementById("verdict").textContent = "done";
