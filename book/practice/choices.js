// A question that is answered by letters: the choices as Python, and Python as choices.
import { all } from "../markup.js";

/**
 * Gives the answer that the choices make.
 *
 * @param {HTMLElement} form
 */
export const codeOf = (form) => choicesOf(form).map(lineOf).join("\n");

/** @param {HTMLElement} form */
const choicesOf = (form) => all(form, "fieldset[data-variable]");

/** @param {HTMLElement} choice - what is chosen for one name */
function lineOf(choice) {
  const { kind, variable } = choice.dataset;
  if (kind === "dictionary") {
    const rows = all(choice, "select", HTMLSelectElement).filter(({ value }) => value);
    const entries = rows.map(({ name, value }) => `${name}: "${value}"`);
    return `${variable} = {${entries.join(", ")}}`;
  }
  const chosen = all(choice, "input", HTMLInputElement).filter(({ checked }) => checked);
  const letters = chosen.map(({ value }) => `"${value}"`);
  if (kind === "set")
    return `${variable} = ${letters.length ? `{${letters.join(", ")}}` : "set()"}`;
  return `${variable} = ${letters[0] ?? "None"}`;
}

/**
 * Makes the choices that an answer was made of.
 *
 * @param {HTMLElement} form
 * @param {string} code
 */
export function choose(form, code) {
  for (const choice of choicesOf(form)) {
    const begins = `${choice.dataset.variable} = `;
    const line = code.split("\n").find((each) => each.startsWith(begins)) ?? "";
    for (const select of all(choice, "select", HTMLSelectElement))
      select.value = line.split(`${select.name}: "`)[1]?.split('"')[0] ?? "";
    for (const input of all(choice, "input", HTMLInputElement))
      input.checked = line.includes(`"${input.value}"`);
  }
}
