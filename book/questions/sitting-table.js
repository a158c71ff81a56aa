// The answers of a reader as a table for an instructor: no name, and a number drawn by chance.
import { isRight } from "./sitting.js";

/** @import { Occasion, Sitting } from "./sitting.js" */

export const COLUMNS = ["reader", "occasion", "day", "form", "item", "objective", "right", "sure"];

/**
 * A number that is the same whenever this browser gives the table, and says nothing else.
 *
 * @param {string} seed
 */
export function codeOf(seed) {
  let state = 2166136261;
  for (const letter of `reader ${seed}`) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return (state >>> 0).toString(16).padStart(8, "0");
}

/**
 * The table, as text with commas.
 *
 * @param {string} code
 * @param {{occasion: Occasion, sitting: Sitting}[]} done
 * @param {(form: string) => {chapter: string, objective: string}[]} ofForm - the items of a form
 */
export function table(code, done, ofForm) {
  const rows = done.flatMap(({ occasion, sitting: { form, day, replies } }) =>
    ofForm(form).map(({ chapter, objective }, at) => {
      const reply = replies[at] ?? null;
      const answer = [Number(isRight(reply)), reply?.sure ?? ""];
      return [code, occasion, day, form, at + 1, `${chapter} ${objective}`, ...answer];
    }),
  );
  return `${[COLUMNS, ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}
