// The button that starts Python: nothing of it is loaded before the reader asks.
import { find, make } from "../markup.js";

/** @param {HTMLElement} live - the section of the page with the button and what is said below it */
export function startLiveButton(live) {
  const load = () => {
    const { script, style } = live.dataset;
    live.dataset.state = "asked";
    const sheet = make("link", { rel: "stylesheet", href: style });
    const loader = make("script", { src: script });
    loader.onerror = () => {
      live.dataset.state = "still";
      find(live, "[role=status]").textContent =
        "The script that starts Python is missing here. Reload the page; if it fails again, report it below.";
    };
    document.head.append(sheet, loader);
  };
  find(live, "button").addEventListener("click", load, { once: true });
}
