// The form of a question with choices: which one is chosen, what it says, their order.
import { all, find } from "../markup.js";

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

/**
 * Puts the choices of a question into an order of the reader's own, the same at every visit.
 *
 * @param {HTMLElement} form
 * @param {string} seed - what the order is drawn from
 */
export function shuffle(form, seed) {
  const choices = all(form, ".choice");
  const order = shuffled(choices.length, seed);
  choices[0].before(...order.map((index) => choices[index]));
}

/**
 * The numbers from 0 up in an order that a seed draws, each order as likely as any other.
 *
 * @param {number} count
 * @param {string} seed
 */
export function shuffled(count, seed) {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  const order = [...Array(count).keys()];
  for (let last = count - 1; last > 0; last -= 1) {
    state = (state + 0x6d2b79f5) | 0; // mulberry32
    let drawn = Math.imul(state ^ (state >>> 15), 1 | state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    const other = ((drawn ^ (drawn >>> 14)) >>> 0) % (last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
