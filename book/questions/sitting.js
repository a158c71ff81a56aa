// An occasion of the measure: what was answered, how sure the reader was, and what comes of it.

/** The occasions, and how many days after the last chapter's measure each is due. */
export const OCCASIONS = {
  before: "Before",
  after: "After",
  month: "After 30 days",
  quarter: "After 90 days",
};

/** @typedef {keyof typeof OCCASIONS} Occasion */

const ORDER = /** @type {Occasion[]} */ (Object.keys(OCCASIONS));
const WAIT = { month: 30, quarter: 90 };
const DAY = 86_400_000;

/** How sure one may say to be, in percent. */
export const LEVELS = [50, 60, 70, 80, 90, 100];

/**
 * The answer to an item: the choice as the list has it, of which the first is right, and how sure;
 * none if it was left open.
 *
 * @typedef {{choice: number, sure: number} | null} Reply
 */

/**
 * @typedef {object} Sitting
 * @property {string} form - A or B
 * @property {string} day - on which it was finished, as an ISO date; empty before
 * @property {Reply[]} replies
 */

/** How a sitting is written: form, day, and two letters for each item. */
export const SITTING = /^[AB]\.(\d{4}-\d\d-\d\d)?\.(--|[0-9][0-5])*$/;

/** @param {Sitting} sitting */
export function written({ form, day, replies }) {
  const letters = replies.map((reply) =>
    reply ? `${reply.choice}${LEVELS.indexOf(reply.sure)}` : "--",
  );
  return `${form}.${day}.${letters.join("")}`;
}

/**
 * @param {string | undefined} kept
 * @returns {Sitting | undefined}
 */
export function sittingOf(kept) {
  if (!kept || !SITTING.test(kept)) return undefined;
  const [form, day, letters] = kept.split(".");
  const replies = (letters.match(/../g) ?? []).map((pair) =>
    pair === "--" ? null : { choice: Number(pair[0]), sure: LEVELS[Number(pair[1])] },
  );
  return { form, day, replies };
}

/**
 * The form of an occasion. A reader gets the one before and after 30 days, and the other at the
 * other two; which one is first, chance has decided, so that a class has both.
 *
 * @param {Occasion} occasion
 * @param {string} seed
 */
export function formOf(occasion, seed) {
  const sum = [...seed].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return "AB"[(ORDER.indexOf(occasion) + sum) % 2];
}

/**
 * A day in words.
 *
 * @param {string} day - as an ISO date
 */
export const inWords = (day) =>
  new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

/**
 * The occasions that are finished, in their order.
 *
 * @param {Record<string, string>} measures
 * @returns {{occasion: Occasion, words: string, sitting: Sitting}[]}
 */
export const finished = (measures) =>
  ORDER.flatMap((occasion) => {
    const sitting = sittingOf(measures[occasion]);
    return sitting?.day ? [{ occasion, words: OCCASIONS[occasion], sitting }] : [];
  });

/**
 * Which occasion comes next, and from which day on; one that was left out does not come again.
 *
 * @param {Record<string, string>} measures
 * @returns {{occasion: Occasion, from: string} | null} nothing when all four are done
 */
export function upcoming(measures) {
  const done = (/** @type {Occasion} */ each) => sittingOf(measures[each])?.day ?? "";
  const last = ORDER.reduce((found, each, at) => (done(each) ? at : found), -1);
  const occasion = ORDER[last + 1];
  if (!occasion) return null;
  const wait = occasion in WAIT ? WAIT[/** @type {keyof typeof WAIT} */ (occasion)] : 0;
  const from = wait && new Date(new Date(done("after")).getTime() + wait * DAY);
  return { occasion, from: from ? from.toISOString().slice(0, 10) : "" };
}

/**
 * The ideas that were missing where a wrong choice was made, and how often on each occasion; those
 * of the last occasion first.
 *
 * @template {{ideas: string[]}} Item
 * @param {{sitting: Sitting}[]} done
 * @param {(form: string) => Item[]} ofForm - the items of a form
 * @returns {{idea: string, item: Item, counts: number[]}[]}
 */
export function missing(done, ofForm) {
  /** @type {Map<string, {idea: string, item: Item, counts: number[]}>} */
  const found = new Map();
  done.forEach(({ sitting: { form, replies } }, at) => {
    ofForm(form).forEach((item, index) => {
      const idea = item.ideas[(replies[index]?.choice ?? 0) - 1];
      if (!idea) return; // right, or left open
      const row = found.get(idea) ?? { idea, item, counts: done.map(() => 0) };
      row.counts[at] += 1;
      found.set(idea, row);
    });
  });
  const last = done.length - 1;
  return [...found.values()].sort((one, other) => other.counts[last] - one.counts[last]);
}

/** @param {Reply} reply */
export const isRight = (reply) => reply?.choice === 0;

/**
 * How well the sureness fits: for each level how many were right, and the Brier score, the mean
 * square of the distance from what came true; 0.25 is what one gets who is always 50 percent sure.
 *
 * @param {Reply[]} replies
 * @returns {{levels: {sure: number, count: number, right: number}[], brier: number | null}}
 */
export function calibration(replies) {
  const given = replies.filter((reply) => reply !== null);
  const levels = LEVELS.map((sure) => {
    const here = given.filter((reply) => reply.sure === sure);
    return { sure, count: here.length, right: here.filter(isRight).length };
  });
  const squares = given.map((reply) => (reply.sure / 100 - Number(isRight(reply))) ** 2);
  const brier = squares.length
    ? squares.reduce((sum, each) => sum + each, 0) / squares.length
    : null;
  return { levels, brier };
}
