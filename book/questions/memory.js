// What the reader has answered. It stays in this browser.

/**
 * An answer to a question that can be checked: which choice, and whether it was right.
 *
 * @typedef {{choice: number, right: boolean}} Answer
 */

/**
 * What is remembered, by the names of predictions and checks.
 *
 * @typedef {object} Memory
 * @property {Record<string, number>} [predictions] - the choice of each
 * @property {Record<string, Answer>} [checks] - the last answer to each
 */

const KEY = "delicate-dance";

/** @returns {Memory} */
export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // storage is blocked or damaged: the page works, it only forgets
  }
}

/**
 * Remembers one answer in place of an earlier one.
 *
 * @template {keyof Memory} Kind
 * @param {Kind} kind
 * @param {string} name
 * @param {NonNullable<Memory[Kind]>[string]} answer
 */
export function remember(kind, name, answer) {
  const kept = recall();
  replace({ ...kept, [kind]: { ...kept[kind], [name]: answer } });
}

/**
 * Puts this in place of all that was remembered.
 *
 * @param {Memory} kept
 */
export function replace(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // as above
  }
}

/** Forgets everything. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
