// Python of the moves, in a thread of its own.
import { startPython } from "./python.js";

/** @type {ReturnType<typeof startPython> | undefined} */
let python;

self.onmessage = async ({ data: { number, wasm, modules, name, seed, choices } }) => {
  let started = false;
  try {
    python ??= fetch(modules).then(async (answer) => startPython(wasm, await answer.json()));
    const { show, prepare } = await python;
    started = true;
    self.postMessage({ number, view: JSON.parse(show(name, seed, choices)) });
    prepare(name);
  } catch (error) {
    const why = String(/** @type {Error} */ (error).message ?? error);
    self.postMessage({ number, why, wrong: started });
  }
};
