// Python of the moves and runs, in a thread of its own.
import { startPython } from "./python.js";

/** @type {ReturnType<typeof startPython> | undefined} */
let python;

self.onmessage = async ({ data: { number, wasm, modules, ...what } }) => {
  let started = false;
  try {
    python ??= fetch(modules).then(async (answer) => startPython(wasm, await answer.json()));
    const { show, prepare, advance } = await python;
    started = true;
    const { name, seed, choices, run, values, until } = what;
    const answer = run ? advance(run, JSON.stringify(values), until) : show(name, seed, choices);
    self.postMessage({ number, answer: JSON.parse(answer) });
    if (name) prepare(name);
  } catch (error) {
    const why = String(/** @type {Error} */ (error).message ?? error);
    self.postMessage({ number, why, wrong: started });
  }
};
