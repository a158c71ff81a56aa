// What the reader has answered. It stays in this browser.

/**
 * An answer to a question that can be checked: the last choice, and whether it was right; on
 * which day it was last tried first, and whether such a first try was ever right.
 * Answers of earlier editions have no first tries: what was right then counts.
 *
 * @typedef {object} Answer
 * @property {number} choice
 * @property {boolean} right
 * @property {string} [tried]
 * @property {boolean} [met]
 * @property {{day: string, right: boolean}} [first] - the very first try
 */

/**
 * An answer to a question of a problem set: its code; of the tests that a reader knows, how many
 * it passed last; how many changed answers have failed; whether it was ever right by all tests, and
 * whether the key was opened before that.
 *
 * @typedef {object} Practised
 * @property {string} code
 * @property {number} passed
 * @property {number} tries
 * @property {boolean} [right]
 * @property {boolean} [shown]
 */

/**
 * What is remembered, by the names of predictions, checks, moves and questions of problem sets.
 *
 * @typedef {object} Memory
 * @property {Record<string, number>} [predictions] - the choice of each
 * @property {Record<string, Answer>} [checks] - the last answer to each
 * @property {Record<string, string>} [plays] - the last run of each move: its chance and choices
 * @property {Record<string, Practised>} [practice] - the last answer to each
 * @property {Record<string, string>} [reviews] - of each prompt: how it is spaced
 * @property {Record<string, string>} [measures] - of each occasion: the form, day and answers
 */

/** Characters that no answer to a question of a problem set, and no memo, comes near. */
export const MOST_TEXT = 10_000;

const KEY = "delicate-dance";
const SEED = "delicate-dance-order";

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
 * Whether a question counts as met.
 *
 * @param {Answer | undefined} answer
 */
export const isMet = (answer) => answer?.met ?? answer?.right ?? false;

/**
 * The answer to remember after a try: the first of a day alone decides whether it is met.
 *
 * @param {Answer | undefined} earlier
 * @param {{choice: number, right: boolean}} now
 * @param {string} day - as an ISO date
 * @returns {Answer}
 */
export function afterTry(earlier, now, day) {
  const counts = earlier?.tried !== day;
  const first = earlier ? earlier.first : { day, right: now.right };
  const answer = { ...now, tried: day, met: isMet(earlier) || (counts && now.right) };
  return first ? { ...answer, first } : answer;
}

/** What the order of choices is drawn from: kept, so that a reader finds them where they were. */
export function seed() {
  try {
    const kept = localStorage.getItem(SEED) ?? String(Math.random()).slice(2);
    localStorage.setItem(SEED, kept);
    return kept;
  } catch {
    return new Date().toDateString() + location.pathname; // storage is blocked: for today
  }
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
    localStorage.removeItem(SEED);
    return true;
  } catch {
    return false;
  }
}
