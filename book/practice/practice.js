// The questions of a practice page: run, kept, explained, taken into the notebook.
import "./practice.css";
import { all, find } from "../markup.js";
import { keepFiles } from "../offline/keep.js";
import { give } from "../questions/file.js";
import { recall } from "../questions/memory.js";
import { Exercise } from "./exercise.js";
import { at, load, SET } from "./files.js";
import { startMemo, written } from "./memo.js";
import { withAnswers } from "./notebook.js";

const exercises = all(document, "form.practice").map((form) => new Exercise(form));
startMemo(find(document, ".memo form"));

const end = find(document, ".hand-in");
find(end, "[name=notebook]").addEventListener("click", async () => {
  const said = find(end, "[role=status]");
  /** @type {Record<string, string>} */
  const answers = {};
  for (const { id, name, stub } of exercises) {
    const code = recall().practice?.[id]?.code;
    if (code !== undefined && code !== stub) answers[`${name}-answer`] = code;
  }
  const count = Object.keys(answers).length;
  const memo = written();
  if (memo) answers.memo = memo;
  if (!count && !memo) {
    said.textContent =
      "Nothing is written yet. Answer a question or write the memo, and press again; the empty notebook can be had above.";
    return;
  }
  try {
    const text = withAnswers(await load("notebook"), answers);
    give(text, "application/x-ipynb+json", `${SET}.ipynb`);
    said.textContent = `The notebook has your answers to ${count} of ${exercises.length} questions and ${memo ? "your" : "no"} memo. Put it into the folder of the set, which has its data, in place of the one there.`;
  } catch {
    said.textContent = "The notebook did not arrive. Try again with a network.";
  }
});

// Who has begun can go on, and take the answers along, without a network.
const begun = () => keepFiles([at("worker"), at("wasm"), at("notebook")]);
for (const event of ["ran", "change"]) document.addEventListener(event, begun, { once: true });
