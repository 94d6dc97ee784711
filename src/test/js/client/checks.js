// What capstan.js does, on a socket and a clock that the check holds in its hands. Runs in a browser and on Node.
import { actions } from "./checks/actions.js";
import { channels } from "./checks/channels.js";
import { connection } from "./checks/connection.js";
import { tokens } from "./checks/tokens.js";
import { stage } from "./stage.js";

/** Runs all checks; returns one line for each. */
export async function run(client) {
  const lines = [];
  for (const [name, check] of [connection, tokens, actions, channels].flatMap(Object.entries)) {
    const given = stage(client);
    given.clock.install();
    try {
      await check(given);
      lines.push(`ok      ${name}`);
    } catch (error) {
      lines.push(`FAILED  ${name}: ${error.message}`);
    } finally {
      given.clock.uninstall();
    }
  }
  return lines;
}
