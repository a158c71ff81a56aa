// MicroPython with the moves and runs in it, in a worker of the page or in a test.
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const HEAP = 8 << 20; // bytes

/**
 * @typedef {object} Moves
 * @property {(name: string, seed: number, choices: number[]) => string} show - in JSON
 * @property {(name: string) => void} prepare - computes what came to others, before it is asked for
 * @property {(sources: Record<string, string>) => void} add - more modules, by their paths
 * @property {(name: string, values: string, until: number) => string} advance - a run, in JSON,
 *   once its modules are added
 */

/**
 * Starts Python with the modules of the moves.
 *
 * @param {string} wasm - where its WebAssembly lies
 * @param {Record<string, string>} sources - of the modules, by their paths
 * @returns {Promise<Moves>}
 */
export async function startPython(wasm, sources) {
  const python = await loadMicroPython({ url: wasm, heapsize: HEAP });
  /** @type {Set<string>} */
  const made = new Set();

  /** @param {Record<string, string>} files */
  function add(files) {
    for (const [path, source] of Object.entries(files)) {
      const folders = path.split("/").slice(0, -1);
      for (const [depth] of folders.entries()) {
        const folder = folders.slice(0, depth + 1).join("/");
        if (!made.has(folder)) python.FS.mkdir(folder);
        made.add(folder);
      }
      python.FS.writeFile(path, source);
    }
  }

  add(sources);
  const moves = python.pyimport("backchannel.moves");
  return {
    add,
    show: (name, seed, choices) => moves.in_json(name, seed, choices),
    prepare: (name) => moves.prepare(name),
    advance: (name, values, until) =>
      python.pyimport("backchannel.runs").in_json(name, values, until),
  };
}
