// Which prompts are due: decided from what is kept of each, without the scheduler.

/** @import { Memory } from "./memory.js" */

const DAY = 86_400_000;

/** What a reader may say of a prompt: missed, known with effort, known. */
export const MISSED = 1;
export const WITH_EFFORT = 2;
export const KNOWN = 3;

/**
 * What is kept of a prompt that was asked. Days are counted from 1 January 1970.
 *
 * @typedef {object} Spacing
 * @property {number} stability - in days: how long until it is known with 90 percent
 * @property {number} difficulty - 1 to 10
 * @property {number} last - the day on which it was asked last
 * @property {number} due - the day on which it is to be asked again
 * @property {number} rating - of the last answer
 * @property {number} asked - how often
 */

/**
 * What may come back of each chapter: the names of its prompts, and of what a reader does there.
 *
 * @typedef {Record<string, {answers: string[], prompts: string[]}>} Known
 */

/**
 * The day of the reader's own calendar.
 *
 * @param {Date} date
 */
export const dayOf = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;

/** @param {number} day */
export const dateOf = (day) => new Date(day * DAY);

/** How a spacing is written: six numbers. */
export const SPACING = /^\d+(\.\d+)? \d+(\.\d+)? \d{1,6} \d{1,6} [123] \d{1,5}$/;

/** @param {Spacing} spacing */
export const written = ({ stability, difficulty, last, due, rating, asked }) =>
  `${+stability.toFixed(4)} ${+difficulty.toFixed(4)} ${last} ${due} ${rating} ${asked}`;

/**
 * @param {string | undefined} kept
 * @returns {Spacing | undefined} nothing if it was never asked, or what is kept is damaged
 */
export function spacingOf(kept) {
  if (!kept || !SPACING.test(kept)) return undefined;
  const [stability, difficulty, last, due, rating, asked] = kept.split(" ").map(Number);
  return { stability, difficulty, last, due, rating, asked };
}

/**
 * Chooses prompts to be asked: first what was missed, then what is due, then what is new in a
 * chapter that the reader has begun; in each of the three mixed over the chapters.
 *
 * @param {Known} known
 * @param {Memory} memory
 * @param {number} day
 * @param {number} most
 * @returns {string[]} their names
 */
export function choose(known, memory, day, most) {
  const { predictions = {}, checks = {}, plays = {}, reviews = {} } = memory;
  const done = { ...predictions, ...checks, ...plays };
  /** @type {string[][][]} */
  const kinds = [[], [], []];
  for (const { answers, prompts } of Object.values(known)) {
    const begun = answers.some((name) => name in done) || prompts.some((name) => name in reviews);
    const kept = prompts.map((name) => ({ name, spacing: spacingOf(reviews[name]) }));
    const due = kept
      .filter(({ spacing }) => spacing && spacing.due <= day)
      .sort((one, other) => (one.spacing?.due ?? 0) - (other.spacing?.due ?? 0));
    const missed = due.filter(({ spacing }) => spacing?.rating === MISSED);
    kinds[0].push(missed.map(({ name }) => name));
    kinds[1].push(due.filter((each) => !missed.includes(each)).map(({ name }) => name));
    kinds[2].push(begun ? kept.filter(({ spacing }) => !spacing).map(({ name }) => name) : []);
  }
  return kinds.flatMap(mixed).slice(0, most);
}

/**
 * Takes one of each list in turn.
 *
 * @template Each
 * @param {Each[][]} lists
 * @returns {Each[]}
 */
function mixed(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return [...Array(longest).keys()].flatMap((turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  );
}

/**
 * Whether a prompt was known when it was asked last.
 *
 * @param {string | undefined} kept
 */
export const isKnown = (kept) => (spacingOf(kept)?.rating ?? MISSED) > MISSED;
