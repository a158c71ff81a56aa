// The page that shows what this browser remembers, and exports, restores or clears it.
import { all, find, make } from "../markup.js";
import { keepWholeBook } from "../offline/keep.js";
import { read, written } from "./file.js";
import { forget, isMet, recall, replace } from "./memory.js";

const page = find(document, ".progress-page");
const status = find(page, ".memory [role=status]");

function show() {
  const kept = recall();
  for (const chapter of all(page, "section[data-chapter]")) {
    let met = 0;
    const rows = all(chapter, "tr[data-checks]", HTMLTableRowElement);
    for (const row of rows) {
      const names = (row.dataset.checks ?? "").split(" ");
      const right = names.filter((name) => isMet(kept.checks?.[name])).length;
      const tried = names.filter((name) => kept.checks?.[name]).length;
      const done = right === names.length;
      if (done) met += 1;
      row.cells[1].textContent = `${right} of ${names.length} right at first, ${tried} tried`;
      row.cells[2].textContent = done ? "Met" : tried ? "Begun" : "Not yet";
    }
    find(chapter, ".met").textContent = `${met} of ${rows.length} objectives met.`;
    for (const made of all(chapter, "[data-predicted]")) {
      const choices = JSON.parse(made.dataset.choices ?? "[]");
      const choice = choices[kept.predictions?.[made.dataset.predicted ?? ""] ?? -1];
      made.textContent = choice
        ? `You predicted: ${choice}`
        : "You have not made a prediction yet.";
    }
  }
}

function save() {
  const exported = new Date().toISOString();
  const text = written(recall(), exported);
  const link = make("a", {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
    download: `delicate-dance-progress-${exported.slice(0, 10)}.json`,
  });
  link.click();
  URL.revokeObjectURL(link.href);
  status.textContent = "Your progress was saved as a file. Nobody but you has it.";
}

/** @param {HTMLInputElement} input */
async function restore(input) {
  const file = input.files?.[0];
  if (!file) return;
  try {
    replace(read(await file.text()));
    show();
    status.textContent = "Your progress was restored from the file.";
  } catch {
    status.textContent =
      "This file does not hold progress saved by this page; choose another. Nothing was changed.";
  }
  input.value = "";
}

function clear() {
  if (!confirm("Delete all predictions and answers kept in this browser?")) return;
  forget();
  show();
  status.textContent = "All predictions and answers were deleted from this browser.";
}

/** @param {HTMLButtonElement} button */
async function whole(button) {
  const said = find(page, ".whole-book [role=status]");
  button.disabled = true;
  const possible = await keepWholeBook(({ kept, of, failed }) => {
    if (failed) said.textContent = `Kept ${kept} of ${of} files, then: ${failed}. Try again later.`;
    else if (kept < of) said.textContent = `Keeping file ${kept} of ${of} …`;
    else said.textContent = `The whole book, ${of} files, is kept in this browser.`;
    if (failed || kept === of) button.disabled = false;
  }).catch(() => null);
  if (possible) return;
  button.disabled = false;
  said.textContent =
    possible === null
      ? "The list of files could not be read: there is no network. Try again later."
      : "This browser, or the address of this copy, does not allow pages to be kept.";
}

const file = find(page, "[name=restore]", HTMLInputElement);
const wholeBook = find(page, "[name=whole]", HTMLButtonElement);
find(page, "[name=save]").addEventListener("click", save);
file.addEventListener("change", () => restore(file));
find(page, "[name=clear]").addEventListener("click", clear);
wholeBook.addEventListener("click", () => whole(wholeBook));
addEventListener("storage", show); // another tab
show();
