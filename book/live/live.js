// "Run this page live": Python in the reader's browser brings the cells of the page to life.
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import "@jupyter-widgets/controls/css/widgets-base.css";
import { Widget } from "@lumino/widgets";
import "@lumino/widgets/style/widget.css";
import "./cells.css";
import { compile } from "vega-lite";
import { draw } from "../figures/draw.js";
import { keep } from "../offline/keep.js";

const PATIENCE = 60; // seconds that Python gets to start
const VEGA_LITE = "application/vnd.vegalite.v5+json";
const WIDGET = "application/vnd.jupyter.widget-view+json";

const section = document.querySelector("section.live");
const button = section.querySelector("button");
const status = section.querySelector("[role=status]");
const { files, notebook, script, bytes } = section.dataset;
const at = (path) => new URL(path, location.href).href;
const run = { worker: null, manager: null, colours: {}, cells: new Map(), timer: 0 };

const words = {
  memory:
    "This device has not enough free memory for Python. Close other pages and try again, or use a computer.",
  time: `Python did not start within ${PATIENCE} seconds. The network may be slow: try again, what has arrived is kept.`,
  assembly:
    "This browser cannot run Python: it has no WebAssembly, or it is turned off. Try a newer browser.",
  policy:
    "The host of this copy of the course forbids Python in the page. Tell whoever runs it: the page for instructors says which line to add.",
  other: "Python could not start. Try again; if it fails once more, report it at the foot of the page.",
};

// By which one knows the reason in what a browser says, in this order.
const signs = {
  other: /is missing/,
  policy: /Content Security Policy|unsafe-eval|blocked by CSP/i,
  memory: /memory|allocation/i,
  assembly: /WebAssembly|wasm|CompileError/i,
};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Widgets

const named = (View) =>
  class extends View {
    render() {
      super.render();
      const name = this.model.get("tooltip") || this.model.get("description");
      for (const part of this.el.querySelectorAll(".noUi-handle, .progress, .widget-readout")) {
        part.setAttribute("aria-label", name);
      }
    }
  };

class ProgressView extends named(controls.ProgressView) {
  update() {
    super.update();
    const bar = this.el.querySelector(".progress");
    bar.role = "progressbar";
    bar.ariaValueNow = Math.round((100 * this.model.get("value")) / this.model.get("max"));
  }
}

class OutputModel extends base.DOMWidgetModel {
  defaults() {
    return {
      ...super.defaults(),
      _model_name: "OutputModel",
      _view_name: "OutputView",
      _model_module: "@jupyter-widgets/output",
      _view_module: "@jupyter-widgets/output",
      outputs: [],
    };
  }
}

class OutputView extends base.DOMWidgetView {
  render() {
    super.render();
    this.listenTo(this.model, "change:outputs", this.show);
    this.displayed.then(() => this.show());
  }
  async show() {
    const parts = this.model.get("outputs").map((output) => rendered(output.data ?? {}));
    const open = this.el.querySelector("details[open]") !== null;
    this.el.replaceChildren(...parts);
    for (const details of this.el.querySelectorAll("details")) details.open = open;
  }
}

const modules = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": {
    ...controls,
    FloatSliderView: named(controls.FloatSliderView),
    IntSliderView: named(controls.IntSliderView),
    ProgressView,
  },
  "@jupyter-widgets/output": { OutputModel, OutputView },
};

class Line {
  constructor(id, target) {
    Object.assign(this, { comm_id: id, target_name: target });
  }
  #tell(what, data) {
    const message = JSON.stringify({ content: { comm_id: this.comm_id, target_name: this.target_name, data } });
    run.worker?.postMessage({ kind: "receive", what, message });
    return "";
  }
  open(data) {
    return this.#tell("comm_open", data);
  }
  send(data, callbacks) {
    this.#tell("comm_msg", data);
    // Python answers in order: when it has taken this message, the next may follow.
    setTimeout(() => callbacks?.iopub?.status?.({ content: { execution_state: "idle" } }));
    return "";
  }
  close(data) {
    return this.#tell("comm_close", data);
  }
  on_msg(heard) {
    this.heard = heard;
  }
  on_close(closed) {
    this.closed = closed;
  }
}

class Manager extends ManagerBase {
  lines = new Map();
  async loadClass(name, module) {
    const found = modules[module]?.[name];
    if (!found) throw new Error(`This page has no widget ${name} of ${module}; JupyterLab may have it.`);
    return found;
  }
  async _create_comm(target, id, data) {
    const line = new Line(id, target);
    this.lines.set(id, line);
    line.open(data);
    return line;
  }
  async _get_comm_info() {
    return {};
  }
  hear(kind, { content, metadata }, buffers) {
    const id = content.comm_id;
    const message = { content, metadata, buffers: buffers.map((each) => new DataView(each)) };
    if (kind === "comm_open") {
      this.lines.set(id, new Line(id, content.target_name));
      return this.handle_comm_open(this.lines.get(id), message);
    }
    const line = this.lines.get(id);
    return kind === "comm_close" ? line?.closed?.(message) : line?.heard?.(message);
  }
}

// Outputs

