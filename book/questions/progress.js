// The page that shows what this browser remembers, and exports, restores or clears it.
import { all, find } from "../markup.js";
import { askWhatIsKept, hasPromised, isOther, keepWholeBook } from "../offline/keep.js";
import { isKnown } from "./due.js";
import { fitting, read, save } from "./file.js";
import { notKept } from "./form.js";
import { forget, isMet, recall, replace } from "./memory.js";
import { pictures } from "./picture.js";
import { finished, inWords, isRight, OCCASIONS } from "./sitting.js";

/** @import { Kept } from "../offline/cache.js" */
/** @import { Memory } from "./memory.js" */

const page = find(document, ".progress-page");
const status = find(page, ".memory [role=status]");
const said = find(page, ".whole-book [role=status]");

function show() {
  const kept = recall();
  for (const chapter of all(page, "section[data-chapter]")) {
    let met = 0;
    const rows = all(chapter, "tr[data-checks]", HTMLTableRowElement);
    for (const row of rows) {
      const names = (row.dataset.checks ?? "").split(" ");
      const right = names.filter((name) => isMet(kept.checks?.[name])).length;
      const tried = names.filter((name) => kept.checks?.[name]).length;
      const again = (row.dataset.chosen ?? "").split(" ");
      const known = again.filter((name) => isKnown(kept.reviews?.[name])).length;
      // One question alone may be met by luck.
      const done = right === names.length && right + known > 1;
      if (done) met += 1;
      row.cells[1].textContent = `${right} of ${names.length} right at first, ${tried} tried`;
      if (known) row.cells[1].append(`; ${known} right on coming back`);
      row.cells[2].textContent = done ? "Met" : tried ? "Begun" : "Not yet";
      if (!done && right === names.length) row.cells[2].append("; one more when you come back");
    }
    find(chapter, ".met").textContent = `${met} of ${rows.length} objectives met.`;
    for (const made of all(chapter, "[data-predicted]")) {
      const choices = JSON.parse(made.dataset.choices ?? "[]");
      const choice = choices[kept.predictions?.[made.dataset.predicted ?? ""] ?? -1];
      made.textContent = choice
        ? `You predicted: ${choice}`
        : "You have not made a prediction yet.";
    }
    for (const told of all(chapter, "[data-practice]")) {
      const names = (told.dataset.practice ?? "").split(" ");
      const answers = names.map((name) => kept.practice?.[name]).filter((answer) => answer);
      const right = answers.filter((answer) => answer?.right);
      const helped = right.filter((answer) => answer?.shown).length;
      const passed = answers.reduce((sum, answer) => sum + (answer?.passed ?? 0), 0);
      find(told, "span").textContent =
        `${right.length} of ${names.length} questions right by all tests${helped ? `, ${helped} of them after the key was opened` : ""}; ${passed} of ${told.dataset.tests} tests that you know passed.`;
    }
    for (const memo of all(chapter, "[data-memo]")) {
      const text = kept.practice?.[memo.dataset.memo ?? ""]?.code.trim() ?? "";
      memo.hidden = !text;
      find(memo, ".written").textContent = text;
    }
    for (const move of all(chapter, "[data-played]")) {
      const run = kept.plays?.[move.dataset.played ?? ""];
      find(move, "span").textContent = run ? "You have played it:" : "You have not played it yet:";
      const link = find(move, "a", HTMLAnchorElement);
      link.hash = run ? `#play=${move.dataset.played}.${run}` : `#move-${move.dataset.played}`;
    }
  }
  find(page, ".all-met").textContent = summedUp(kept);
  const done = finished(kept.measures ?? {});
  find(page, ".pictures").replaceChildren(...(done.length ? pictures(done) : []));
}

/**
 * All of it in a few sentences, for a page that is printed.
 *
 * @param {Memory} kept
 */
function summedUp({ checks = {}, measures = {} }) {
  const rows = all(page, "tr[data-checks]", HTMLTableRowElement);
  const met = rows.filter((row) => row.cells[2].textContent === "Met").length;
  const firsts = Object.values(checks).flatMap(({ first }) => first ?? []);
  const right = firsts.filter((first) => first.right).length;
  const date = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
  const said = [`On ${date}: ${met} of ${rows.length} objectives met.`];
  if (firsts.length)
    said.push(`${right} of ${firsts.length} questions right at the very first try.`);
  for (const { words, sitting } of finished(measures)) {
    const count = sitting.replies.filter(isRight).length;
    said.push(
      `${words}, on ${inWords(sitting.day)}: ${count} of ${sitting.replies.length} items right.`,
    );
  }
  return said.join(" ");
}

