// A prediction is kept in this browser, and the chapter's review comes back to it.
import { all, find, make } from "../markup.js";
import { hasPromised } from "../offline/keep.js";
import { chosen, labelOf, notKept, say } from "./form.js";
import { recall, remember } from "./memory.js";

/** @param {HTMLElement} form */
export function startPrediction(form) {
  const name = form.dataset.prediction ?? "";
  const reviews = all(document, `[data-review="${name}"]`);
  const marks = all(document, `[data-said="${name}"] .you-said`);
  const inputs = all(form, "input", HTMLInputElement);
  const comments = reviews.map((review) => {
    const list = find(review, ":scope > ul");
    const others = make("ul");
    const summary = make("summary", { textContent: "What there is to say of the other answers" });
    const fold = make("details", {}, summary, others);
    list.after(fold);
    return { review, list, items: all(list, ":scope > li"), others, fold };
  });
  /** @param {number | undefined} choice */
  const show = (choice) => {
    marks.forEach((mark, index) => {
      mark.hidden = index !== choice;
    });
    for (const { review, list, items, others, fold } of comments) {
      items.forEach((item, index) => {
        (choice === undefined || index === choice ? list : others).append(item);
      });
      fold.hidden = choice === undefined;
      find(review, ".predicted").textContent =
        choice === undefined
          ? "You have not made a prediction; here is what there is to say of each."
          : `You predicted: ${labelOf(inputs[choice])}`;
    }
  };
  const remembered = recall().predictions?.[name];
  // The question may have changed.
  const kept = remembered !== undefined && inputs[remembered] ? remembered : undefined;
  if (kept !== undefined) {
    inputs[kept].checked = true;
    say(form, "Your prediction is kept in this browser. You may still change it.");
  }
  show(kept);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = chosen(form);
    if (!input) return say(form, "Choose one of the answers first.");
    const kept = remember("predictions", name, Number(input.value));
    show(Number(input.value));
    if (!kept) return find(form, "[role=status]").replaceChildren(notKept());
    hasPromised(true);
    say(form, "Noted, in this browser only. The chapter comes back to it.");
  });
}
