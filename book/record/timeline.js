// The timeline: filters, zoom and selection, for the chart and for the table below it alike.
import { all, find, make } from "../markup.js";
import { zoomed } from "./zoom.js";

/**
 * @import { Figure } from "../figures/draw.js"
 * @import { Span } from "./zoom.js"
 */

/**
 * An event as the chart has it; the filters compare its other columns.
 *
 * @typedef {{id: string, date_start: string} & Record<string, string>} RecordedEvent
 */

const NEAR = 24; // pixels: as far from a mark as a finger may land

/** @type {Figure} */
const figure = find(document, "#figure-timeline");
const table = find(document, "table.timeline", HTMLTableElement);
const body = table.tBodies[0];
const chart = find(figure, ".chart");
const form = find(figure, "form.filters", HTMLFormElement);
const program = JSON.parse(find(figure, "script.program").textContent);
/** @type {RecordedEvent[]} */
const events = named(program.data, "rows").values;
/** @param {string} name - of a signal of the chart */
const moment = (name) => Date.parse(named(program.signals, name).value);
/** @type {Span} */
const whole = [moment("begin"), moment("end")];

/** @type {Figure["view"]} */
let view; // the chart, once drawn; filters and table work without it
let shown = events; // the events that pass the filters, in order of time
let selected = "";
let span = whole;

/**
 * @param {{name: string}[]} things - of a Vega program
 * @param {string} name
 * @returns {any}
 */
function named(things, name) {
  return things.find((thing) => thing.name === name);
}

/** @param {string} id */
const rowOf = (id) => /** @type {HTMLTableRowElement} */ (document.getElementById(`event-${id}`));

/** @param {Record<string, string | number>} signals */
function draw(signals) {
  if (!view) return;
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  view.runAsync();
}

function filter() {
  const wanted = all(form, "select", HTMLSelectElement);
  shown = events.filter((event) =>
    wanted.every(({ name, value }) => !value || event[name] === value),
  );
  const kept = new Set(shown.map(({ id }) => id));
  for (const { id } of events) rowOf(id).hidden = !kept.has(id);
  find(figure, ".count").textContent =
    shown.length === events.length
      ? `All ${events.length} events are shown.`
      : `${shown.length} of ${events.length} events are shown, here and in the table.`;
  draw(Object.fromEntries(wanted.map(({ name, value }) => [`only_${name}`, value])));
}

/**
 * @param {number} length - in milliseconds
 * @param {number} centre - as milliseconds since 1970
 */
function zoom(length, centre) {
  span = zoomed(whole, length, centre);
  draw({ begin: span[0], end: span[1] });
}

/** @param {string} id */
function select(id) {
  selected = id;
  const event = events.find((each) => each.id === id);
  if (!event) return;
  if (!shown.includes(event)) {
    form.reset();
    filter();
  }
  const day = Date.parse(event.date_start);
  if (day < span[0] || day > span[1]) zoom(span[1] - span[0], day);
  draw({ selected: id });
  const row = rowOf(id);
  const card = find(figure, ".event-shown");
  const facts = [...row.cells].slice(0, 4).map((cell) => cell.textContent.trim());
  const head = make("p", { className: "event-heading", textContent: facts.join(" · ") });
  const link = make("a", { href: `#event-${id}`, textContent: "Permanent link" });
  card.replaceChildren(head, ...row.cells[4].cloneNode(true).childNodes, link);
}

/** @param {number} by - one event on, or one back */
function step(by) {
  if (!shown.length) return;
  const at = shown.findIndex(({ id }) => id === selected);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
  if (shown[next]) select(shown[next].id);
}

const middle = () => {
  const event = events.find(({ id }) => id === selected);
  return event ? Date.parse(event.date_start) : (span[0] + span[1]) / 2;
};

/** @type {Record<string, () => void>} */
const moves = {
  earlier: () => step(-1),
  later: () => step(1),
  closer: () => zoom((span[1] - span[0]) / 2, middle()),
  wider: () => zoom((span[1] - span[0]) * 2, middle()),
};
/** @type {Record<string, string>} */
const keys = {
  ArrowLeft: "earlier",
  ArrowRight: "later",
  "+": "closer",
  "=": "closer",
  "-": "wider",
};

/**
 * The event whose mark is near enough to a point of the window.
 *
 * @param {number} x
 * @param {number} y
 */
function nearest(x, y) {
  let best = { distance: NEAR, id: "" };
  for (const mark of all(chart, ".event_marks path", SVGPathElement)) {
    const box = mark.getBoundingClientRect();
    const distance = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
    if (distance < best.distance)
      best = { distance, id: /** @type {any} */ (mark).__data__.datum.id }; // as Vega leaves it
  }
  return best.id;
}

function startPointer() {
  /** @type {number | null} */
  let last = null;
  let moved = 0;
  chart.addEventListener("pointerdown", (event) => {
    last = event.clientX;
    moved = 0;
  });
  chart.addEventListener("pointermove", (event) => {
    if (last === null) return;
    const way = last - event.clientX;
    moved += Math.abs(way);
    last = event.clientX;
    if (moved < 6 || span[1] - span[0] >= whole[1] - whole[0]) return;
    const length = span[1] - span[0];
    zoom(length, (span[0] + span[1]) / 2 + (way * length) / chart.clientWidth);
  });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel", "pointerleave"]))
    chart.addEventListener(name, (event) => {
      if (name === "pointerup" && last !== null && moved < 6) {
        const id = nearest(event.clientX, event.clientY);
        if (id) select(id);
      }
      last = null;
    });
}

function startSorting() {
  const heads = all(table, "thead th");
  const inTime = [...body.rows];
  heads.forEach((head, column) => {
    if (column === 4) return; // prose has no order
    const button = make("button", { type: "button", textContent: head.textContent.trim() });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      /** @param {HTMLTableRowElement} row */
      const text = (row) => (column === 0 ? "" : row.cells[column].textContent);
      const sorted = [...inTime].sort((a, b) => text(a).localeCompare(text(b)));
      if (down) sorted.reverse();
      body.append(...sorted);
    });
  });
  heads[0].setAttribute("aria-sort", "ascending");
}

function followLink() {
  const id = decodeURIComponent(location.hash).replace(/^#event-/, "");
  if (!events.some((event) => event.id === id)) return;
  const hidden = rowOf(id).hidden;
  select(id);
  if (hidden) rowOf(id).scrollIntoView();
}

function startChart() {
  view = figure.view;
  chart.tabIndex = 0;
  chart.setAttribute("role", "application");
  chart.setAttribute(
    "aria-label",
    "Chart of events. Left and right arrow keys go from event to event, plus and minus zoom.",
  );
  chart.addEventListener("keydown", (event) => {
    const name = keys[event.key];
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[name]();
  });
  find(figure, ".toolbar").addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) moves[target.name]?.();
  });
  startPointer();
  filter();
  if (selected) select(selected);
}

// The style sheet lays rows out as cards; say that they remain tables.
const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
for (const cards of document.querySelectorAll("table.cards")) {
  cards.setAttribute("role", "table");
  for (const [tag, role] of Object.entries(roles))
    for (const part of cards.querySelectorAll(tag)) part.setAttribute("role", role);
}

form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());
startSorting();
filter();
followLink();
addEventListener("hashchange", followLink);
if (figure.view) startChart();
else figure.addEventListener("drawn", startChart);
