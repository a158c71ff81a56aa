// Says that the host has a newer edition of the book, and leads to it.
import { make } from "../markup.js";
import { hostHas } from "./keep.js";

const PAUSE = 60_000; // milliseconds between two questions to the host
const place = make("div", { className: "newer-edition d-print-none" });
place.setAttribute("role", "status");
let asked = 0;

/** Shows the notice, once. */
export function tellOfNewer() {
  if (place.childElementCount) return;
  const show = make("button", { type: "button", textContent: "Show it" });
  const later = make("button", { type: "button", className: "quiet", textContent: "Later" });
  show.addEventListener("click", () => location.reload());
  later.addEventListener("click", () => place.replaceChildren());
  place.append(make("p", { textContent: "A newer edition of this book is here." }), show, later);
}

/** Asks the host, unless it was just asked or nobody sees the page. */
export async function look() {
  if (location.protocol === "file:" || document.hidden || Date.now() - asked < PAUSE) return;
  asked = Date.now();
  if ((await hostHas()) === "a newer edition") tellOfNewer();
}

/** Looks for a newer edition when the reader comes back to the page, or the network to the reader. */
export function startNotice() {
  document.querySelector("main")?.append(place);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
}