// How many choices each question of this book has.
function asked() {
  /** @type {Record<keyof Memory, Map<string, number>>} */
  const found = {
    predictions: new Map(),
    checks: new Map(),
    plays: new Map(),
    practice: new Map(),
    reviews: new Map(),
    measures: new Map(Object.keys(OCCASIONS).map((name) => [name, 1])),
  };
  for (const { dataset } of all(page, "[data-predicted]"))
    found.predictions.set(dataset.predicted ?? "", JSON.parse(dataset.choices ?? "[]").length);
  for (const { dataset } of all(page, "[data-practice]"))
    for (const name of (dataset.practice ?? "").split(" ")) found.practice.set(name, 1);
  for (const { dataset } of all(page, "[data-memo]")) found.practice.set(dataset.memo ?? "", 1);
  for (const { dataset } of all(page, "[data-played]")) found.plays.set(dataset.played ?? "", 1);
  for (const { dataset } of all(page, "tr[data-checks]")) {
    const choices = (dataset.choices ?? "").split(" ").map(Number);
    (dataset.checks ?? "").split(" ").forEach((name, at) => {
      found.checks.set(name, choices[at]);
    });
    for (const name of (dataset.prompts ?? "").split(" ")) found.reviews.set(name, 1);
  }
  return found;
}

/** @param {Memory} memory */
const counted = (memory) => {
  const { predictions, checks, plays, reviews, measures, practice } = memory;
  const [made, given, moves, asked, taken, practised] = [
    predictions,
    checks,
    plays,
    reviews,
    measures,
    practice,
  ].map((each) => Object.keys(each ?? {}).length);
  const more = asked + taken ? `, ${asked} prompts and ${taken} measures` : "";
  const done = practised ? `, ${practised} answers of practice` : "";
  return `${made} predictions, ${given} answers and ${moves} moves${more}${done}`;
};

/**
 * Puts what a file holds in place of what is kept, if the reader says yes.
 *
 * @param {string} text
 * @returns {string} what happened
 * @throws {Error} if the file holds nothing for this book; the message says why
 */
function restored(text) {
  const { kept, strange } = fitting(read(text), asked());
  const left = strange ? ` ${strange} of other questions than this book has stay out.` : "";
  if (strange && counted(kept) === counted({})) throw new Error(`it fits no question here.${left}`);
  const now = recall();
  const question = `The file holds ${counted(kept)}.${left} They take the place of the ${counted(now)} kept here. Go on?`;
  if (counted(now) !== counted({}) && !confirm(question)) return "Nothing was changed.";
  if (!replace(kept)) return "";
  return `Your progress was restored from the file: ${counted(kept)}.${left}`;
}

/** @param {HTMLInputElement} input */
async function restore(input) {
  const file = input.files?.[0];
  if (!file) return;
  try {
    status.replaceChildren(restored(await file.text()) || notKept());
    show();
  } catch (error) {
    const why = /** @type {Error} */ (error).message;
    status.textContent = `This file does not hold progress saved by this page: ${why}. Choose another. Nothing was changed.`;
  }
  input.value = "";
}

function clear() {
  if (!confirm("Delete all predictions and answers kept in this browser?")) return;
  const gone = forget();
  show();
  status.textContent = gone
    ? "All predictions and answers were deleted from this browser."
    : "This browser does not let pages delete what they keep; it keeps nothing of this page either.";
}

/** @param {{edition?: string, whole?: boolean}} state */
function sayWhatIsKept({ edition, whole }) {
  if (!edition) return;
  const which = isOther(edition) ? "another than the one you read" : "the one you read";
  const much = whole ? "The whole book is kept" : "The pages that you opened are kept";
  said.textContent = `${much} in this browser: edition ${edition.slice(0, 8)}, ${which}.`;
}

/** @param {HTMLButtonElement} button */
async function whole(button) {
  let came = 0;
  button.disabled = true;
  /** @param {Kept} state */
  const tell = ({ kept, of, edition, whole, failed }) => {
    if (failed)
      said.textContent = `Not kept, after ${came} files: ${failed}. What was kept before stays. Try again later.`;
    else if (edition) sayWhatIsKept({ edition, whole });
    else said.textContent = `Keeping file ${kept} of ${of} …`;
    came = kept || came;
    if (failed || edition) button.disabled = false;
  };
  if (location.protocol === "file:")
    said.textContent =
      "This page was opened from a file, from which nothing can be kept: open the book from the web or with make serve.";
  else if (await keepWholeBook(tell)) return promise(true);
  else
    said.textContent =
      "This browser, or the address of this copy, does not allow pages to be kept.";
  button.disabled = false;
}

/** @param {boolean} please - ask the browser for it */
async function promise(please) {
  find(page, ".promise").textContent = (await hasPromised(please))
    ? "This browser has promised not to delete it by itself."
    : "This browser has made no promise to keep it.";
}

const file = find(page, "[name=restore]", HTMLInputElement);
const wholeBook = find(page, "[name=whole]", HTMLButtonElement);
find(page, "[name=save]").addEventListener("click", () => {
  save(recall());
  status.textContent = "Your progress was saved as a file. Nobody but you has it.";
});
file.addEventListener("change", () => restore(file));
find(page, "[name=print]").addEventListener("click", () => print());
find(page, "[name=clear]").addEventListener("click", clear);
wholeBook.addEventListener("click", () => whole(wholeBook));
addEventListener("storage", show); // another tab
show();
promise(false);
if (location.protocol !== "file:") askWhatIsKept(sayWhatIsKept);
