// One question on a practice page: what the reader has written, what came of it, what is told when.
import { all, find, make } from "../markup.js";
import { hasPromised } from "../offline/keep.js";
import { notKept } from "../questions/form.js";
import { recall, remember } from "../questions/memory.js";
import { insert, startBox } from "./box.js";
import { choose, codeOf } from "./choices.js";
import { load, SET } from "./files.js";
import { startLines } from "./lines.js";
import { run } from "./run.js";
import { explained, listed, output, stopped, verdict } from "./shown.js";

/** @import { Came, Result } from "./run.js" */
/** @import { Practised } from "../questions/memory.js" */

/** How many changed answers must have failed before the rest of the tests comes by itself. */
const HONEST_TRIES = 2;

const LATE =
  "Stopped after five seconds: it had not come to an end. Does a `while` never become false, or a step never change what it looks at?";

/** @type {Promise<Record<string, any>> | undefined} */
let keys;

/** Fetches the rest of the tests and the keys of the page. */
function loadKeys() {
  keys ??= load("key").catch((error) => {
    keys = undefined; // is asked for again
    throw error;
  });
  return keys;
}

/** @param {HTMLElement} block - of code on the page */
const codeIn = (block) => find(block, "pre").textContent ?? "";

/**
 * The error that has stopped every test, if it is one.
 *
 * @param {Result[]} tests
 */
function sameError([first, ...others]) {
  const error = first.error ?? null;
  const same = (/** @type {Result} */ { error: other }) =>
    other?.python === error?.python && other?.line === error?.line;
  return error && others.every(same) ? error : null;
}

/** A question. */
export class Exercise {
  /** The code that was run last. */
  ran = "";
  /** What only those see who have tried or asked. @type {any} */
  key = null;

  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
    this.name = form.dataset.question ?? "";
    this.id = `${SET}.${this.name}`;
    this.came = find(form, ".came");
    this.box = /** @type {HTMLTextAreaElement | null} */ (form.querySelector("[name=code]"));
    this.stub = this.box ? this.box.defaultValue : codeOf(form);
    const section = form.parentElement ?? form;
    this.given = all(section, ":scope > .given").map(codeIn).join("\n");
    /** @type {[name: string, code: string][]} */
    this.tests = all(form, ".test").map((block) => {
      const name = [...block.classList].find((each) => each.startsWith("test-")) ?? "";
      return [name.slice("test-".length), codeIn(block)];
    });
    /** What each test is about, as its first line says. */
    this.titles = new Map(
      this.tests.map(([name, code]) => [
        name,
        code
          .split("\n")[0]
          .replace(/^# /, "")
          .replace(/[;,:.]? when graded.*/, "."),
      ]),
    );
    this.start();
  }

  start() {
    const { form, box } = this;
    const kept = this.kept;
    if (kept) {
      if (box) box.value = kept.code;
      else choose(form, kept.code);
      if (kept.right) form.dataset.state = "right";
      this.came.replaceChildren(verdict("Your answer is kept in this browser."));
    }
    if (box) {
      startBox(form, () => this.run());
      find(form, "[name=anew]").addEventListener("click", () => this.write(this.stub));
      for (const fold of all(form, ".lines")) startLines(fold, (lines) => this.put(lines));
    }
    form.addEventListener("input", () => this.keep({}));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    find(form, "[name=all]").addEventListener("click", () => this.showAll());
    const hints = all(form, ".hint", HTMLDetailsElement);
    hints.forEach((hint, at) => {
      hint.hidden = at > 0;
      hint.addEventListener("toggle", () => {
        if (hints[at + 1]) hints[at + 1].hidden = false;
      });
    });
  }

  get code() {
    return this.box ? this.box.value : codeOf(this.form);
  }

  /** @returns {Practised | undefined} */
  get kept() {
    return recall().practice?.[this.id];
  }

  /** @param {Partial<Practised>} news */
  keep(news) {
    const before = this.kept ?? { passed: 0, tries: 0 };
    const kept = remember("practice", this.id, { ...before, code: this.code, ...news });
    if (!kept && news.passed !== undefined) this.came.append(notKept());
    else if (news.passed !== undefined) hasPromised(true);
  }

  /** @param {string} code */
  write(code) {
    if (!this.box) return;
    this.box.select();
    insert(this.box, code);
  }

