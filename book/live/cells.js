// A cell of the page while Python runs: its code, which a reader may change, and how it goes.
import "./cells.css";
import { make } from "../markup.js";
import { editOf, keepEdit } from "./edits.js";
import { Output } from "./output.js";

/** What is said of a cell, by its state. */
const words = {
  waiting: "Waiting to run\u2026",
  running: "Running\u2026",
  stopping: "Stopping\u2026",
  well: "Done.",
  error: "Stopped by an error.",
  stopped: "Stopped.",
  pandas: "Not run: it needs pandas.",
  edited: "Your own text of before is back. Run it to see what comes out.",
  lost: "Python was started again. What this cell had defined is gone; run it again if it is needed.",
  broken: "Python broke down at this cell and was started again.",
  ended: "Stopped. To stop it Python had to be started again; what the cells had defined is gone.",
};

/** @typedef {keyof typeof words} State */

/** The states in which a cell is to be stopped before it can run again. */
const busy = ["waiting", "running", "stopping"];

/** A cell of the page, brought to life; the still page stays behind it. */
export class Cell {
  /** The code that has run last. */
  last = "";
  /** Whether to run anew as soon as it has stopped. */
  again = false;

  /**
   * @param {HTMLElement} element - the cell on the still page
   * @param {string} source - its code
   * @param {number} number - its place on the page, from 0
   * @param {{run: (cell: Cell) => void, stop: (cell: Cell) => void}} python - of the page
   * @param {string} notebook - the address of the page as a notebook
   */
  constructor(element, source, number, python, notebook) {
    this.source = source;
    this.id = String(number);
    this.python = python;
    this.notebook = notebook;
    const name = `cell ${number + 1}`;
    const edit = editOf(this.id, source);
    this.code = make("textarea", {
      value: edit ?? source,
      spellcheck: false,
      rows: source.split("\n").length + 1,
      ariaLabel: `Code of ${name}`,
    });
    this.code.autocapitalize = "off";
    this.code.addEventListener("input", () => keepEdit(this.id, source, this.code.value));
    this.code.addEventListener("keydown", (event) => this.#key(event));
    this.status = make("span", { role: "status", className: "live-state" });
    /**
     * @param {string} text
     * @param {() => void} done
     */
    const act = (text, done) => {
      const made = make("button", {
        type: "button",
        textContent: text,
        ariaLabel: `${text}: ${name}`,
      });
      made.addEventListener("click", done);
      return made;
    };
    this.runButton = act("Run", () => this.run());
    this.stopButton = act("Stop", () => this.stop());
    this.stopButton.hidden = true;
    this.output = new Output(name, /** @type {HTMLElement[]} */ ([...element.children]));
    this.folded = make(
      "details",
      { className: "live-code", open: edit !== null || !element.matches(".tag_remove-input") },
      make("summary", {
        textContent: `The code of this ${source.includes("explorer(") ? "explorer" : "cell"}`,
      }),
      this.code,
      make(
        "p",
        {},
        this.runButton,
        this.stopButton,
        act("Back to the original", () => this.restore()),
        this.status,
      ),
    );
    if (edit !== null) this.set("edited");
    // Of an explorer the code is a detail; of any other cell it comes first, as on the still page.
    const shown = this.output.element;
    element.append(
      ...(element.matches(".tag_remove-input") ? [shown, this.folded] : [this.folded, shown]),
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) {
      event.preventDefault();
      this.run();
    } else if (event.key === "Escape" && this.busy) {
      this.stop();
    }
  }

  get busy() {
    return busy.includes(this.state ?? "");
  }

  /** @param {State} state */
  set(state) {
    const { stopButton, runButton } = this;
    this.state = state;
    this.status.textContent = words[state];
    this.folded.dataset.state = state;
    const held = document.activeElement === stopButton;
    stopButton.hidden = state !== "running";
    if (held && stopButton.hidden) runButton.focus();
    if (!this.busy) this.output.element.dispatchEvent(new Event("ran"));
  }

  /** Runs what stands there; a cell that is running is stopped first. */
  run() {
    if (this.busy) {
      this.again = true;
      this.stop();
      return;
    }
    this.rerun(this.code.value);
  }

  /** @param {string} code - what ran last, if nothing else is given */
  rerun(code = this.last) {
    this.last = code;
    this.again = false;
    this.set("waiting");
    this.python.run(this);
  }

  /** Python has begun with it. */
  began() {
    this.output.fresh = true;
    this.set("running");
  }

  stop() {
    if (this.state === "stopping") return;
    if (this.state === "running") this.set("stopping");
    this.python.stop(this);
  }

  /** The cell needs what is too heavy for a page. */
  refused() {
    const where = make("a", {
      href: this.notebook,
      download: "",
      textContent: "download the page as a notebook",
    });
    this.output.refuse(
      "This cell needs pandas, which is too heavy for a page. To run it, ",
      where,
      " and open it in JupyterLab (make lab) or Colab.",
    );
    this.set("pandas");
  }

  /**
   * Says that the code has run, or why no more.
   *
   * @param {State} how
   * @param {number} [cut] - characters that came out besides
   */
  ended(how, cut = 0) {
    this.output.end(cut);
    this.set(how);
    if (this.again) this.run();
  }

  /** Runs the code of the book again. */
  restore() {
    this.code.value = this.source;
    keepEdit(this.id, this.source, this.source);
    this.run();
  }

  /** Leaves the page as it was. */
  remove() {
    this.output.remove();
    this.folded.remove();
  }
}
