// Runs the checks on Node: node node.js PATH_OF_CAPSTAN_JS, and with the ADDRESS of an application those against a server.
import process from "node:process";
import { pathToFileURL } from "node:url";

const [module, address] = process.argv.slice(2);
const { run } = await import(address ? "./live.js" : "./checks.js");
const lines = await run(await import(pathToFileURL(module)), address);
console.log(lines.join("\n"));
process.exit(lines.some((line) => line.startsWith("FAILED")) ? 1 : 0);
