// The place under a cell where what comes out of it stands, instead of what stood on the still page.
import { make } from "../markup.js";

/** What came out of a cell. */
export class Output {
  /** Whether what comes out next replaces what stood there. */
  fresh = false;

  /**
   * @param {string} name - of the cell
   * @param {HTMLElement[]} still - what the page without Python shows
   */
  constructor(name, still) {
    this.name = name;
    this.still = still;
    this.element = make("div", { className: "live-output" });
    this.element.dataset.cell = name;
  }

  /** @param {boolean} hidden */
  #hideStill(hidden) {
    for (const part of this.still) part.hidden = hidden;
  }

  /** @param {Node | string} part - of what came out */
  show(part) {
    if (this.fresh) this.element.replaceChildren();
    this.fresh = false;
    this.#hideStill(true);
    this.element.append(part);
  }

  /** @param {string} text - that was printed */
  print(text) {
    const last = this.element.lastElementChild;
    if (!this.fresh && last?.classList.contains("printed")) last.append(text);
    else this.show(this.#text("Printed by", text, "printed"));
  }

  /**
   * Text that may be long: it scrolls in itself, also by keyboard.
   *
   * @param {string} what
   * @param {string} textContent
   * @param {string} [className]
   */
  #text(what, textContent, className = "") {
    const made = make("pre", { textContent, className, tabIndex: 0, role: "region" });
    made.ariaLabel = `${what} ${this.name}`;
    return made;
  }

  /** @param {{name: string, message: string, traceback: string}} error */
  fail({ name, message, traceback }) {
    this.show(
      make(
        "div",
        { className: "live-error", role: "alert" },
        make("p", { textContent: message ? `${name}: ${message}` : name }),
        make(
          "details",
          {},
          make("summary", { textContent: "Where it happened" }),
          this.#text("Where it happened in", traceback),
        ),
      ),
    );
  }

  /** @param {...(Node | string)} why - the cell cannot run; the still page keeps its output */
  refuse(...why) {
    this.element.replaceChildren(make("p", { className: "live-note" }, ...why));
    this.#hideStill(false);
  }

  /** @param {number} cut - characters that came out and are not shown */
  end(cut) {
    if (this.fresh) this.show(""); // it gave nothing
    if (!cut) return;
    const characters = cut.toLocaleString("en");
    this.show(
      make("p", {
        className: "live-note",
        textContent: `Cut here: ${characters} more characters came out.`,
      }),
    );
  }

  /** Whether something in it moves only as long as Python is there. */
  get moves() {
    return this.element.querySelector(".live-widget") !== null;
  }

  /** Leaves the page as it was. */
  remove() {
    this.element.remove();
    this.#hideStill(false);
  }
}
