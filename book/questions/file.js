// The file in which a reader takes the progress to another browser: written, and read with care.

/** @import { Memory } from "./memory.js" */

const FORMAT = "delicate-dance-progress";

/**
 * Gives the text of the file.
 *
 * @param {Memory} kept
 * @param {string} exported - when, as an ISO date and time
 */
export function written({ predictions = {}, checks = {} }, exported) {
  return JSON.stringify({ format: FORMAT, exported, predictions, checks }, null, 2);
}

/**
 * Gives what a file holds.
 *
 * @param {string} text
 * @returns {Required<Memory>}
 * @throws {Error} if it holds anything but progress
 */
export function read(text) {
  const found = JSON.parse(text);
  const answers = [found.predictions, found.checks];
  const whole = answers.every((each) => each && typeof each === "object" && !Array.isArray(each));
  if (found.format !== FORMAT || !whole) throw new Error("another kind of file");
  for (const choice of Object.values(found.predictions))
    if (!Number.isInteger(choice)) throw new Error("a prediction that is no choice");
  for (const check of Object.values(found.checks))
    if (!Number.isInteger(check?.choice) || typeof check.right !== "boolean")
      throw new Error("an answer that is no choice");
  for (const { tried, met } of Object.values(found.checks))
    if (
      !["string", "undefined"].includes(typeof tried) ||
      !["boolean", "undefined"].includes(typeof met)
    )
      throw new Error("a first try that is none");
  return { predictions: found.predictions, checks: found.checks };
}
