// Did it teach? Asks the items of an occasion, and shows what came of all occasions so far.
import { all, find, make } from "../markup.js";
import { keepFiles } from "../offline/keep.js";
import { chosen, notKept, shuffle } from "./form.js";
import { recall, remember, seed } from "./memory.js";
import { pictures } from "./picture.js";
import {
  calibration,
  finished,
  formOf,
  inWords,
  isRight,
  LEVELS,
  missing,
  sittingOf,
  upcoming,
  written,
} from "./sitting.js";
import { codeOf, table } from "./sitting-table.js";

/** @import { Occasion, Reply, Sitting } from "./sitting.js" */

/**
 * @typedef {object} Item
 * @property {string} chapter
 * @property {string} title - of the chapter
 * @property {string} objective
 * @property {string} can - the objective in words
 * @property {string} form
 * @property {string} ask
 * @property {string[]} choices - the first is right
 * @property {string[]} ideas - the one that is missing, of each wrong choice
 */

/** The occasions in the middle of a sentence. */
const OFFERED = {
  before: "before the course",
  after: "after the course",
  month: "after 30 days",
  quarter: "after 90 days",
};

/** @typedef {{occasion: Occasion, words: string, sitting: Sitting}} Done */

const place = find(document, ".measure");
const status = find(place, ".upcoming");
const asked = find(place, ".asked");
const today = () => new Date().toLocaleDateString("sv");

/** @returns {Item[]} */
const items = () => /** @type {any} */ (globalThis).measureItems;

/** @param {string} form */
const ofForm = (form) => items().filter((item) => item.form === form);

const done = () => finished(recall().measures ?? {});

/** Says what comes next, and offers it if it is time. */
function offer() {
  const next = upcoming(recall().measures ?? {});
  asked.replaceChildren();
  if (!next) {
    status.textContent = "There is nothing more to take.";
    return;
  }
  const words = OFFERED[next.occasion];
  if (next.from > today()) {
    status.textContent = `Next: ${words}, from ${inWords(next.from)} on.`;
    return;
  }
  const finished =
    next.occasion === "after" ? " Begin when you have finished the last chapter." : "";
  status.textContent = `Next: ${words}.${finished}`;
  const ways = make("form", {}, way(`Begin: ${words}`, "", next.occasion));
  if (next.occasion === "before")
    ways.append(" ", way("I have finished the course already", "quiet", "after"));
  asked.append(ways);
}

/**
 * A button that begins an occasion.
 *
 * @param {string} words
 * @param {string} className
 * @param {Occasion} occasion
 */
function way(words, className, occasion) {
  const button = make("button", { type: "button", className, textContent: words });
  button.addEventListener("click", () => begin(occasion));
  return button;
}

/** @param {Occasion} occasion */
function begin(occasion) {
  const earlier = sittingOf(recall().measures?.[occasion]);
  const form = earlier?.form ?? formOf(occasion, seed());
  const list = ofForm(form);
  const fields = list.map((item, index) => field(item, index, earlier?.replies[index] ?? null));
  const said = make("p");
  said.setAttribute("role", "status");
  const finish = make("button", { type: "submit", textContent: "Finish" });
  const sheet = make("form", { className: "items" }, ...fields, finish, said);
  const replies = () => fields.map(replyOf);
  /** @param {string} day */
  const keep = (day) => remember("measures", occasion, written({ form, day, replies: replies() }));
  sheet.addEventListener("change", () => keep("") || said.replaceChildren(notKept()));
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    const half = fields.findIndex((each) => isHalf(each));
    if (half >= 0) {
      said.textContent = `Item ${half + 1}: choose an answer and say how sure you are, or leave both open.`;
      find(fields[half], chosen(fields[half]) ? "select" : "input").focus();
      return;
    }
    const kept = keep(today());
    offer();
    show();
    if (!kept) status.append(" ", notKept());
    find(place, "#your-results").focus();
  });
  asked.replaceChildren(sheet);
  find(fields[0], "legend").focus();
}

/**
 * @param {Item} item
 * @param {number} index
 * @param {Reply} reply - that was given before the page was left
 */