  /** @param {string[]} lines */
  put(lines) {
    const [head] = this.stub.split(/^ *# YOUR CODE HERE/m);
    this.write(`${head}${lines.join("\n")}`);
    this.run();
  }

  async run() {
    if (this.form.hasAttribute("aria-busy")) return;
    this.form.setAttribute("aria-busy", "true");
    this.came.replaceChildren(verdict("Running…"));
    try {
      await this.judge();
      this.form.dispatchEvent(new Event("ran", { bubbles: true }));
    } catch {
      this.came.replaceChildren(
        verdict("What runs your answer did not arrive. Try again with a network."),
      );
    }
    this.form.removeAttribute("aria-busy");
  }

  /** Runs the tests that the reader knows, and the others once they are there. */
  async judge() {
    const answer = this.code.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"); // a phone's quotes
    const { given, tests } = this;
    const came = await run({ given, answer, tests });
    const failed = came === "late" || Boolean(came.error) || came.tests.some((one) => !one.passed);
    const honest = failed && answer !== this.ran && answer !== this.stub;
    this.ran = answer;
    const tries = (this.kept?.tries ?? 0) + Number(honest);
    if (tries >= HONEST_TRIES) await this.unlock();
    if (came !== "late") came.error ??= sameError(came.tests);
    if (came === "late" || came.error) return this.show(came, tries, []);
    const rest = this.key && (await this.others(came.tests, answer));
    if (rest === "late") return this.show("late", tries, []);
    this.show(came, tries, rest ?? []);
  }

  /**
   * Runs whole tests in place of those of which the known part has passed.
   *
   * @param {Result[]} known
   * @param {string} answer
   * @returns {Promise<Result[] | "late">}
   */
  async others(known, answer) {
    const passed = known.filter((one) => one.passed).map(({ name }) => name);
    /** @type {[string, string][]} */
    const tests = passed.map((name) => [name, this.key.tests[name]]);
    const came = await run({ given: this.given, answer, tests });
    return came === "late" ? came : came.tests;
  }

  /**
   * Says what came of a run, and keeps it.
   *
   * @param {Came | "late"} came
   * @param {number} tries
   * @param {Result[]} rest - of whole tests
   */
  show(came, tries, rest) {
    const known = came === "late" ? [] : came.tests;
    const passed = known.filter((one) => one.passed).length;
    const right =
      passed === this.tests.length && Boolean(this.key) && rest.every((one) => one.passed);
    this.form.dataset.state = right
      ? "right"
      : passed === this.tests.length && !this.key
        ? ""
        : "wrong";
    if (came === "late") {
      this.came.replaceChildren(stopped({ words: LATE, line: 0, python: "" }));
    } else if (came.error) {
      this.came.replaceChildren(stopped(came.error), ...output(came.printed));
    } else {
      const results = known.map((one) => rest.find(({ name }) => name === one.name) ?? one);
      this.came.replaceChildren(
        verdict(this.summary(passed, right)),
        listed(results, this.titles),
        ...output(came.printed),
      );
      if (passed === this.tests.length && !this.key) this.came.append(this.allTests());
    }
    this.keep({ passed, tries, right: right || (this.kept?.right ?? false) });
  }

  /**
   * @param {number} passed - of the tests that the reader knows
   * @param {boolean} right
   */
  summary(passed, right) {
    const count = this.tests.length;
    if (right) return "Right: it passes all tests, those too that you did not know.";
    if (passed < count) return `Of the ${count} tests that you know it passes ${passed}.`;
    if (this.key) return "It passes the tests that you know, and not all of the others.";
    return "It passes the tests that you know. Others, with other numbers, say whether it is right.";
  }

  /** A button that runs all tests without telling the key. */
  allTests() {
    const button = make("button", { type: "button", textContent: "Run all tests" });
    button.addEventListener("click", async () => {
      if (await this.unlock()) this.run();
    });
    return button;
  }

  /** Brings the rest of the tests and the key, folded. */
  async unlock() {
    try {
      this.key ??= (await loadKeys())[this.name];
    } catch {
      this.came.append(verdict("The rest of the tests did not arrive. Try again with a network."));
      return false;
    }
    const fold = find(this.form, ".key", HTMLDetailsElement);
    if (fold.hidden) {
      fold.hidden = false;
      find(fold, "div").replaceChildren(...explained(this.key));
      fold.addEventListener("toggle", () => {
        if (fold.open && !this.kept?.right) this.keep({ shown: true });
      });
    }
    return true;
  }

  async showAll() {
    if (!(await this.unlock())) return;
    const fold = find(this.form, ".key", HTMLDetailsElement);
    fold.open = true;
    find(fold, "summary").focus();
    if (this.code !== this.stub) await this.run();
  }
}
