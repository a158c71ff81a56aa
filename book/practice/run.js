// One run of an answer: Python in a worker of its own, which is ended when it is done or too late.
import { at } from "./files.js";

/** Milliseconds that an answer and its tests may take, once Python is there. */
const PATIENCE = 5000;

/**
 * What Python says of an error: in which line of the answer, or 0; in its own words and in plain ones.
 *
 * @typedef {{line: number, python: string, words: string}} Trouble
 *
 * @typedef {object} Result
 * @property {string} name - of the test
 * @property {boolean} passed
 * @property {string} [said] - what the test says
 * @property {Trouble} [error]
 *
 * @typedef {object} Came
 * @property {Trouble | null} error - what stopped the answer before any test
 * @property {Result[]} tests
 * @property {string} printed
 */

/**
 * Runs an answer and tests.
 *
 * @param {{given: string, answer: string, tests: [name: string, code: string][]}} what
 * @returns {Promise<Came | "late">}
 * @throws {Error} if what Python needs did not arrive
 */
export function run(what) {
  const worker = new Worker(at("worker"), { type: "module" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let limit;
  /** @type {Promise<Came | "late">} */
  const came = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.ready) limit = setTimeout(() => resolve("late"), PATIENCE);
      else if (data.came) resolve(data.came);
      else reject(new Error(data.why));
    };
    worker.onerror = () => reject(new Error("network"));
  });
  worker.postMessage({ ...what, wasm: at("wasm") });
  return came.finally(() => {
    clearTimeout(limit);
    worker.terminate();
  });
}
