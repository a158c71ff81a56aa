// The marks of events on the chart: which one is near, and a label beside it.
import { all, make } from "../markup.js";

const NEAR = 24; // pixels: as far from a mark as a finger may land
const MARGIN = 20; // pixels around a mark that is to be seen
const HEAD = 60; // pixels that the bar at the head of the page takes

const label = make("div", { className: "event-label", hidden: true, ariaHidden: "true" });

/**
 * The middle of a mark of the chart, in the window, and the event that it stands for.
 *
 * @param {SVGPathElement} mark
 */
function place(mark) {
  const box = mark.getBoundingClientRect();
  const { id } = /** @type {any} */ (mark).__data__.datum; // as Vega leaves it
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, id };
}

/** @param {HTMLElement} chart */
const marks = (chart) => all(chart, ".event_marks path", SVGPathElement).map(place);

/**
 * Shows words beside the mark of an event; without an event, nothing.
 *
 * @param {HTMLElement} chart
 * @param {string} id - of the event
 * @param {string} [words]
 */
export function showLabel(chart, id, words = "") {
  const mark = id ? marks(chart).find((each) => each.id === id) : undefined;
  label.hidden = !mark;
  if (!mark) return;
  label.textContent = words;
  chart.append(label);
  const box = chart.getBoundingClientRect();
  const left = Math.min(mark.x - box.left + 10, box.width - label.offsetWidth);
  const above = mark.y - box.top - label.offsetHeight - 12;
  label.style.left = `${Math.max(0, left)}px`;
  label.style.top = `${above > 0 ? above : mark.y - box.top + 14}px`;
}

/**
 * The event whose mark is near enough to a point of the window.
 *
 * @param {HTMLElement} chart
 * @param {number} x
 * @param {number} y
 */
export function nearest(chart, x, y) {
  let best = { distance: NEAR, id: "" };
  for (const mark of marks(chart)) {
    const distance = Math.hypot(x - mark.x, y - mark.y);
    if (distance < best.distance) best = { distance, id: mark.id };
  }
  return best.id;
}

/**
 * Moves the page so that the mark of an event is between its head and a height of the window.
 *
 * @param {HTMLElement} chart
 * @param {string} id - of the event
 * @param {number} foot
 */
export function reveal(chart, id, foot) {
  const mark = marks(chart).find((each) => each.id === id);
  if (!mark) return;
  if (mark.y > foot - MARGIN) scrollBy({ top: mark.y - foot + 2 * MARGIN });
  else if (mark.y < HEAD) scrollBy({ top: mark.y - HEAD - MARGIN });
}
