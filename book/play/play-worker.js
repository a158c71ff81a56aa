// Python of the moves and runs, in a thread of its own.
import { startPython } from "./python.js";

/** @type {ReturnType<typeof startPython> | undefined} */
let python;

/** @type {Promise<void> | undefined} */
let runs;

/** @param {string} address - of modules */
const load = async (address) => (await fetch(address)).json();

self.onmessage = async ({ data: { number, wasm, modules, more, ...what } }) => {
  let started = false;
  try {
    python ??= load(modules).then((sources) => startPython(wasm, sources));
    const { add, show, prepare, advance } = await python;
    const { name, seed, choices, run, values, until } = what;
    if (run) runs ??= load(more).then(add);
    if (run) await runs;
    started = true;
    const answer = run ? advance(run, JSON.stringify(values), until) : show(name, seed, choices);
    self.postMessage({ number, answer: JSON.parse(answer) });
    if (name) prepare(name);
  } catch (error) {
    const why = String(/** @type {Error} */ (error).message ?? error);
    self.postMessage({ number, why, wrong: started });
  }
};
