// The timeline: filters, zoom and selection, for the chart and for the table below it alike.
import { all, find, make } from "../markup.js";
import { addressOf, stateOf } from "./address.js";
import { startCards, startSorting } from "./cards.js";
import { nearest, showLabel } from "./marks.js";
import { zoomed } from "./zoom.js";

/**
 * @import { Figure } from "../figures/draw.js"
 * @import { RecordedEvent } from "./marks.js"
 * @import { Span } from "./zoom.js"
 */

/** @type {Figure} */
const figure = find(document, "#figure-timeline");
const table = find(document, "table.timeline", HTMLTableElement);
const chart = find(figure, ".chart");
const form = find(figure, "form.filters", HTMLFormElement);
const program = JSON.parse(find(figure, "script.program").textContent);
/** @type {RecordedEvent[]} */
const events = named(program.data, "rows").values;
/** @param {string} name - of a signal of the chart */
const moment = (name) => Date.parse(named(program.signals, name).value);
/** @type {Span} */
const whole = [moment("begin"), moment("end")];
/** The types of events, in the order of their lanes. @type {string[]} */
const lanes = named(program.signals, "lanes").value;
const choices = all(form, "select", HTMLSelectElement);

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

/** @param {Record<string, string | number | string[]>} signals */
function draw(signals) {
  if (!view) return;
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  view.runAsync();
}

// Lanes without events vanish, and the chart becomes as much lower.
function drawLanes() {
  const kept = new Set(shown.map(({ type }) => type));
  const left = kept.size ? lanes.filter((type) => kept.has(type)) : lanes;
  if (view) chart.style.minHeight = "0";
  draw({ lanes: left, height: (program.height / lanes.length) * Math.max(2, left.length) });
}

function filter() {
  shown = events.filter((event) =>
    choices.every(({ name, value }) => !value || event[name] === value),
  );
  const kept = new Set(shown.map(({ id }) => id));
  for (const { id } of events) rowOf(id).hidden = !kept.has(id);
  find(figure, ".count").textContent =
    shown.length === events.length
      ? `All ${events.length} events are shown.`
      : `${shown.length} of ${events.length} events are shown, here and in the table.`;
  showLabel(chart, "");
  draw(Object.fromEntries(choices.map(({ name, value }) => [`only_${name}`, value])));
  drawLanes();
}

/** @param {"pushState" | "replaceState"} how - with a way back, or without */
function note(how) {
  const filters = Object.fromEntries(choices.map(({ name, value }) => [name, value]));
  const address = addressOf(location.href, { filters, event: selected });
  if (address !== location.href) history[how](null, "", address);
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
  const link = make("a", { href: `#event-${id}`, textContent: "In the table" });
  card.replaceChildren(head, ...row.cells[4].cloneNode(true).childNodes, link);
  card.scrollTop = 0;
}

/** @param {string} id - of an event that the reader picks */
function pick(id) {
  select(id);
  note("replaceState");
}

/** @param {number} by - one event on, or one back */
function step(by) {
  if (!shown.length) return;
  const at = shown.findIndex(({ id }) => id === selected);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
  if (shown[next]) pick(shown[next].id);
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

function startPointer() {
  /** @type {number | null} */
  let last = null;
  let moved = 0;
  chart.addEventListener("pointerdown", (event) => {
    last = event.clientX;
    moved = 0;
  });
  chart.addEventListener("pointermove", (event) => {
    if (last === null)
      return (
        event.pointerType === "mouse" &&
        showLabel(chart, nearest(chart, event.clientX, event.clientY))
      );
    const way = last - event.clientX;
    moved += Math.abs(way);
    last = event.clientX;
    if (moved < 6 || span[1] - span[0] >= whole[1] - whole[0]) return;
    const length = span[1] - span[0];
    zoom(length, (span[0] + span[1]) / 2 + (way * length) / chart.clientWidth);
  });
  chart.addEventListener("pointerleave", () => showLabel(chart, ""));
  for (const name of /** @type {const} */ (["pointerup", "pointercancel", "pointerleave"]))
    chart.addEventListener(name, (event) => {
      if (name === "pointerup" && last !== null && moved < 6) {
        const id = nearest(chart, event.clientX, event.clientY);
        if (id) pick(id);
      }
      last = null;
    });
}

// Shows what the address asks for: on coming, on going back, and on following a link.
function follow() {
  const { filters, event } = stateOf(
    location.href,
    choices.map(({ name }) => name),
  );
  for (const choice of choices) {
    choice.value = filters[choice.name];
    if (choice.selectedIndex < 0) choice.value = ""; // there is no such choice
  }
  filter();
  if (!events.some(({ id }) => id === event)) return;
  const hidden = rowOf(event).hidden;
  select(event);
  note("replaceState");
  if (hidden) rowOf(event).scrollIntoView();
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
    view?.runAsync().then(() => showLabel(chart, selected));
  });
  chart.addEventListener("focus", () => showLabel(chart, selected));
  chart.addEventListener("blur", () => showLabel(chart, ""));
  find(figure, ".toolbar").addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) moves[target.name]?.();
  });
  startPointer();
  filter();
  if (selected) select(selected);
}

const choose = () => {
  filter();
  note("pushState");
};
form.addEventListener("input", choose);
form.addEventListener("reset", () => setTimeout(choose));
form.addEventListener("submit", (event) => event.preventDefault());
startCards();
startSorting(table);
follow();
addEventListener("popstate", follow);
if (figure.view) startChart();
else figure.addEventListener("drawn", startChart);
