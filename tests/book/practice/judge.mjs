// Runs answers in MicroPython as a practice page does: a run a line, as given, answer and tests.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const WASM = "@micropython/micropython-webassembly-pyscript/micropython.wasm";
const url = fileURLToPath(import.meta.resolve(WASM));
const folder = new URL("../../../book/practice/", import.meta.url);
const python = await loadMicroPython({ url, heapsize: 8 << 20, stdout: () => {} });
for (const name of ["plain_words.py", "runner.py"])
  python.FS.writeFile(name, readFileSync(new URL(name, folder), "utf8"));
const { run } = python.pyimport("runner");
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [given, answer, tests] = JSON.parse(line);
  console.log(run(given, answer, JSON.stringify(tests)));
}
