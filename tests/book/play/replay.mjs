// Replays moves in MicroPython as the page has it: sources on the first line, then a run a line.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startPython } from "../../../book/play/python.js";

const WASM = "@micropython/micropython-webassembly-pyscript/micropython.wasm";
const wasm = fileURLToPath(import.meta.resolve(WASM));
const [sources, ...runs] = readFileSync(0, "utf8").trim().split("\n");
const { show } = await startPython(wasm, JSON.parse(sources));
for (const run of runs) {
  const [name, seed, choices] = JSON.parse(run);
  console.log(show(name, seed, choices));
}
