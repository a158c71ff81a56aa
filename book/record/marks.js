// The marks of events on the chart: which one is near, and a label beside it.
import { all, make } from "../markup.js";

/**
 * An event as the chart has it; the filters compare its other columns.
 *
 * @typedef {{id: string, date_start: string} & Record<string, string>} RecordedEvent
 */

const NEAR = 24; // pixels: as far from a mark as a finger may land

const label = make("div", { className: "event-label", hidden: true, ariaHidden: "true" });

/**
 * The middle of a mark of the chart, in the window, and the event that it stands for.
 *
 * @param {SVGPathElement} mark
 */
function place(mark) {
  const box = mark.getBoundingClientRect();
  /** @type {RecordedEvent} */
  const event = /** @type {any} */ (mark).__data__.datum; // as Vega leaves it
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, event };
}

/** @param {HTMLElement} chart */
const marks = (chart) => all(chart, ".event_marks path", SVGPathElement).map(place);

/**
 * Shows beside the mark of an event what it was; without an event, nothing.
 *
 * @param {HTMLElement} chart
 * @param {string} id - of the event
 */
export function showLabel(chart, id) {
  const mark = id ? marks(chart).find(({ event }) => event.id === id) : undefined;
  label.hidden = !mark;
  if (!mark) return;
  const { date_start, summary } = mark.event;
  label.textContent = `${date_start}: ${summary}`;
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
    if (distance < best.distance) best = { distance, id: mark.event.id };
  }
  return best.id;
}
