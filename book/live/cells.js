// A cell of the page while Python runs: its code, which a reader may change, and what comes out.
import "./cells.css";
import { make } from "../markup.js";

/** A cell of the page, brought to life; the still page stays behind it. */
export class Cell {
  /** Whether what comes out next replaces what stood there. */
  fresh = false;

  /**
   * @param {HTMLElement} element - the cell on the still page
   * @param {string} source - its code
   * @param {number} number - its place on the page, from 0
   * @param {Worker} worker - in which Python runs
   * @param {string} notebooks - the address of the chapters as notebooks
   */
  constructor(element, source, number, worker, notebooks) {
    this.source = source;
    this.id = String(number);
    this.worker = worker;
    this.notebooks = notebooks;
    this.still = /** @type {HTMLElement[]} */ ([...element.children]);
    const name = `Code of cell ${number + 1}`;
    this.code = make("textarea", {
      value: source,
      spellcheck: false,
      rows: source.split("\n").length + 1,
      ariaLabel: name,
    });
    this.code.autocapitalize = "off";
    this.code.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) {
        event.preventDefault();
        this.run();
      }
    });
    this.state = make("span", { role: "status" });
    /**
     * @param {string} text
     * @param {() => void} done
     */
    const act = (text, done) => {
      const made = make("button", {
        type: "button",
        textContent: text,
        ariaLabel: `${text}: cell ${number + 1}`,
      });
      made.addEventListener("click", done);
      return made;
    };
    this.output = make("div", { className: "live-output" });
    this.output.dataset.cell = `cell ${number + 1}`;
    this.folded = make(
      "details",
      { className: "live-code", open: !element.classList.contains("tag_remove-input") },
      make("summary", {
        textContent: `The code of this ${source.includes("explorer(") ? "explorer" : "cell"}`,
      }),
      this.code,
      make(
        "p",
        {},
        act("Run", () => this.run()),
        " ",
        act("Back to the original", () => this.restore()),
        " ",
        this.state,
      ),
    );
    // Of an explorer the code is a detail; of any other cell it comes first, as on the still page.
    element.append(...(this.folded.open ? [this.folded, this.output] : [this.output, this.folded]));
  }

  /** @param {"ask" | "run"} kind */
  send(kind) {
    this.worker.postMessage({ kind, cell: this.id, code: this.code.value });
  }

  /** Asks Python whether the code can run in the page; it then runs. */
  run() {
    this.send("ask");
  }

  /** @param {boolean} pandas - whether the code needs what is too heavy for a page */
  asked(pandas) {
    if (pandas) {
      const where = make("a", {
        href: this.notebooks,
        download: "",
        textContent: "download the chapters as notebooks",
      });
      this.output.replaceChildren(
        make(
          "p",
          { className: "live-note" },
          "This cell needs pandas, which is too heavy for a page. To run it, ",
          where,
          ", and open this one in JupyterLab, VS Code or Colab.",
        ),
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

  /** @param {boolean} hidden */
  hideStill(hidden) {
    for (const part of this.still) part.hidden = hidden;
  }

  /** @param {Node | string} part - of what came out */
  show(part) {
    if (this.fresh) this.output.replaceChildren();
    this.fresh = false;
    this.hideStill(true);
    this.output.append(part);
  }

  /** @param {string} text - that was printed */
  print(text) {
    const last = this.output.lastElementChild;
    if (!this.fresh && last?.classList.contains("printed")) last.append(text);
    else this.show(make("pre", { className: "printed", textContent: text }));
  }

  /** @param {{name: string, message: string, traceback: string}} error */
  fail({ name, message, traceback }) {
    const full = make(
      "details",
      {},
      make("summary", { textContent: "Where it happened" }),
      make("pre", { textContent: traceback }),
    );
    this.show(
      make(
        "div",
        { className: "live-error", role: "alert" },
        make("p", { textContent: `${name}: ${message}` }),
        full,
      ),
    );
  }

  /** Says that the code has run. */
  ran() {
    if (this.fresh) this.show(""); // it gave nothing
    this.state.textContent = "Done.";
    this.output.dispatchEvent(new Event("ran"));
  }

  /** Runs the code of the book again. */
  restore() {
    this.code.value = this.source;
    this.run();
  }

  /** Leaves the page as it was. */
  remove() {
    this.output.remove();
    this.folded.remove();
    this.hideStill(false);
  }
}
