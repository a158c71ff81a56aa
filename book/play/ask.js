// Asks Python in a worker, which is loaded the first time and then kept for reading without a network.
import { keepFiles } from "../offline/keep.js";

const {
  worker: script = "",
  wasm = "",
  modules = "",
  runs = "",
} = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

/** @param {string} path */
const at = (path) => new URL(path, location.href).href;

/** @type {Worker | null} */
let worker = null;
let asked = 0;
let kept = 0; // files

/**
 * Asks Python.
 *
 * @param {{name: string, seed: number, choices: number[]}
 *   | {run: string, values: Record<string, number>, until: number}} what - a move, or a run
 * @returns {Promise<any>} a view of the move, or how far the run is, its rows and what to say
 * @throws {Error} "network" if Python did not come, "choices" if what was asked is not offered
 */
export function ask(what) {
  worker ??= new Worker(script, { type: "module" });
  const mine = worker;
  const number = ++asked;
  return new Promise((resolve, reject) => {
    const stop = () => {
      mine.removeEventListener("message", hear);
      mine.removeEventListener("error", fail);
    };
    const fail = () => {
      stop();
      worker = null; // what did not come is asked for again
      mine.terminate();
      reject(new Error("network"));
    };
    /** @param {MessageEvent} event */
    const hear = ({ data }) => {
      if (data.number !== number) return;
      stop();
      if (data.wrong) return reject(new Error("choices"));
      if (!data.answer) return fail();
      resolve(data.answer);
      const used = [script, wasm, modules, ...("run" in what ? [runs] : [])].map(at);
      if (used.length > kept) keepFiles(used);
      kept = Math.max(kept, used.length);
    };
    mine.addEventListener("message", hear);
    mine.addEventListener("error", fail);
    mine.postMessage({ ...what, number, wasm: at(wasm), modules: at(modules), more: at(runs) });
  });
}
