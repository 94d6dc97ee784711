// Runs the checks on Node: node node.js PATH_OF_CAPSTAN_JS
import process from "node:process";
import { pathToFileURL } from "node:url";
import { run } from "./checks.js";

const lines = await run(await import(pathToFileURL(process.argv[2])));
console.log(lines.join("\n"));
process.exit(lines.some((line) => line.startsWith("FAILED")) ? 1 : 0);
