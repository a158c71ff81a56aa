// The form of a question with choices: which one is chosen, what it says, what is answered,
// their order, and what is said where nothing can be kept.
import { all, find, make } from "../markup.js";
import { save } from "./file.js";
import { recall } from "./memory.js";

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

/** Why an answer will not be there again, and the way to keep it all the same. */
export function notKept() {
  const button = make("button", {
    type: "button",
    className: "quiet",
    textContent: "Save as a file",
  });
  button.addEventListener("click", () => save(recall()));
  const words =
    "Not kept: this browser has no room for it or keeps nothing here. It is lost when you leave this page; a file keeps all your answers. ";
  return make("span", { className: "not-kept" }, words, button);
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
