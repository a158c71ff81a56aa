// "Run this page live": starts Python in the reader's browser, wakes the cells, and stops it.
import { all, find } from "../markup.js";
import { keep } from "../offline/keep.js";
import { Cell } from "./cells.js";
import { explained, PATIENCE } from "./failures.js";
import { Manager } from "./manager.js";
import { rendered } from "./outputs.js";

const section = find(document, "section.live");
const button = find(section, "button");
const status = find(section, "[role=status]");
const fetched = find(section, ".live-progress", HTMLProgressElement);
const { files = "", notebook = "", notebooks = "", script = "", bytes } = section.dataset;
const workerScript = script.replace("live.js", "live-worker.js");

/** @param {string} path */
const at = (path) => new URL(path, location.href).href;

/**
 * Python while it runs; nothing otherwise.
 *
 * @type {{worker: Worker, manager: Manager, cells: Map<string, Cell>, timer: ReturnType<typeof setTimeout>} | null}
 */
let run = null;

/** @param {string} text */
function say(text) {
  status.textContent = text;
}

/** @param {string} text - what to say of it */
function stop(text) {
  if (run) {
    clearTimeout(run.timer);
    run.worker.terminate();
    for (const cell of run.cells.values()) cell.remove();
    run = null;
  }
  section.dataset.state = "still";
  button.textContent = "Run this page live";
  say(text);
}

/** @param {string} why - a kind of failure, or what the browser said */
function fail(why) {
  console.info(`Live Python: ${why}`);
  stop(explained(why));
}

/** @param {number} count */
function megabytes(count) {
  return (count / 1e6).toFixed(1);
}

function start() {
  if (typeof WebAssembly === "undefined") return fail("assembly");
  const worker = new Worker(at(workerScript), { type: "module" });
  const manager = new Manager(worker);
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  section.dataset.state = "starting";
  button.textContent = "Cancel";
  let came = 0;
  say("Fetching Python\u2026");
  run = { worker, manager, cells, timer: setTimeout(() => fail("time"), PATIENCE * 1000) };
  /**
   * What a cell may send, by kind.
   *
   * @type {Record<string, (cell: Cell | undefined, content: any) => void>}
   */
  const heard = {
    output: (cell, { data }) => cell?.show(rendered(data, manager)),
    printed: (cell, { text }) => cell?.print(text),
    clear: (cell) => cell?.output.replaceChildren(),
    error: (cell, error) => cell?.fail(error),
    ran: (cell) => cell?.ran(),
  };
  /**
   * What Python's worker may send, by kind.
   *
   * @type {Record<string, (data: any) => void>}
   */
  const answers = {
    bytes: (data) => {
      came += data.bytes;
      fetched.value = came;
      fetched.textContent = `Step 1 of 3: fetching Python, ${megabytes(came)} of ${megabytes(Number(bytes))} MB`;
    },
    step: () => say("Step 2 of 3: starting Python\u2026"),
    ready: ({ colours }) => {
      manager.colours = colours;
      say("Step 3 of 3: waking the explorers\u2026");
      wake(worker, cells).catch((error) => fail(String(error.message ?? error)));
    },
    asked: ({ cell, pandas }) => cells.get(cell)?.asked(pandas),
    message: ({ message, buffers }) => {
      const { kind, cell, ...content } = JSON.parse(message);
      if (kind.startsWith("comm_")) manager.hear(kind, content, buffers);
      else heard[kind](cells.get(cell), content);
    },
    failed: ({ why }) => fail(why),
  };
  worker.onmessage = ({ data }) => {
    if (run?.worker === worker) answers[data.kind](data);
  };
  worker.onerror = (event) => {
    if (run?.worker === worker) fail(event.message || "the browser blocked Python's worker");
  };
  worker.postMessage({ kind: "start", files: at(files) });
}

/**
 * Brings every cell of the page to life, and keeps what that took for the next time.
 *
 * @param {Worker} worker
 * @param {Map<string, Cell>} cells - is filled
 */
async function wake(worker, cells) {
  const answer = await fetch(at(notebook));
  if (run?.worker !== worker) return; // stopped meanwhile
  if (!answer.ok) throw new Error(`The page's code is missing (${answer.status}).`);
  /** @type {{cell_type: string, source: string | string[]}[]} */
  const found = (await answer.json()).cells;
  const sources = found.filter((cell) => cell.cell_type === "code");
  all(document, "article div.cell").forEach((element, number) => {
    const text = sources[number].source;
    const code = Array.isArray(text) ? text.join("") : text;
    cells.set(String(number), new Cell(element, code, number, worker, at(notebooks)));
  });
  const running = [...cells.values()].map(
    (cell) =>
      new Promise((done) => {
        cell.output.addEventListener("ran", done, { once: true });
        cell.run();
      }),
  );
  await Promise.all(running);
  clearTimeout(run?.timer);
  section.dataset.state = "live";
  button.textContent = "Stop Python";
  say(
    "Python runs in this page. Move the sliders, or open the code under a figure, change it and run it.",
  );
  worker.postMessage({ kind: "rest", files: at(files) });
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  const names = ["pyodide.mjs", "pyodide.asm.mjs"]; // the worker keeps what it fetches itself
  const parts = names.map((name) => new URL(name, at(files)).href);
  keep([...used, at(notebook), at(workerScript), ...parts], () => {});
}

button.addEventListener("click", () => {
  if (run) stop("Stopped. The page is as it was.");
  else start();
});
if (section.dataset.state === "asked") start();
