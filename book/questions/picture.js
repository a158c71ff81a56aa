// Two pictures of the measure, with their words: how many were right, and how well sureness fits.
import { make } from "../markup.js";
import { calibration, isRight } from "./sitting.js";

/** @import { Occasion, Sitting } from "./sitting.js" */

/** @typedef {{occasion: Occasion, words: string, sitting: Sitting}[]} Done */

const WIDTH = 320;
const LEFT = 44;
const [RIGHT, TOP, BOTTOM] = [WIDTH - 14, 14, 200];

/** @param {number} share */
const y = (share) => Math.round(BOTTOM - share * (BOTTOM - TOP));

/** The mark of each occasion, so that colour alone tells none from another. */
const MARKS = {
  before: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
  after: "M-5-5h10v10h-10z",
  month: "M0-6l6 11h-12z",
  quarter: "M0-6l6 6l-6 6l-6-6z",
};

/**
 * @param {Occasion} occasion
 * @param {number} x
 * @param {number} at - how high
 */
const mark = (occasion, x, at) =>
  `<path class="mark ${occasion}" transform="translate(${Math.round(x)} ${at})" d="${MARKS[occasion]}"/>`;

/**
 * @param {number} x
 * @param {number} at
 * @param {string} words
 * @param {string} [anchor]
 */
const text = (x, at, words, anchor = "middle") =>
  `<text x="${Math.round(x)}" y="${at}" text-anchor="${anchor}">${words}</text>`;

/**
 * @param {string} words - what the picture shows
 * @param {string[]} parts
 * @param {number} [below] - room under the lowest line
 */
function framed(words, parts, below = 26) {
  const grid = [0, 0.5, 1].map(
    (share) =>
      `<path class="grid" d="M${LEFT} ${y(share)}H${RIGHT}"/>${text(LEFT - 6, y(share) + 4, `${share * 100}%`, "end")}`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${BOTTOM + below}" role="img" aria-label="${words}">${[...grid, ...parts].join("")}</svg>`;
}

/** @param {Sitting} sitting */
const share = ({ replies }) => replies.filter(isRight).length / replies.length;

/** @param {number} part */
const percent = (part) => `${Math.round(part * 100)} percent`;

/**
 * An occasion in few letters: "Before", "course", "+30 days".
 *
 * @param {string} words
 */
const short = (words) => words.replace("After ", "").replace(/^\d/, "+$&");

/**
 * The share of items that were right, from occasion to occasion.
 *
 * @param {Done} done
 */
export function coursePicture(done) {
  const step = (RIGHT - LEFT) / 4;
  const places = done.map(({ occasion, words, sitting }, at) => ({
    occasion,
    words,
    x: LEFT + step * (at + 0.5),
    part: share(sitting),
  }));
  const said = places
    .map(({ words, part }) => `${words.toLowerCase()} ${percent(part)}`)
    .join(", ");
  const words = `Share of the items that were right: ${said}.`;
  const line = places.map(({ x, part }) => `${Math.round(x)} ${y(part)}`).join("L");
  const parts = [
    `<path class="line" d="M${line}"/>`,
    ...places.map(({ occasion, x, part }) => mark(occasion, x, y(part))),
    ...places.map(({ words, x }) => text(x, BOTTOM + 18, short(words))),
  ];
  return { svg: framed(words, parts), words };
}

/**
 * How often the reader was right when so sure, beside the line on which both are the same.
 *
 * @param {Done} done
 */
export function calibrationPicture(done) {
  /** @param {number} sure */
  const x = (sure) => LEFT + ((sure - 45) / 60) * (RIGHT - LEFT);
  const parts = [
    `<path class="even" d="M${Math.round(x(50))} ${y(0.5)}L${Math.round(x(100))} ${y(1)}"/>`,
    `<path class="even" d="M${LEFT - 6} ${BOTTOM + 60}h24"/>`,
    text(LEFT + 25, BOTTOM + 64, "right as often as sure", "start"),
  ];
  done.forEach(({ occasion, words, sitting }, at) => {
    const key = LEFT + ((RIGHT - LEFT) / 4) * at;
    parts.push(mark(occasion, key, BOTTOM + 40), text(key + 9, BOTTOM + 44, short(words), "start"));
    const aside = (at - (done.length - 1) / 2) * 10; // or one mark would hide another
    for (const { sure, count, right } of calibration(sitting.replies).levels)
      if (count) parts.push(mark(occasion, x(sure) + aside, y(right / count)));
  });
  for (const sure of [50, 75, 100]) parts.push(text(x(sure), BOTTOM + 18, `${sure}% sure`));
  const scores = done.map(({ words, sitting }) => {
    const { brier } = calibration(sitting.replies);
    return `${words.toLowerCase()} ${brier === null ? "no answers" : brier.toFixed(3)}`;
  });
  const words = `How often you were right when so sure, against the line on which both agree; each occasion has a mark of its own. Brier score: ${scores.join(", ")}.`;
  return { svg: framed(words, parts, 72), words };
}

/**
 * Both pictures for a page, each with its words below it.
 *
 * @param {Done} done
 */
export const pictures = (done) =>
  [coursePicture(done), calibrationPicture(done)].map(({ svg, words }) => {
    const picture = make("figure", { className: "picture", innerHTML: svg });
    picture.append(make("figcaption", { textContent: words }));
    return picture;
  });
