// The form of a prompt: choices that are checked, or an answer that one turns over and rates.
import { make } from "../markup.js";
import { KNOWN, MISSED, WITH_EFFORT } from "./due.js";
import { chosen, say, shuffle } from "./form.js";
import { seed } from "./memory.js";

/**
 * @typedef {object} Prompt
 * @property {string} name
 * @property {string} chapter
 * @property {string} title - of the chapter
 * @property {string} objective
 * @property {string} ask
 * @property {string} answer
 * @property {string[]} wrong - none if it is answered in the head
 * @property {string} why
 * @property {[address: string, words: string]} source
 */

const RATINGS = [
  { words: "I did not know it", rating: MISSED },
  { words: "With effort", rating: WITH_EFFORT },
  { words: "I knew it", rating: KNOWN },
];

/**
 * The form that asks a prompt.
 *
 * @param {Prompt} prompt
 * @param {(rating: number) => Node | string} rated - what is done with the answer, and then said
 */
export function ask(prompt, rated) {
  const legend = make("legend", {}, make("p", { textContent: prompt.ask }));
  legend.className = "question";
  const fields = make("fieldset", {}, legend);
  const status = make("div", { className: "answer", tabIndex: -1 });
  status.setAttribute("role", "status");
  const ways = make("p", { className: "ways" });
  const form = make(
    "form",
    { className: "prompt", id: `prompt-${prompt.name}` },
    fields,
    ways,
    status,
  );
  /** @param {number} rating */
  const done = (rating) => {
    form.dataset.state = rating === MISSED ? "wrong" : "right";
    status.append(make("p", { className: "next" }, rated(rating)));
    ways.remove(); // and with it the button that had the focus
    status.focus();
  };
  const answer = (/** @type {string} */ verdict) => told(prompt, verdict);
  if (prompt.wrong.length) {
    fields.append(...choices(prompt));
    shuffle(form, seed() + prompt.name);
    ways.append(make("button", { type: "submit", textContent: "Check" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!ways.isConnected) return;
      const input = chosen(form);
      if (!input) return say(form, "Choose one of the answers first.");
      const right = input.value === "0";
      status.replaceChildren(answer(right ? "Right. " : "Not this one. "));
      for (const each of fields.querySelectorAll("input")) each.disabled = true;
      done(right ? KNOWN : MISSED);
    });
  } else {
    ways.append(make("button", { type: "submit", textContent: "Show the answer" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (status.hasChildNodes()) return;
      status.replaceChildren(answer(""));
      const buttons = RATINGS.map(({ words, rating }) => {
        const button = make("button", { type: "button", className: "quiet", textContent: words });
        button.addEventListener("click", () => done(rating));
        return button;
      });
      ways.replaceChildren(...buttons);
      status.after(ways); // one reads the answer, and then says whether one knew it
      buttons[0].focus();
    });
  }
  return form;
}

/** @param {Prompt} prompt */
function choices({ name, answer, wrong }) {
  return [answer, ...wrong].map((words, index) => {
    const id = `prompt-${name}-${index}`;
    return make(
      "div",
      { className: "choice" },
      make("input", { type: "radio", name: `prompt-${name}`, id, value: String(index) }),
      make("label", { htmlFor: id, textContent: words }),
    );
  });
}

/**
 * The answer, why it is so, and where that stands.
 *
 * @param {Prompt} prompt
 * @param {string} verdict
 */
function told({ answer, why, chapter, title, source: [address, words] }, verdict) {
  const right = make("strong", { textContent: answer });
  return make(
    "div",
    {},
    make("p", {}, verdict && make("span", { className: "verdict", textContent: verdict }), right),
    make("p", {}, `${why} `),
    make(
      "p",
      { className: "source" },
      make("a", { href: `${chapter}.html`, textContent: title }),
      "; ",
      make("a", { href: address, textContent: words }),
    ),
  );
}