function chart(spec) {
  const host = make("div", { className: "chart" });
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", spec.description || "Chart; its numbers stand in the table below it");
  const size = spec.hconcat || spec.vconcat || spec.facet ? {} : { width: "container", autosize: { type: "fit-x", contains: "padding" } };
  let program = JSON.stringify(compile({ ...spec, ...size }, { logger: quiet }).spec);
  for (const [light, colour] of Object.entries(run.colours)) program = program.replaceAll(light, colour);
  requestAnimationFrame(() => {
    draw(host, JSON.parse(program));
    const cell = host.closest(".live-output")?.dataset.cell;
    for (const region of host.parentElement?.querySelectorAll(".table-scroll") ?? []) region.ariaLabel += ` of ${cell}`;
  });
  const named = Object.entries({ ...spec.datasets, ...(spec.data?.values && { data: spec.data.values }) });
  return make("div", {}, host, ...named.map(([name, rows]) => table(name, rows)));
}

const quiet = { level: () => quiet, warn: () => quiet, info: () => quiet, debug: () => quiet, error: () => quiet };

function table(name, rows) {
  const caption = name === "rows" ? ": along it" : /^data(-|$)/.test(name) ? "" : `: ${name}`; // Altair's names say nothing
  const columns = Object.keys(rows[0] ?? {});
  const shown = (value) => (typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value ?? "\u2013"));
  const region = make(
    "div",
    { className: "table-scroll", tabIndex: 0, role: "region", ariaLabel: `Table${caption}` },
    make(
      "table",
      {},
      make("thead", {}, make("tr", {}, ...columns.map((each) => make("th", { scope: "col", textContent: each.replaceAll("_", " ") })))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...columns.map((each) => make("td", { textContent: shown(row[each]) }))))),
    ),
  );
  return make("details", { className: "figure-table" }, make("summary", { textContent: `Numbers behind the chart${caption}` }), region);
}

// The book's own charts have the colours of the page; a reader's keeps the white that it is made for.
const own = (spec) => ({ ...spec, config: { ...spec.config, background: "transparent" } });

function rendered(data) {
  if (WIDGET in data) return widget(data[WIDGET].model_id);
  if (VEGA_LITE in data) return chart({ description: data["text/plain"], ...own(data[VEGA_LITE]) });
  const vega = Object.keys(data).find((type) => /^application\/vnd\.vegalite\.v\d/.test(type));
  if (vega) return chart(data[vega]);
  if ("text/html" in data) return make("div", { innerHTML: data["text/html"] });
  return make("pre", { textContent: data["text/plain"] ?? "" });
}

function widget(id) {
  const host = make("div", { className: "live-widget" });
  run.manager
    .get_model(id)
    .then((model) => run.manager.create_view(model))
    .then((view) => {
      Widget.attach(view.luminoWidget, host);
      for (const reading of host.querySelectorAll(".reading")) reading.setAttribute("role", "status");
    })
    .catch((error) => host.append(make("pre", { textContent: String(error.message ?? error) })));
  return host;
}

// Cells

class Cell {
  constructor(element, source, number) {
    Object.assign(this, { element, source, id: String(number) });
    this.still = [...element.children];
    const name = `Code of cell ${number + 1}`;
    this.code = make("textarea", { value: source, spellcheck: false, rows: source.split("\n").length + 1, ariaLabel: name });
    this.code.autocapitalize = "off";
    this.code.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) {
        event.preventDefault();
        this.run();
      }
    });
    this.state = make("span", { role: "status" });
    const act = (text, done) => {
      const made = make("button", { type: "button", textContent: text, ariaLabel: `${text}: cell ${number + 1}` });
      made.addEventListener("click", done);
      return made;
    };
    this.undo = act("Back to the original", () => this.restore());
    this.output = make("div", { className: "live-output" });
    this.output.dataset.cell = `cell ${number + 1}`;
    this.folded = make(
      "details",
      { className: "live-code", open: !element.classList.contains("tag_remove-input") },
      make("summary", { textContent: `The code of this ${source.includes("explorer(") ? "explorer" : "cell"}` }),
      this.code,
      make("p", {}, act("Run", () => this.run()), " ", this.undo, " ", this.state),
    );
    // Of an explorer the code is a detail; of any other cell it comes first, as on the still page.
    element.append(...(this.folded.open ? [this.folded, this.output] : [this.output, this.folded]));
  }
  send(kind) {
    run.worker?.postMessage({ kind, cell: this.id, code: this.code.value });
  }
  run() {
    this.send("ask");
  }
  asked(pandas) {
    if (pandas) {
      const where = make("a", { href: at(notebook), download: "", textContent: "download the page as a notebook" });
      this.output.replaceChildren(
        make("p", { className: "live-note" }, "This cell needs pandas, which is too heavy for a page. To run it, ", where, " and open it in JupyterLab (make lab) or Colab."),
      );
      this.state.textContent = "Not run: it needs pandas.";
      this.hideStill(false);
      this.output.dispatchEvent(new Event("ran"));
      return;
    }
    this.state.textContent = "Running\u2026";
    this.fresh = true;
    this.send("run");
  }
  hideStill(hidden) {
    for (const part of this.still) part.hidden = hidden;
  }
  show(part) {
    if (this.fresh) this.output.replaceChildren();
    this.fresh = false;
    this.hideStill(true);
    this.output.append(part);
  }
  ran() {
    if (this.fresh) this.show(""); // it gave nothing
    this.state.textContent = "Done.";
    this.output.dispatchEvent(new Event("ran"));
  }
  restore() {
    this.code.value = this.source;
    this.run();
  }
  remove() {
    this.output.remove();
    this.folded.remove();
    this.hideStill(false);
  }
}

