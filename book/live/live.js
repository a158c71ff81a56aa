// "Run this page live": starts Python in the reader's browser, wakes the cells, and stops it.
import { all, find } from "../markup.js";
import { keepLive } from "../offline/keep.js";
import { whyGone } from "./button.js";
import { Cell } from "./cells.js";
import { explained, isOpen, PATIENCE } from "./failures.js";
import { Manager } from "./manager.js";
import { rendered } from "./outputs.js";
import { Python } from "./python.js";

const section = find(document, "section.live");
const button = find(section, "button");
const status = find(section, "[role=status]");
const fetched = find(section, ".live-progress", HTMLProgressElement);
const {
  files = "",
  notebook = "",
  notebooks = "",
  script = "",
  style = "",
  worker: workerScript = "",
  bytes,
  bytesOfParts,
} = section.dataset;

/** @param {string} path */
const at = (path) => new URL(path, location.href).href;

/**
 * Python while it runs; nothing otherwise.
 *
 * @type {{python: Python, awake: boolean, timer: ReturnType<typeof setTimeout>} | null}
 */
let run = null;

/** @type {Map<string, Cell>} */
const cells = new Map();

/**
 * The cell that Python is at, and what becomes of it if it does not stop when it is told to.
 *
 * @type {{cell: Cell | undefined, timer?: ReturnType<typeof setTimeout>}}
 */
const now = { cell: undefined };

const READY =
  "Python runs in this page. Move the sliders, or open the code under a figure, change it and run it.";
const AGAIN =
  "Python was started again. The cells keep their text and what came out; what they had defined is gone.";

/** @param {string} text */
function say(text) {
  status.textContent = text;
}

function end() {
  clearTimeout(run?.timer);
  clearTimeout(now.timer);
  run?.python.end();
  run = null;
  now.cell = undefined;
}

/** @param {string} text - what to say of it */
function stop(text) {
  end();
  for (const cell of cells.values()) cell.remove();
  cells.clear();
  section.dataset.state = "still";
  button.textContent = "Run this page live";
  say(text);
}

/** @param {string} why - a kind of failure, or what the browser said */
function fail(why) {
  console.info(`Live Python: ${why}`);
  stop(explained(why));
  if (isOpen(why)) whyGone().then((gone) => gone && !run && say(gone));
}

/** @param {number} count */
function megabytes(count) {
  return (count / 1e6).toFixed(1);
}

/**
 * What a cell may send, by kind.
 *
 * @param {Manager} manager
 * @returns {Record<string, (cell: Cell, content: any) => void>}
 */
const heard = (manager) => ({
  began: (cell) => {
    now.cell = cell;
    cell.began();
  },
  output: ({ output }, { data }) => output.show(rendered(data, manager)),
  printed: ({ output }, { text }) => output.print(text),
  clear: ({ output }) => output.element.replaceChildren(),
  error: ({ output }, error) => output.fail(error),
  refused: (cell) => cell.refused(),
  ran: (cell, { how, cut }) => {
    clearTimeout(now.timer);
    now.cell = undefined;
    cell.ended(how, cut);
  },
});

/**
 * @param {string} words - said as it begins
 * @param {string} [after] - said when it is there
 */
