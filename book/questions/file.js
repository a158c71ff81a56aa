// The file in which a reader takes the progress to another browser: written, and read with care.

import { make } from "../markup.js";
import { SPACING } from "./due.js";
import { MOST_TEXT } from "./memory.js";
import { SITTING } from "./sitting.js";

/** @import { Memory } from "./memory.js" */

const FORMAT = "delicate-dance-progress";

/**
 * Gives the text of the file.
 *
 * @param {Memory} kept
 * @param {string} exported - when, as an ISO date and time
 */
export function written(kept, exported) {
  const {
    predictions = {},
    checks = {},
    plays = {},
    reviews = {},
    measures = {},
    practice = {},
  } = kept;
  const all = { predictions, checks, plays, reviews, measures, practice };
  return JSON.stringify({ format: FORMAT, exported, ...all }, null, 2);
}

/**
 * Gives the reader the file.
 *
 * @param {Memory} kept
 */
export function save(kept) {
  const exported = new Date().toISOString();
  const name = `delicate-dance-progress-${exported.slice(0, 10)}.json`;
  give(written(kept, exported), "application/json", name);
}

/**
 * Gives the reader a file.
 *
 * @param {string} text
 * @param {string} type - of its content
 * @param {string} name
 */
export function give(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  URL.revokeObjectURL(href);
}

/**
 * What is kept as a text: the run of a move (its chance, and the choices), how a prompt is spaced,
 * and what was answered on an occasion of the measure.
 *
 * @type {Record<"plays" | "reviews" | "measures", [form: RegExp, named: string]>}
 */
const TEXTS = {
  plays: [/^[0-9a-z]{1,7}\.\d*$/, "rounds"],
  reviews: [SPACING, "dates"],
  measures: [SITTING, "answers to the measure"],
};
const TEXTUAL = /** @type {(keyof typeof TEXTS)[]} */ (Object.keys(TEXTS));

/** Characters that no file of a reader's progress comes near. */
const MOST = 500_000;

/** @param {unknown} found */
const isRecord = (found) => typeof found === "object" && found !== null && !Array.isArray(found);

/** @param {unknown} found - a whole number that is not negative, as the number of a choice */
const isChoice = (found) => Number.isInteger(found) && Number(found) >= 0;

/**
 * @param {string} type
 * @param {unknown} found
 */
const isOr = (type, found) => found === undefined || typeof found === type;

/** @param {any} found */
const isPractised = (found) =>
  typeof found?.code === "string" &&
  found.code.length <= MOST_TEXT &&
  isChoice(found.passed) &&
  isChoice(found.tries) &&
  isOr("boolean", found.right) &&
  isOr("boolean", found.shown);

/** @param {any} first */
const isFirst = (first) =>
  first === undefined || (typeof first?.day === "string" && typeof first.right === "boolean");

/**
 * Gives what a file holds.
 *
 * @param {string} text
 * @returns {Required<Memory>}
 * @throws {Error} if it holds anything but progress; the message says what, for the reader
 */
export function read(text) {
  if (text.length > MOST) throw new Error("it is far too long");
  /** @type {any} */
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error("it is damaged, or of another kind");
  }
  if (found?.format !== FORMAT) throw new Error("it is of another kind");
  // Earlier editions had fewer kinds.
  const { predictions, checks, plays = {}, reviews = {}, measures = {}, practice = {} } = found;
  const kept = { predictions, checks, plays, reviews, measures, practice };
  if (!Object.values(kept).every(isRecord)) throw new Error("a part of it is missing");
  for (const [name, choice] of Object.entries(predictions))
    if (!isChoice(choice)) throw new Error(`its prediction “${name}” is no choice`);
  for (const [name, answer] of Object.entries(checks))
    if (!isChoice(answer?.choice) || typeof answer.right !== "boolean")
      throw new Error(`its answer to “${name}” is no choice`);
  for (const [name, { tried, met, first }] of Object.entries(checks))
    if (!isOr("string", tried) || !isOr("boolean", met) || !isFirst(first))
      throw new Error(`its first try of “${name}” is none`);
  for (const kind of TEXTUAL) {
    const [form, named] = TEXTS[kind];
    for (const [name, text] of Object.entries(kept[kind]))
      if (!form.test(String(text))) throw new Error(`its ${named} of “${name}” are none`);
  }
  for (const [name, answer] of Object.entries(practice))
    if (!isPractised(answer)) throw new Error(`its answer to “${name}” is none`);
  return kept;
}

/**
 * Parts what a file holds: what this book asks, and how much it does not.
 *
 * @param {Required<Memory>} held
 * @param {Record<keyof Memory, Map<string, number>>} asked - how many choices each question has
 * @returns {{kept: Required<Memory>, strange: number}}
 */
export function fitting(held, asked) {
  const fits = (/** @type {keyof Memory} */ kind) => {
    const all = Object.entries(held[kind]);
    return all.filter(([name, answer]) => {
      if (typeof answer === "string" || (typeof answer === "object" && "code" in answer))
        return asked[kind].has(name);
      const choice = typeof answer === "number" ? answer : answer.choice;
      return choice < (asked[kind].get(name) ?? 0);
    });
  };
  /** @type {(keyof Memory)[]} */
  const kinds = ["predictions", "checks", ...TEXTUAL, "practice"];
  const found = kinds.map((kind) => [kind, Object.fromEntries(fits(kind))]);
  const count = (/** @type {object} */ memory) =>
    Object.values(memory).reduce((sum, answers) => sum + Object.keys(answers).length, 0);
  const kept = Object.fromEntries(found);
  return { kept, strange: count(held) - count(kept) };
}