// Start and stop

function say(text) {
  status.textContent = text;
}

function stop(text) {
  clearTimeout(run.timer);
  run.worker?.terminate();
  run.worker = null;
  for (const cell of run.cells.values()) cell.remove();
  run.cells.clear();
  section.dataset.state = "still";
  button.textContent = "Run this page live";
  say(text);
}

function fail(why) {
  console.info(`Live Python: ${why}`);
  const kind = why in words ? why : (Object.keys(signs).find((each) => signs[each].test(why)) ?? "other");
  stop(`${words[kind]}${kind === "other" ? ` (${why})` : ""} The page is as it was.`);
}

const heard = {
  output: (cell, { data }) => cell?.show(rendered(data)),
  printed: (cell, { text }) => {
    const last = cell?.output.lastElementChild;
    if (!cell?.fresh && last?.classList.contains("printed")) last.append(text);
    else cell?.show(make("pre", { className: "printed", textContent: text }));
  },
  clear: (cell) => cell?.output.replaceChildren(),
  error: (cell, { name, message, traceback }) => {
    const full = make("details", {}, make("summary", { textContent: "Where it happened" }), make("pre", { textContent: traceback }));
    cell?.show(make("div", { className: "live-error", role: "alert" }, make("p", { textContent: `${name}: ${message}` }), full));
  },
  ran: (cell) => cell?.ran(),
};

function megabytes(count) {
  return (count / 1e6).toFixed(1);
}

function start() {
  if (typeof WebAssembly === "undefined") return fail("assembly");
  const worker = new Worker(at(script.replace("live.js", "live-worker.js")), { type: "module" });
  Object.assign(run, { worker, manager: new Manager() });
  section.dataset.state = "starting";
  button.textContent = "Cancel";
  let came = 0;
  say("Fetching Python\u2026");
  run.timer = setTimeout(() => fail("time"), PATIENCE * 1000);
  const answers = {
    bytes: (data) => {
      came += data.bytes;
      const text = `Step 1 of 3: fetching Python, ${megabytes(came)} of ${megabytes(Number(bytes))} MB`;
      section.querySelector(".live-progress").value = came;
      section.querySelector(".live-progress").textContent = text;
    },
    step: () => say("Step 2 of 3: starting Python\u2026"),
    ready: ({ colours }) => {
      run.colours = colours;
      say("Step 3 of 3: waking the explorers\u2026");
      wake().catch((error) => fail(String(error.message ?? error)));
    },
    asked: ({ cell, pandas }) => run.cells.get(cell)?.asked(pandas),
    message: ({ message, buffers }) => {
      const { kind, cell, ...content } = JSON.parse(message);
      if (kind.startsWith("comm_")) run.manager.hear(kind, content, buffers);
      else heard[kind](run.cells.get(cell), content);
    },
    failed: ({ why }) => fail(why),
  };
  worker.onmessage = ({ data }) => {
    if (run.worker === worker) answers[data.kind](data);
  };
  worker.onerror = (event) => {
    if (run.worker === worker) fail(event.message || "the browser blocked Python's worker");
  };
  worker.postMessage({ kind: "start", files: at(files) });
}

async function wake() {
  const answer = await fetch(at(notebook));
  if (!answer.ok) throw new Error(`The page's code is missing (${answer.status}).`);
  const sources = (await answer.json()).cells.filter((cell) => cell.cell_type === "code");
  const elements = [...document.querySelectorAll("article div.cell")];
  elements.forEach((element, number) => {
    const text = sources[number].source;
    run.cells.set(String(number), new Cell(element, Array.isArray(text) ? text.join("") : text, number));
  });
  const all = [...run.cells.values()].map(
    (cell) => new Promise((done) => {
      cell.output.addEventListener("ran", done, { once: true });
      cell.run();
    }),
  );
  await Promise.all(all);
  clearTimeout(run.timer);
  section.dataset.state = "live";
  button.textContent = "Stop Python";
  say("Python runs in this page. Move the sliders, or open the code under a figure, change it and run it.");
  run.worker?.postMessage({ kind: "rest", files: at(files) });
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  const names = ["pyodide.mjs", "pyodide.asm.mjs"]; // the worker keeps what it fetches itself
  const worker = at(script.replace("live.js", "live-worker.js"));
  keep([...used, at(notebook), worker, ...names.map((name) => new URL(name, at(files)).href)], () => {});
}

button.addEventListener("click", () => {
  if (run.worker) stop("Stopped. The page is as it was.");
  else start();
});
if (section.dataset.state === "asked") start();
