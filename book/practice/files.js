// The files that a practice page loads later: its script is told where they lie.
import { keepFiles } from "../offline/keep.js";

const { dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);

/** The problem set of the page. */
export const SET = dataset.set ?? "";

/** @param {"worker" | "wasm" | "key" | "notebook"} name */
export const at = (name) => new URL(dataset[name] ?? "", location.href).href;

/**
 * Fetches a file once and keeps it for when there is no network.
 *
 * @param {"key" | "notebook"} name
 * @returns {Promise<any>}
 * @throws {Error} if it does not arrive
 */
export async function load(name) {
  const answer = await fetch(at(name));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const found = await answer.json();
  keepFiles([at(name)]);
  return found;
}
