// Python of a practice page, in a thread of its own, which is ended after each run.
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import plainWords from "./plain_words.py";
import runner from "./runner.py";

const HEAP = 2 << 20; // bytes at first; it grows

self.onmessage = async ({ data: { wasm, given, answer, tests } }) => {
  let printed = "";
  try {
    const print = (/** @type {string} */ line) => {
      if (printed.length < 5000) printed += `${line}\n`;
    };
    const python = await loadMicroPython({ url: wasm, heapsize: HEAP, stdout: print });
    python.FS.writeFile("plain_words.py", plainWords);
    python.FS.writeFile("runner.py", runner);
    const { run } = python.pyimport("runner");
    self.postMessage({ ready: true });
    const came = JSON.parse(run(given, answer, JSON.stringify(tests)));
    self.postMessage({ came: { ...came, printed } });
  } catch (error) {
    self.postMessage({ why: String(/** @type {Error} */ (error).message ?? error) });
  }
};
