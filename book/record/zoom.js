// Which part of the record the timeline shows.

/**
 * The first and the last moment, as milliseconds since 1970.
 *
 * @typedef {[number, number]} Span
 */

const DAY = 24 * 3600 * 1000;
const LEAST = 180 * DAY;

/**
 * The part of a length around a moment, moved as far as it takes to lie in the whole.
 *
 * @param {Span} whole
 * @param {number} length - in milliseconds
 * @param {number} centre - as milliseconds since 1970
 * @returns {Span}
 */
export function zoomed([first, last], length, centre) {
  const size = Math.min(last - first, Math.max(LEAST, length));
  const start = Math.min(last - size, Math.max(first, centre - size / 2));
  return [start, start + size];
}
