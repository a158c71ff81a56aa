// Search: a field and what is found while one types, in a window over the page or on its own page.
import { all, find, make } from "../markup.js";
import { keepFiles } from "../offline/keep.js";
import { snippet } from "./search-found.js";
import { Index } from "./search-index.js";

/** @import { Place } from "./search-index.js" */

const AT_ONCE = 20;
const PATIENCE = 20_000; // milliseconds until a host that says nothing counts as gone

/** @type {Record<string, string>} */
const NAMES = {
  term: "Term",
  event: "Event",
  channel: "Back channel",
  work: "Work cited",
  figure: "Figure",
  table: "Table",
  python: "Python",
};

const root = () => new URL(document.documentElement.dataset.content_root || "./", location.href);

/** @type {Promise<Index> | undefined} */
let coming;

// The words are asked for when someone begins to search, and kept for when there is no network.
function index() {
  coming ??= new Promise((resolve, reject) => {
    const { script: own = "", places = "" } = find(document, "a.search-link").dataset;
    const script = make("script", { src: places });
    script.addEventListener("error", reject);
    script.addEventListener("load", () => {
      keepFiles([own, places].map((path) => new URL(path, location.href).href));
      resolve(new Index(/** @type {any} */ (globalThis).searchPlaces));
    });
    setTimeout(reject, PATIENCE);
    document.head.append(script);
  });
  coming.catch(() => {
    coming = undefined; // to be asked for again
  });
  return coming;
}

/** @param {Place} place */
function shown(place) {
  const target = new URL(place.address, root());
  target.searchParams.set("found", place.forms.slice(0, 12).join(" "));
  const parts = snippet(place.text, place.forms).map((part) =>
    part.found ? make("mark", { textContent: part.words }) : part.words,
  );
  const where = [NAMES[place.kind], place.page].filter((each) => each && each !== place.title);
  return make(
    "li",
    {},
    make("a", { href: target.href, textContent: place.title }),
    make("span", { className: "where", textContent: where.join(" · ") }),
    make("p", {}, ...parts),
  );
}

/**
 * Makes the field and the list in an element.
 *
 * @param {HTMLElement} place
 * @param {(words: string) => void} [told] - is told what was asked for
 * @returns {HTMLInputElement} the field
 */
function startSearch(place, told) {
  const field = make("input", { type: "text", id: "search-words", name: "q" });
  field.enterKeyHint = "search";
  field.autocomplete = "off";
  field.spellcheck = false;
  const label = make("label", { htmlFor: field.id, textContent: "Search the course for" });
  const form = make("form", { className: "search-form" }, label, field);
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "The course"); // the sidebar has a landmark of this kind, too
  const status = make("p", { className: "search-said" });
  status.setAttribute("role", "status");
  const list = make("ol", { className: "search-places" });
  place.replaceChildren(form, status, list);

  /** @type {Place[]} */
  let places = [];
  const more = () => {
    const shownAlready = list.querySelectorAll("li:not(.more)").length;
    list.querySelector(".more")?.remove();
    const next = places.slice(shownAlready, shownAlready + AT_ONCE).map(shown);
    list.append(...next);
    const left = places.length - shownAlready - next.length;
    if (left > 0) {
      const button = make("button", {
        type: "button",
        textContent: `Show ${Math.min(left, AT_ONCE)} more`,
      });
      button.addEventListener("click", () => {
        more();
        next.at(-1)?.nextElementSibling?.querySelector("a")?.focus();
      });
      list.append(make("li", { className: "more" }, button));
    }
  };

  let turn = 0;
  const search = async () => {
    turn += 1;
    const mine = turn;
    const asked = field.value.trim();
    told?.(asked);
    if (!asked) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    if (!list.children.length) status.textContent = "Looking …";
    try {
      const found = (await index()).answer(asked);
      if (mine !== turn) return; // other words were typed meanwhile
      places = found.places;
      list.replaceChildren();
      more();
      const count = places.length === 1 ? "1 place found." : `${places.length} places found.`;
      status.textContent = places.length
        ? [found.said, count].filter(Boolean).join(" ")
        : `Nothing in the course has “${asked}”. Try a name, a year, a term, or fewer words.`;
    } catch {
      if (mine !== turn) return;
      places = [];
      list.replaceChildren();
      const again = make("button", { type: "button", textContent: "Try again" });
      again.addEventListener("click", search);
      status.replaceChildren(
        "The list of words did not arrive, so nothing can be found now. ",
        again,
      );
    }
  };

  field.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  place.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...all(list, "a, button")];
    const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
  return field;
}

function openWindow() {
  const box = make("div");
  const close = make("button", { type: "button", className: "search-close", textContent: "Close" });
  const dialog = make("dialog", { id: "search-window", ariaLabel: "Search" }, close, box);
  document.body.append(dialog);
  const field = startSearch(box);
  index().catch(() => {}); // on their way while one types; the page of search waits for a word
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside the window
    if (event.target instanceof Element && event.target.closest("a")) dialog.close();
  });
  const open = () => {
    if (dialog.open) return dialog.close();
    dialog.showModal();
    field.select();
  };
  addEventListener("search-asked", open);
  open();
}

const page = document.querySelector("#search");
if (page instanceof HTMLElement) {
  const field = startSearch(page, (words) => {
    const address = new URL(location.href);
    if (words) address.searchParams.set("q", words);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  });
  field.value = new URL(location.href).searchParams.get("q") ?? "";
  field.dispatchEvent(new Event("input"));
  field.focus();
  addEventListener("search-asked", () => field.select());
} else openWindow();
