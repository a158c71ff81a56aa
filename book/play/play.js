// The moves and runs of a page: the reader decides, Python answers, and the page shows it.
import "./play.css";
import { all, find, make } from "../markup.js";
import { recall, remember } from "../questions/memory.js";
import { send } from "../send.js";
import { ask } from "./ask.js";
import { saveCard } from "./card.js";
import { startRun } from "./runs.js";

/**
 * What a move shows after some choices; the places on the page have the same names.
 *
 * @typedef {object} View
 * @property {string} said
 * @property {string[]} choices
 * @property {string} scene
 * @property {string} marks
 * @property {string} result
 * @property {Record<string, number>} values - for the explorable of the chapter
 */

const ADDRESS = /^#play=(\w+)\.([0-9a-z]{1,7})\.(\d*)$/;

/** How many runs of chance there are; MicroPython takes a larger number for a negative one. */
const RUNS = 2 ** 31;

/** A run of chance that nobody has seen. */
const drawn = () => crypto.getRandomValues(new Uint32Array(1))[0] % RUNS;

/** @param {HTMLElement} section - a move on the page */
function startMove(section) {
  const { move: name = "", prediction = "", explorable = "" } = section.dataset;
  const [scene, marks, said, choices, result, over, trouble] = [
    "scene", "marks", "said", "choices", "result", "over", "trouble",
  ].map((place) => find(section, `:scope > .${place}`)); // biome-ignore format: one line
  const folds = [find(section, ".told"), ...all(document, `[data-after="${name}"]`)];
  let seed = drawn();
  /** @type {number[]} */
  let made = [];

  /** @param {boolean} open */
  const fold = (open) => {
    for (const each of folds) {
      if (open && each.matches(".told")) continue; // the result says the same
      each.toggleAttribute("open", open);
      each.dataset.ready = "";
    }
  };

  // New marks come one after the other, as the stylesheet says.
  const count = () => all(marks, "ol").map((list) => all(list, ":scope > li:not(.later)").length);

  /** @param {View} view */
  const show = (view) => {
    const before = count();
    scene.innerHTML = view.scene;
    marks.innerHTML = view.marks;
    all(marks, "ol").forEach((list, row) => {
      const come = all(list, ":scope > li:not(.later)").slice(before[row] ?? 0);
      come.forEach((mark, place) => {
        mark.style.setProperty("--place", String(place));
        mark.classList.add("new");
      });
    });
    said.innerHTML = view.said;
    result.innerHTML = view.result;
    const done = Boolean(view.result);
    choices.replaceChildren(
      ...view.choices.map((words) => {
        const button = make("button", { type: "button" });
        button.innerHTML = words;
        return button;
      }),
    );
    over.hidden = !done;
    section.toggleAttribute("data-over", done);
    const answer = prediction && recall().predictions?.[prediction];
    for (const told of all(result, `[data-answer="${answer}"]`)) told.hidden = false;
    if (done) fold(true);
    if (done && explorable) setSliders(explorable, view.values);
  };

  const run = () => `${name}.${seed.toString(36)}.${made.join("")}`;

  /**
   * Goes on with some choices; where they do not fit, everything stays as it was.
   *
   * @param {number[]} next
   * @param {number} focus - the choice that gets the focus; -1 leaves it where it is
   */
  async function play(next, focus) {
    section.setAttribute("aria-busy", "true");
    trouble.textContent = "";
    try {
      /** @type {View} */
      const view = await ask({ name, seed, choices: next });
      made = next;
      show(view);
      history.replaceState(history.state, "", made.length ? `#play=${run()}` : location.pathname);
      if (view.result) remember("plays", name, `${seed.toString(36)}.${made.join("")}`);
    } catch (error) {
      const wrong = /** @type {Error} */ (error).message === "choices";
      if (wrong && next.length) return play([], focus); // an address that somebody wrote
      trouble.textContent = trouble.dataset.network ?? "";
    }
    section.removeAttribute("aria-busy");
    const buttons = all(choices, "button");
    const place = buttons[Math.min(focus, buttons.length - 1)];
    if (focus < 0) return;
    (place ?? result).focus({ preventScroll: true }); // what came of it is read, from where it begins
    if (place) choices.scrollIntoView({ block: "nearest" });
  }

  choices.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    const choice = button ? [...choices.children].indexOf(button) : -1;
    if (choice >= 0 && !section.hasAttribute("aria-busy")) play([...made, choice], choice);
  });
  choices.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = all(choices, "button");
    const here = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    buttons[(here + step + buttons.length) % buttons.length].focus();
  });
  find(over, "[name=again]").addEventListener("click", () => {
    seed = drawn();
    play([], 0);
  });
  find(over, "[name=send]").addEventListener("click", () =>
    send(find(over, "[role=status]"), trouble.dataset),
  );

  find(over, "[name=save]").addEventListener("click", () => saveCard(section, run()));

  over.hidden = true;
  fold(name in (recall().plays ?? {})); // who has played it once reads on
  const sent = location.hash.match(ADDRESS);
  if (sent?.[1] === name) {
    seed = Number.parseInt(sent[2], 36) % RUNS;
    play([...sent[3]].map(Number), -1).then(() => section.scrollIntoView());
  }
}

/**
 * Opens a chart at the reader's own values.
 *
 * @param {string} name
 * @param {Record<string, number>} values
 */
function setSliders(name, values) {
  for (const [slider, value] of Object.entries(values)) {
    const input = document.querySelector(`#figure-${name} [name="${slider}"]`);
    if (!(input instanceof HTMLInputElement)) continue;
    input.value = String(value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const section of all(document, "section.move")) startMove(section);
for (const figure of all(document, "figure[data-runs]")) startRun(figure);