function start(words, after = READY) {
  if (typeof WebAssembly === "undefined") return fail("assembly");
  section.dataset.state = "starting";
  button.textContent = "Cancel";
  say(words);
  let came = 0;
  let fits = true;
  /**
   * What Python's worker may send, by kind.
   *
   * @type {Record<string, (data: any) => void>}
   */
  const answers = {
    plan: (data) => {
      fits = data.fits;
      fetched.max = Number(fits ? bytes : bytesOfParts);
      say(`Step 1 of 3: fetching Python, ${megabytes(fetched.max)} MB\u2026`);
    },
    bytes: (data) => {
      came += data.bytes;
      fetched.value = came;
      fetched.textContent = `${megabytes(came)} of ${megabytes(fetched.max)} MB`;
    },
    step: () =>
      say(
        fits
          ? "Step 2 of 3: starting Python\u2026"
          : "Step 2 of 3: starting Python from its parts, which takes some seconds longer in this browser\u2026",
      ),
    ready: ({ colours }) => {
      manager.colours = colours;
      say("Step 3 of 3: waking the explorers\u2026");
      wake(after).catch((error) => fail(String(error.message ?? error)));
    },
    message: ({ message, buffers }) => {
      const { kind, cell: id, ...content } = JSON.parse(message);
      const cell = cells.get(id);
      if (kind.startsWith("comm_")) manager.hear(kind, content, buffers);
      else if (cell) heard(manager)[kind](cell, content);
    },
    failed: ({ why }) => fail(why),
    broken: ({ why }) => {
      console.info(`Live Python: ${why}`);
      if (section.dataset.state === "live") restart("broken");
      else fail(why); // it would break down again
    },
  };
  const tooLong = () => fail("time");
  /** @param {any} data */
  const hear = (data) => {
    if (run && section.dataset.state === "starting") {
      clearTimeout(run.timer); // it goes on, however slowly
      run.timer = setTimeout(tooLong, PATIENCE * 1000);
    }
    answers[data.kind](data);
  };
  const python = new Python(at(workerScript), at(files), hear);
  const manager = new Manager(python.worker);
  run = { python, awake: false, timer: setTimeout(tooLong, PATIENCE * 1000) };
}

/**
 * Starts Python again: the cells keep their text and what came out.
 *
 * @param {"broken" | "ended"} why
 */
function restart(why) {
  const culprit = now.cell;
  end();
  for (const cell of cells.values()) {
    if (cell === culprit) cell.ended(why);
    else if (cell.state === "waiting" || cell.output.moves) cell.set("waiting");
    else if (cell.state && cell.state !== "edited") cell.set("lost");
  }
  start("Python is being started again\u2026", AGAIN);
}

/** What the cells ask of Python; as long as it is not there, they wait. */
const asked = {
  /** @param {Cell} cell */
  run({ id, last }) {
    if (run?.awake) run.python.tell("run", { cell: id, code: last });
  },
  /** @param {Cell} cell */
  stop(cell) {
    if (!run || cell !== now.cell) return; // it has not begun
    now.timer = setTimeout(() => restart("ended"), run.python.interrupt());
  },
};

/** Brings the cells of the page to life, at first each with the code that stands there. */
async function findCells() {
  const answer = await fetch(at(notebook));
  if (!answer.ok) throw new Error(`The page's code is missing (${answer.status}).`);
  /** @type {{cell_type: string, source: string | string[], metadata: {tags?: string[]}}[]} */
  const found = (await answer.json()).cells;
  const sources = found.filter(
    (cell) => cell.cell_type === "code" && !cell.metadata.tags?.includes("only-in-notebooks"),
  );
  return all(document, "article div.cell").map((element, number) => {
    const text = sources[number].source;
    const code = Array.isArray(text) ? text.join("") : text;
    return () => new Cell(element, code, number, asked, at(notebooks));
  });
}

/**
 * Wakes the cells that are to run, and keeps what that took for the next time.
 *
 * @param {string} after - said then
 */
async function wake(after) {
  const woken = run;
  if (!cells.size) {
    const made = await findCells();
    if (!woken || run !== woken) return; // stopped meanwhile
    for (const make of made) {
      const cell = make();
      cells.set(cell.id, cell);
      if (cell.state !== "edited") cell.rerun(cell.source);
    }
  }
  if (!woken || run !== woken) return;
  woken.awake = true;
  const running = [...cells.values()].filter((cell) => cell.state === "waiting");
  await Promise.all(
    running.map(
      (cell) =>
        new Promise((done) => {
          cell.output.element.addEventListener("ran", done, { once: true });
          asked.run(cell);
        }),
    ),
  );
  if (run !== woken) return;
  clearTimeout(woken.timer);
  section.dataset.state = "live";
  button.textContent = "Stop Python";
  say(after);
  woken.python.tell("rest");
  const names = ["pyodide.js", "pyodide.asm.js"]; // the worker keeps what it fetches itself
  const parts = names.map((name) => new URL(name, at(files)).href);
  keepLive([script, style, notebook, workerScript].map(at), parts);
}

button.addEventListener("click", () => {
  if (run) stop("Stopped. The page is as it was.");
  else start("Fetching Python\u2026");
});
if (section.dataset.state === "asked") start("Fetching Python\u2026");
