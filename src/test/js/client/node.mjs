// Runs the checks on Node: node node.mjs PATH_OF_CAPSTAN_JS
import process from "node:process";
import { pathToFileURL } from "node:url";
import { run } from "./checks.mjs";

const lines = await run(await import(pathToFileURL(process.argv[2])));
console.log(lines.join("\n"));
process.exit(lines.some((line) => line.startsWith("FAILED")) ? 1 : 0);
