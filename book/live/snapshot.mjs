// Starts Python once, when the book is built, and keeps its memory: readers start from there,
// where a small adaptor of Pyodide's, kept beside it, works in their browser as it does here.
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { loadPyodide, version } from "pyodide";

// Node.js would print the whole of Pyodide's one line before the message.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const folder = process.argv[2];
const core = dirname(fileURLToPath(import.meta.resolve("pyodide/package.json")));
/** @param {string} name - of a file in the folder */
const bytes = async (name) => new Uint8Array(await readFile(join(folder, name)));

// The list of packages that Pyodide offers, without the packages: everything is here already.
const lock = JSON.parse(await readFile(join(core, "pyodide-lock.json"), "utf8"));
const lockFileContents = { ...lock, packages: {} };

const python = await loadPyodide({ lockFileContents, _makeSnapshot: true });
python.unpackArchive(await bytes("packages.zip"), "zip", { extractDir: "/live/packages" });
python.unpackArchive(await bytes("course.zip"), "zip", { extractDir: "/live/course" });
python.runPython(`
import gc, sys
sys.path[:0] = ["/live/course", "/live/packages"]
import live.kernel
live.kernel.rehearse()
gc.collect()
`);
await writeFile(join(folder, "python.bin"), gzipSync(python.makeMemorySnapshot(), { level: 7 }));

const script = await readFile(join(core, "pyodide.asm.mjs"), "utf8");
const adaptor = /function getWasmTrampolineModule\(\)\{[^}]*?"([0-9a-f]+)"/.exec(script)?.[1];
if (!adaptor) throw new Error("Pyodide has changed: its adaptor for calls is not where it was.");
await writeFile(join(folder, "adaptor.bin"), Buffer.from(adaptor, "hex"));

// Hosts know what a .js is; of .mjs and .gz some have ideas of their own.
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]) {
  await copyFile(join(core, name), join(folder, name.replace(/mjs$/, "js")));
}
await writeFile(join(folder, "pyodide-lock.json"), JSON.stringify(lockFileContents));
console.log(`Python of Pyodide ${version} is ready for the pages.`);
process.exit(0);
