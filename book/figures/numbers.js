// How a number is written: beside its slider, and in a table.

/**
 * The value of a slider.
 *
 * @param {number} value
 * @param {boolean} percent - whether it is a share of one
 */
export function atSlider(value, percent) {
  return percent ? `${Math.round(value * 100)}%` : String(value);
}

/**
 * A cell of a table: numbers with four digits that count, nothing as a dash.
 *
 * @param {unknown} value
 */
export function inTable(value) {
  if (typeof value === "number") return String(Number(value.toPrecision(4)));
  return String(value ?? "\u2013");
}
