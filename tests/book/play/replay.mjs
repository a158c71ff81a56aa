// Replays moves and runs in MicroPython as the page has it: sources first, then one a line.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startPython } from "../../../book/play/python.js";

const WASM = "@micropython/micropython-webassembly-pyscript/micropython.wasm";
const wasm = fileURLToPath(import.meta.resolve(WASM));
const [sources, ...runs] = readFileSync(0, "utf8").trim().split("\n");
const { show, advance } = await startPython(wasm, JSON.parse(sources));
for (const run of runs) {
  const [name, what, how] = JSON.parse(run);
  console.log(
    typeof what === "number" ? show(name, what, how) : advance(name, JSON.stringify(what), how),
  );
}
