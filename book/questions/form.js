// The form of a question with choices: which one is chosen, what it says, what is answered,
// and what is said where nothing can be kept.
import { find, make } from "../markup.js";
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
