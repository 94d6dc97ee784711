// Runs all checks in a browser, with the module as the server serves it.
import * as client from "./capstan/capstan.js";
import { run } from "./checks.js";
import { run as runLive } from "./live.js";
import { run as runManual } from "./manual.js";

const checks = {
  async "PAR-313 the address of the server follows from where the module came from"() {
    const capstan = new client.Capstan();
    capstan.close();
    return capstan.url === new URL("channels", location.href).href.replace("http", "ws");
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

const lines = [...(await run(client)), ...(await runLive(client, new URL(".", location.href).href)), ...(await runManual())];
for (const [name, check] of Object.entries(checks)) {
  const holds = await check().catch((error) => error.message);
  lines.push(holds === true ? `ok      ${name}` : `FAILED  ${name}: ${holds}`);
}
document.getElementById("lines").textContent = lines.join("\n");
document.getElementById("verdict").textContent = "done";
