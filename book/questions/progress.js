// The page that shows what this browser remembers, and exports, restores or clears it.
import { keepWholeBook } from "../offline/keep.js";
import { forget, recall, replace } from "./memory.js";

const FORMAT = "delicate-dance-progress";
const page = document.querySelector(".progress-page");
const status = page.querySelector(".memory [role=status]");

function show() {
  const kept = recall();
  for (const chapter of page.querySelectorAll("section[data-chapter]")) {
    let met = 0;
    const rows = [...chapter.querySelectorAll("tr[data-checks]")];
    for (const row of rows) {
      const names = row.dataset.checks.split(" ");
      const right = names.filter((name) => kept.checks?.[name]?.right).length;
      const tried = names.filter((name) => kept.checks?.[name]).length;
      const done = right === names.length;
      met += done;
      row.cells[1].textContent = `${right} right of ${names.length}, ${tried} tried`;
      row.cells[2].textContent = done ? "Met" : tried ? "Begun" : "Not yet";
    }
    chapter.querySelector(".met").textContent = `${met} of ${rows.length} objectives met.`;
    for (const made of chapter.querySelectorAll("[data-predicted]")) {
      const choices = JSON.parse(made.dataset.choices);
      const choice = choices[kept.predictions?.[made.dataset.predicted]];
      made.textContent = choice ? `You predicted: ${choice}` : "You have not made a prediction yet.";
    }
  }
}

function save() {
  const { predictions = {}, checks = {} } = recall();
  const exported = new Date().toISOString();
  const text = JSON.stringify({ format: FORMAT, exported, predictions, checks }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `delicate-dance-progress-${exported.slice(0, 10)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
  status.textContent = "Your progress was saved as a file. Nobody but you has it.";
}

function read(text) {
  const found = JSON.parse(text);
  const answers = [found.predictions, found.checks];
  const whole = answers.every((each) => each && typeof each === "object" && !Array.isArray(each));
  if (found.format !== FORMAT || !whole) throw new Error("another kind of file");
  for (const choice of Object.values(found.predictions))
    if (!Number.isInteger(choice)) throw new Error("a prediction that is no choice");
  for (const check of Object.values(found.checks))
    if (!Number.isInteger(check?.choice) || typeof check.right !== "boolean")
      throw new Error("an answer that is no choice");
  return { predictions: found.predictions, checks: found.checks };
}

async function restore(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    replace(read(await file.text()));
    show();
    status.textContent = "Your progress was restored from the file.";
  } catch {
    status.textContent =
      "This file does not hold progress saved by this page; choose another. Nothing was changed.";
  }
  event.target.value = "";
}

function clear() {
  if (!confirm("Delete all predictions and answers kept in this browser?")) return;
  forget();
  show();
  status.textContent = "All predictions and answers were deleted from this browser.";
}

async function whole(event) {
  const said = page.querySelector(".whole-book [role=status]");
  const button = event.target;
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

page.querySelector("[name=save]").addEventListener("click", save);
page.querySelector("[name=restore]").addEventListener("change", restore);
page.querySelector("[name=clear]").addEventListener("click", clear);
page.querySelector("[name=whole]").addEventListener("click", whole);
addEventListener("storage", show); // another tab
show();
