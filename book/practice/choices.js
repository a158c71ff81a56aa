// A question that is answered by letters: the choices as Python, and Python as choices.
import { all } from "../markup.js";

/**
 * Gives the answer that the choices make.
 *
 * @param {HTMLElement} form
 */
export function codeOf(form) {
  const { kind, variable } = form.dataset;
  if (kind === "dictionary") {
    const stories = all(form, "select", HTMLSelectElement).filter(({ value }) => value);
    const entries = stories.map(({ name, value }) => `${name}: "${value}"`);
    return `${variable} = {${entries.join(", ")}}`;
  }
  const inputs = all(form, "fieldset input", HTMLInputElement);
  const chosen = inputs.filter(({ checked }) => checked);
  if (kind === "set") {
    const letters = chosen.map(({ value }) => `"${value}"`);
    return `${variable} = ${letters.length ? `{${letters.join(", ")}}` : "set()"}`;
  }
  const names = [...new Set(inputs.map(({ name }) => name))];
  const letter = (/** @type {string} */ name) => chosen.find((each) => each.name === name)?.value;
  return names.map((name) => `${name} = ${letter(name) ? `"${letter(name)}"` : "None"}`).join("\n");
}

/**
 * Makes the choices that an answer was made of.
 *
 * @param {HTMLElement} form
 * @param {string} code
 */
export function choose(form, code) {
  for (const select of all(form, "select", HTMLSelectElement))
    select.value = code.split(`${select.name}: "`)[1]?.split('"')[0] ?? "";
  for (const input of all(form, "fieldset input", HTMLInputElement)) {
    const line = code.split("\n").find((each) => each.startsWith(`${input.name} = `)) ?? "";
    input.checked = line.includes(`"${input.value}"`);
  }
}
