// The form of a question with choices: which one is chosen, what it says, what is answered.
import { find } from "../markup.js";

/**
 * The choice that the reader has made, if any.
 *
 * @param {HTMLElement} form
 * @returns {HTMLInputElement | null}
 */
export const chosen = (form) => form.querySelector("input[type=radio]:checked");

/** @param {HTMLInputElement} input */
export const labelOf = (input) => (input.labels?.[0].textContent ?? "").trim();

/**
 * @param {HTMLElement} form
 * @param {string} text
 */
export function say(form, text) {
  find(form, "[role=status]").textContent = text;
}
