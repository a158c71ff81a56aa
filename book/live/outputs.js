// What comes out of a cell or a widget, as a part of the page: charts, tables, widgets, text.
import { Widget } from "@lumino/widgets";
import { compile } from "vega-lite";
import { draw } from "../figures/draw.js";
import { inTable } from "../figures/numbers.js";
import { all, make } from "../markup.js";

/** @import { Manager } from "./manager.js" */

/**
 * A chart in Vega-Lite's JSON.
 *
 * @typedef {Record<string, any>} Chart
 */

const VEGA_LITE = "application/vnd.vegalite.v5+json";
const WIDGET = "application/vnd.jupyter.widget-view+json";

/** @type {any} */
const quiet = {
  level: () => quiet,
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
  error: () => quiet,
};

/**
 * @param {Chart} spec
 * @param {Manager} manager
 */
function chart(spec, manager) {
  const host = make("div", { className: "chart" });
  host.setAttribute("role", "img");
  host.setAttribute(
    "aria-label",
    spec.description || "Chart; its numbers stand in the table below it",
  );
  const size =
    spec.hconcat || spec.vconcat || spec.facet
      ? {}
      : { width: "container", autosize: { type: "fit-x", contains: "padding" } };
  const whole = /** @type {any} */ ({ ...spec, ...size });
  let program = JSON.stringify(compile(whole, { logger: quiet }).spec);
  for (const [light, colour] of Object.entries(manager.colours))
    program = program.replaceAll(light, colour);
  requestAnimationFrame(() => {
    draw(host, JSON.parse(program));
    const cell = host.closest(".live-output")?.getAttribute("data-cell");
    for (const region of host.parentElement ? all(host.parentElement, ".table-scroll") : [])
      region.ariaLabel += ` of ${cell}`;
  });
  const named = Object.entries({
    ...spec.datasets,
    ...(spec.data?.values && { data: spec.data.values }),
  });
  return make("div", {}, host, ...named.map(([name, rows]) => table(name, rows)));
}

/**
 * What tells the table of a data set from others; Altair's own names say nothing.
 *
 * @param {string} name
 */
const caption = (name) =>
  name === "rows" ? ": along it" : /^data(-|$)/.test(name) ? "" : `: ${name}`;

/**
 * @param {string} name
 * @param {Record<string, unknown>[]} rows
 */
function table(name, rows) {
  const columns = Object.keys(rows[0] ?? {});
  const region = make(
    "div",
    { className: "table-scroll", tabIndex: 0, role: "region", ariaLabel: `Table${caption(name)}` },
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...columns.map((each) =>
            make("th", { scope: "col", textContent: each.replaceAll("_", " ") }),
          ),
        ),
      ),
      make(
        "tbody",
        {},
        ...rows.map((row) =>
          make("tr", {}, ...columns.map((each) => make("td", { textContent: inTable(row[each]) }))),
        ),
      ),
    ),
  );
  return make(
    "details",
    { className: "figure-table" },
    make("summary", { textContent: `Numbers behind the chart${caption(name)}` }),
    region,
  );
}

/**
 * The book's own charts have the colours of the page; a reader's keeps the white that it is made for.
 *
 * @param {Chart} spec
 */
const own = (spec) => ({ ...spec, config: { ...spec.config, background: "transparent" } });

/**
 * Gives one output.
 *
 * @param {Record<string, any>} data - its forms, by their types
 * @param {Manager} manager - of the widgets among them
 */
export function rendered(data, manager) {
  if (WIDGET in data) return widget(data[WIDGET].model_id, manager);
  if (VEGA_LITE in data)
    return chart({ description: data["text/plain"], ...own(data[VEGA_LITE]) }, manager);
  const vega = Object.keys(data).find((type) => /^application\/vnd\.vegalite\.v\d/.test(type));
  if (vega) return chart(data[vega], manager);
  if ("text/html" in data) return make("div", { innerHTML: data["text/html"] });
  return make("pre", { textContent: data["text/plain"] ?? "" });
}

/**
 * @param {string} id
 * @param {Manager} manager
 */
function widget(id, manager) {
  const host = make("div", { className: "live-widget" });
  manager
    .get_model(id)
    .then((model) => manager.create_view(/** @type {any} */ (model)))
    .then((view) => {
      Widget.attach(/** @type {any} */ (view).luminoWidget, host);
      for (const reading of all(host, ".reading")) reading.setAttribute("role", "status");
    })
    .catch((error) => host.append(make("pre", { textContent: String(error.message ?? error) })));
  return host;
}
