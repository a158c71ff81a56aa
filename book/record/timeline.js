// The timeline: filters, zoom and selection, for the chart and for the table below it alike.
const DAY = 24 * 3600 * 1000;
const NEAR = 24; // pixels: as far from a mark as a finger may land

const figure = document.querySelector("#figure-timeline");
const table = document.querySelector("table.timeline");
const body = table.tBodies[0];
const chart = figure.querySelector(".chart");
const form = figure.querySelector("form.filters");
const program = JSON.parse(figure.querySelector("script.program").textContent);
const events = program.data.find(({ name }) => name === "rows").values;
const whole = ["begin", "end"].map((name) =>
  Date.parse(program.signals.find((signal) => signal.name === name).value),
);

let view; // the chart, once drawn; filters and table work without it
let shown = events; // the events that pass the filters, in order of time
let selected = "";
let span = [...whole];

const rowOf = (id) => document.getElementById(`event-${id}`);

function draw(signals) {
  if (!view) return;
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  view.runAsync();
}

function filter() {
  const wanted = [...form.querySelectorAll("select")];
  shown = events.filter((event) =>
    wanted.every(({ name, value }) => !value || event[name] === value),
  );
  const kept = new Set(shown.map(({ id }) => id));
  for (const { id } of events) rowOf(id).hidden = !kept.has(id);
  figure.querySelector(".count").textContent =
    shown.length === events.length
      ? `All ${events.length} events are shown.`
      : `${shown.length} of ${events.length} events are shown, here and in the table.`;
  draw(Object.fromEntries(wanted.map(({ name, value }) => [`only_${name}`, value])));
}

function zoom(length, centre) {
  const most = whole[1] - whole[0];
  const size = Math.min(most, Math.max(180 * DAY, length));
  const start = Math.min(whole[1] - size, Math.max(whole[0], centre - size / 2));
  span = [start, start + size];
  draw({ begin: span[0], end: span[1] });
}

function select(id) {
  selected = id;
  const event = events.find((each) => each.id === id);
  if (!shown.includes(event)) {
    form.reset();
    filter();
  }
  const day = Date.parse(event.date_start);
  if (day < span[0] || day > span[1]) zoom(span[1] - span[0], day);
  draw({ selected: id });
  const row = rowOf(id);
  const card = figure.querySelector(".event-shown");
  const head = document.createElement("p");
  head.className = "event-heading";
  head.textContent = [...row.cells].slice(0, 4).map((cell) => cell.textContent.trim()).join(" · ");
  const link = document.createElement("a");
  link.href = `#event-${id}`;
  link.textContent = "Permanent link";
  card.replaceChildren(head, ...row.cells[4].cloneNode(true).childNodes, link);
}

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

const moves = {
  earlier: () => step(-1),
  later: () => step(1),
  closer: () => zoom((span[1] - span[0]) / 2, middle()),
  wider: () => zoom((span[1] - span[0]) * 2, middle()),
};
const keys = { ArrowLeft: "earlier", ArrowRight: "later", "+": "closer", "=": "closer", "-": "wider" };

function nearest(x, y) {
  let best = { distance: NEAR };
  for (const mark of chart.querySelectorAll(".event_marks path")) {
    const box = mark.getBoundingClientRect();
    const distance = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
    if (distance < best.distance) best = { distance, id: mark.__data__.datum.id };
  }
  return best.id;
}

function startPointer() {
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
  for (const name of ["pointerup", "pointercancel", "pointerleave"])
    chart.addEventListener(name, (event) => {
      if (name === "pointerup" && last !== null && moved < 6) {
        const id = nearest(event.clientX, event.clientY);
        if (id) select(id);
      }
      last = null;
    });
}

function startSorting() {
  const heads = [...table.tHead.rows[0].cells];
  const inTime = [...body.rows];
  heads.forEach((head, column) => {
    if (column === 4) return; // prose has no order
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent.trim();
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
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
  const toolbar = figure.querySelector(".toolbar");
  toolbar.addEventListener("click", (event) => moves[event.target.name]?.());
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
