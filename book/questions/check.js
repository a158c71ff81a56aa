// A question says whether the choice is right, and why; the last answer is kept in this browser,
// and whether the first try of a day was right.
import { all, find, make } from "../markup.js";
import { hasPromised } from "../offline/keep.js";
import { chosen, notKept, say, shuffle } from "./form.js";
import { afterTry, isMet, recall, remember, seed } from "./memory.js";

const today = () => new Date().toLocaleDateString("sv"); // Sweden writes the reader's day as ISO

/** @param {HTMLElement} form */
export function startCheck(form) {
  const name = form.dataset.check ?? "";
  const answers = all(form, ".answers li");
  shuffle(form, seed() + name);
  /** @param {number} choice @param {string} [more] - to be said after why */
  const show = (choice, more = "") => {
    const right = isRight(choice);
    const verdict = make("span", {
      className: "verdict",
      textContent: right ? "Right. " : "Not this one. ",
    });
    const feedback = /** @type {HTMLElement} */ (
      find(answers[choice], ".feedback").cloneNode(true)
    );
    // Within the first sentence, and no element of weight: a screen reader would say it twice.
    find(feedback, "p").prepend(verdict);
    feedback.append(more);
    find(form, "[role=status]").replaceChildren(feedback);
    form.dataset.state = right ? "right" : "wrong";
  };
  /** @param {number} choice */
  const isRight = (choice) => answers[choice].hasAttribute("data-right");
  find(form, ".answers").hidden = true;
  const kept = recall().checks?.[name];
  // An answer of an earlier edition may name a choice that stands elsewhere now.
  if (kept && answers[kept.choice] && isRight(kept.choice) === kept.right) {
    if (isMet(kept) || kept.tried === today()) {
      for (const input of all(form, "input", HTMLInputElement))
        input.checked = Number(input.value) === kept.choice;
      show(kept.choice);
    } else say(form, "Your first try was another. The first try of today counts anew.");
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = chosen(form);
    if (!input) return say(form, "Choose one of the answers first.");
    const choice = Number(input.value);
    const now = { choice, right: isRight(choice) };
    const answer = afterTry(recall().checks?.[name], now, today());
    const late = now.right && !answer.met;
    show(choice, late ? " It was not the first try of today, and counts on another day." : "");
    if (remember("checks", name, answer)) hasPromised(true);
    else find(form, "[role=status]").append(notKept());
  });
}
