// Prompts that come back: asked one after the other, and spaced by how they were answered.
import { all, find, make } from "../markup.js";
import { keepFiles } from "../offline/keep.js";
import { ask } from "./ask.js";
import { calendar } from "./calendar.js";
import { choose, dateOf, dayOf, spacingOf, written } from "./due.js";
import { notKept } from "./form.js";
import { recall, remember } from "./memory.js";
import { after } from "./schedule.js";

/** @import { Prompt } from "./ask.js" */

const AT_A_SITTING = 10;
const IN_A_CHAPTER = 3;

/**
 * Asks what is due in a place of the page.
 *
 * @param {HTMLElement} place
 * @param {Prompt[]} prompts
 */
function sit(place, prompts) {
  const today = dayOf(new Date());
  const known = JSON.parse(place.dataset.known ?? "{}");
  const most = place.matches("details") ? IN_A_CHAPTER : AT_A_SITTING;
  const names = choose(known, recall(), today, most);
  const asked = find(place, ".asked");
  const next = () => {
    const name = names.shift();
    const prompt = prompts.find((each) => each.name === name);
    if (!prompt) return;
    asked.append(
      ask(prompt, (rating) => {
        const spacing = after(spacingOf(recall().reviews?.[prompt.name]), rating, today);
        const kept = remember("reviews", prompt.name, written(spacing));
        next();
        return kept ? `${comes(spacing.due - today)} ${left(names.length + waiting())}` : notKept();
      }),
    );
  };
  const waiting = () => all(asked, "form:not([data-state])").length;
  if (names.length) asked.replaceChildren();
  else asked.textContent = nothing(known, prompts, today);
  next();
}

/** @param {number} days */
const comes = (days) => `It comes again ${days === 1 ? "tomorrow" : `in ${days} days`}.`;

/** @param {number} count */
const left = (count) => (count > 0 ? `${count} more now.` : "That is all for now.");

/**
 * What to say where nothing is due.
 *
 * @param {Record<string, {answers: string[], prompts: string[]}>} known
 * @param {Prompt[]} prompts
 * @param {number} today
 */
function nothing(known, prompts, today) {
  const { reviews = {} } = recall();
  const days = prompts.flatMap(({ name }) => spacingOf(reviews[name])?.due ?? []);
  if (!days.length && !choose(known, recall(), today, 1).length)
    return "Nothing comes back yet: answer a question or make a prediction in a chapter first.";
  const words = { day: "numeric", month: "long", timeZone: "UTC" };
  const when = dateOf(Math.min(...days)).toLocaleDateString("en-GB", /** @type {any} */ (words));
  return `Nothing is due today. The next comes on ${when}.`;
}

/** Gives the reader the days on which something comes back. */
function saveCalendar() {
  const kept = Object.values(recall().reviews ?? {}).flatMap((each) => spacingOf(each)?.due ?? []);
  const status = find(document, ".elsewhere [role=status]");
  if (!kept.length) {
    status.textContent = "There are no days yet: answer a prompt first.";
    return;
  }
  const address = location.href.split("#")[0];
  const text = calendar(kept, address, new Date());
  const link = make("a", {
    href: URL.createObjectURL(new Blob([text], { type: "text/calendar" })),
    download: "the-delicate-dance.ics",
  });
  link.click();
  URL.revokeObjectURL(link.href);
  status.textContent = "The days were saved as a file. Open it with your calendar.";
}

for (const place of all(document, ".come-back")) {
  const script = make("script", { src: place.dataset.prompts });
  script.addEventListener("load", () => {
    keepFiles(
      [place.dataset.script ?? "", place.dataset.prompts ?? ""].map(
        (path) => new URL(path, location.href).href,
      ),
    );
    sit(place, /** @type {any} */ (globalThis).prompts);
  });
  script.addEventListener("error", () => {
    find(place, ".asked").textContent =
      "The prompts did not come. Load this page again when there is a network.";
  });
  document.head.append(script);
}
for (const button of all(document, "[name=calendar]"))
  button.addEventListener("click", saveCalendar);
