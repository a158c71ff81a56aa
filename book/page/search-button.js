// The way to search: the link to its page opens a window over this one, as Ctrl and K do.
import { all, find, make } from "../markup.js";

let asked = false;

// The script of search comes when it is asked for; if it does not, the page of search says so.
function open() {
  if (asked) return dispatchEvent(new Event("search-asked"));
  asked = true;
  const link = find(document, "a.search-link", HTMLAnchorElement);
  const script = make("script", { src: link.dataset.script });
  script.addEventListener("error", () => location.assign(link.href));
  document.head.append(script);
  return true;
}

/** Lets links to search, and the keys, open it. */
export function startSearchButton() {
  if (document.querySelector("#search")) asked = true; // its own page
  for (const link of all(document, "a.search-link"))
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a new tab
      event.preventDefault();
      open();
    });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
