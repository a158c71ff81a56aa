// The head of a chapter: whether anything of earlier chapters is due; the rest loads when opened.
import { find, make } from "../markup.js";
import { choose, dayOf } from "./due.js";
import { recall } from "./memory.js";

const MOST = 3;

/** @param {HTMLElement} place */
export function startComeBack(place) {
  const load = () => {
    const script = make("script", { src: place.dataset.script });
    script.addEventListener("error", () => {
      find(place, ".asked").textContent =
        "The prompts did not come. Load this page again when there is a network.";
    });
    document.head.append(script);
  };
  if (!place.matches("details")) return load();
  const known = JSON.parse(place.dataset.known ?? "{}");
  const { length } = choose(known, recall(), dayOf(new Date()), MOST);
  if (!length) return;
  const what = length === 1 ? "one question" : `${length === 2 ? "two" : "three"} questions`;
  find(place, "summary").textContent = `Before you go on: ${what} from earlier chapters`;
  place.hidden = false;
  place.addEventListener("toggle", load, { once: true });
}
