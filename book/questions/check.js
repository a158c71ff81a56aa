// A question says whether the choice is right, and why; the last answer is kept in this browser.
import { all, find, make } from "../markup.js";
import { chosen, say } from "./form.js";
import { recall, remember } from "./memory.js";

/** @param {HTMLElement} form */
export function startCheck(form) {
  const name = form.dataset.check ?? "";
  const answers = all(form, ".answers li");
  /** @param {number} choice */
  const show = (choice) => {
    const right = answers[choice].hasAttribute("data-right");
    const verdict = make("span", {
      className: "verdict",
      textContent: right ? "Right. " : "Not this one. ",
    });
    const feedback = find(answers[choice], ".feedback").cloneNode(true);
    // Within the first sentence, and no element of weight: a screen reader would say it twice.
    find(/** @type {HTMLElement} */ (feedback), "p").prepend(verdict);
    find(form, "[role=status]").replaceChildren(feedback);
    form.dataset.state = right ? "right" : "wrong";
    return right;
  };
  find(form, ".answers").hidden = true;
  const kept = recall().checks?.[name];
  if (kept && answers[kept.choice]) {
    all(form, "input", HTMLInputElement)[kept.choice].checked = true;
    show(kept.choice);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = chosen(form);
    if (!input) return say(form, "Choose one of the answers first.");
    const choice = Number(input.value);
    remember("checks", name, { choice, right: show(choice) });
  });
}
