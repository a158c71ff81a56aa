// The button that starts Python: nothing of it is loaded before the reader asks.
import { find, make } from "../markup.js";
import { hostHas } from "../offline/keep.js";
import { tellOfNewer } from "../offline/notice.js";
import { explained } from "./failures.js";

/** Why files of this page do not come, in words for the reader; nothing if the host has them. */
export async function whyGone() {
  const found = await hostHas();
  if (found === "this edition") return "";
  if (found === "a newer edition") tellOfNewer();
  return explained(found === "nothing" ? "network" : "edition");
}

/** @param {HTMLElement} live - the section of the page with the button and what is said below it */
export function startLiveButton(live) {
  const button = find(live, "button");
  const status = find(live, "[role=status]");
  const load = () => {
    if (live.dataset.state === "asked") return;
    if (location.protocol === "file:") {
      status.textContent = explained("file");
      return;
    }
    const { script, style } = live.dataset;
    live.dataset.state = "asked";
    const sheet = make("link", { rel: "stylesheet", href: style });
    const loader = make("script", { src: script });
    loader.onload = () => button.removeEventListener("click", load); // the script has its own
    loader.onerror = async () => {
      live.dataset.state = "still";
      status.textContent = (await whyGone()) || explained("script");
    };
    document.head.append(sheet, loader);
  };
  button.addEventListener("click", load);
}