function field(item, index, reply) {
  const name = `item-${index + 1}`;
  const legend = make(
    "legend",
    { className: "question", tabIndex: -1 },
    make("p", {}, `${index + 1}. ${item.ask}`),
  );
  const choices = item.choices.map((words, at) => {
    const id = `${name}-${at}`;
    const input = make("input", {
      type: "radio",
      name,
      id,
      value: String(at),
      checked: reply?.choice === at,
    });
    return make(
      "div",
      { className: "choice" },
      input,
      make("label", { htmlFor: id, textContent: words }),
    );
  });
  const sure = make(
    "select",
    { id: `${name}-sure` },
    make("option", { value: "", textContent: "open" }),
  );
  for (const level of LEVELS)
    sure.append(
      make("option", {
        value: String(level),
        textContent: `${level} percent`,
        selected: reply?.sure === level,
      }),
    );
  const label = make("label", { htmlFor: sure.id, textContent: "How sure are you? " });
  const set = make(
    "fieldset",
    { className: "item" },
    legend,
    ...choices,
    make("p", { className: "sure" }, label, sure),
  );
  shuffle(set, seed() + item.ask);
  return set;
}

/** @param {HTMLElement} set */
const sureOf = (set) => Number(find(set, "select", HTMLSelectElement).value);

/** @param {HTMLElement} set */
const isHalf = (set) => Boolean(chosen(set)) !== Boolean(sureOf(set));

/** @param {HTMLElement} set @returns {Reply} */
function replyOf(set) {
  const input = chosen(set);
  return input && sureOf(set) ? { choice: Number(input.value), sure: sureOf(set) } : null;
}

/** Shows the results of all occasions that are done. */
function show() {
  const found = done();
  find(place, ".results").hidden = !found.length;
  if (!found.length) return;
  const heads = found.map(({ words }) => words);
  fill(".by-objective", ["You can", ...heads], [...byObjective(found), total(found)]);
  fill(".by-idea", ["Idea", ...heads, "Chapter"], byIdea(found));
  fill(".by-sureness", ["How sure", ...heads], bySureness(found));
  find(place, ".pictures").replaceChildren(...pictures(found));
}

/** @param {Done[]} found */
function byObjective(found) {
  const keys = new Map(items().map((item) => [`${item.chapter} ${item.objective}`, item.can]));
  return [...keys].map(([key, can]) => [can, ...found.map(({ sitting }) => rightOf(sitting, key))]);
}

/** @param {Done[]} found */
const byIdea = (found) =>
  missing(found, ofForm).map(({ idea, item: { chapter, title }, counts }) => [
    idea,
    ...counts.map((count) => (count > 1 ? `${count} times` : count ? "once" : "–")),
    make("a", { href: `${chapter}.html`, textContent: title }),
  ]);

/** @param {Sitting} sitting @param {string} key - chapter and objective */
function rightOf(sitting, key) {
  const list = ofForm(sitting.form);
  const here = sitting.replies.filter(
    (_, at) => `${list[at].chapter} ${list[at].objective}` === key,
  );
  return `${here.filter(isRight).length} of ${here.length}`;
}

/** @param {Done[]} found */
const total = (found) => [
  "All of it",
  ...found.map(
    ({ sitting: { replies } }) => `${replies.filter(isRight).length} of ${replies.length}`,
  ),
];

/** @param {Done[]} found */
function bySureness(found) {
  const each = found.map(({ sitting }) => calibration(sitting.replies));
  const rows = LEVELS.map((level, at) => [
    `${level} percent`,
    ...each.map(({ levels }) =>
      levels[at].count ? `${levels[at].right} of ${levels[at].count} right` : "none",
    ),
  ]);
  return [...rows, ["Brier score", ...each.map(({ brier }) => brier?.toFixed(3) ?? "none")]];
}

/**
 * @param {string} selector
 * @param {string[]} heads
 * @param {(string | Node)[][]} rows
 */
function fill(selector, heads, rows) {
  const row = (/** @type {(string | Node)[]} */ cells, /** @type {"th" | "td"} */ tag) =>
    make(
      "tr",
      {},
      ...cells.map((words, at) =>
        at && tag === "td"
          ? make("td", {}, words)
          : make("th", { scope: tag === "th" ? "col" : "row" }, words),
      ),
    );
  find(place, `${selector} thead`).replaceChildren(row(heads, "th"));
  find(place, `${selector} tbody`).replaceChildren(...rows.map((cells) => row(cells, "td")));
}

function save() {
  const code = codeOf(seed());
  const link = make("a", {
    href: URL.createObjectURL(new Blob([table(code, done(), ofForm)], { type: "text/csv" })),
    download: `delicate-dance-measure-${code}.csv`,
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

const script = make("script", { src: place.dataset.prompts });
script.addEventListener("load", () => {
  const { script: own = "", prompts = "" } = place.dataset;
  keepFiles([own, prompts].map((path) => new URL(path, location.href).href));
  offer();
  show();
});
script.addEventListener("error", () => {
  status.textContent = "The items did not come. Load this page again when there is a network.";
});
document.head.append(script);
for (const button of all(place, "[name=table]")) button.addEventListener("click", save);
