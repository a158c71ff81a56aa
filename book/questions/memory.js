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

/**
 * What could not be kept, and lasts until the reader leaves the page.
 *
 * @type {Memory | null}
 */
let unkept = null;

/** @returns {Memory} */
export function recall() {
  if (unkept) return unkept;
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
 * @returns {boolean} whether it is kept when the reader leaves the page
 */
export function remember(kind, name, answer) {
  const kept = recall();
  return replace({ ...kept, [kind]: { ...kept[kind], [name]: answer } });
}

/**
 * Puts this in place of all that was remembered.
 *
 * @param {Memory} kept
 * @returns {boolean} whether it is kept when the reader leaves the page
 */
export function replace(kept) {
  unkept = kept;
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
    if (!("fleeting" in localStorage)) unkept = null;
  } catch {
    // there is no room, or storage is blocked
  }
  return !unkept;
}

/**
 * Forgets everything.
 *
 * @returns {boolean} whether nothing is left in this browser
 */
export function forget() {
  unkept = null;
  try {
    localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
