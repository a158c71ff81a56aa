// What was found: the words around it, and its marks on the page that is opened from the list.
import { all, make } from "../markup.js";
import { words } from "./search-words.js";

const LENGTH = 180;

/**
 * The part of a text around the first word that was found, and which parts of it were found.
 *
 * @param {string} text
 * @param {string[]} found - forms of words
 * @returns {{words: string, found: boolean}[]}
 */
export function snippet(text, found) {
  const wanted = new Set(found);
  const all = words(text);
  const first = all.findIndex((each) => wanted.has(each.form));
  const from = all[Math.max(0, first - 8)]?.at ?? 0;
  const end = text.lastIndexOf(" ", from + LENGTH);
  const to = from + LENGTH >= text.length || end <= from ? text.length : end;
  const parts = [];
  let at = from;
  if (from > 0) parts.push({ words: "… ", found: false });
  for (const { word, at: start, form: each } of all) {
    if (start < from || start + word.length > to || !wanted.has(each)) continue;
    parts.push({ words: text.slice(at, start), found: false }, { words: word, found: true });
    at = start + word.length;
  }
  parts.push({ words: text.slice(at, to) + (to < text.length ? " …" : ""), found: false });
  return parts.filter((part) => part.words);
}

/** @param {HTMLElement} element @returns {HTMLElement[]} */
function around(element) {
  const term = element.closest("dt");
  if (term) return [term, /** @type {HTMLElement} */ (term.nextElementSibling)];
  return [element.closest("section, tr, .citation") ?? element];
}

/** @param {Node} root @param {Set<string>} wanted - forms of words */
function markIn(root, wanted) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    if (text.parentElement?.closest("script, style, svg, textarea, select, .headerlink")) continue;
    const found = words(text.data).filter((each) => wanted.has(each.form));
    for (const { word, at } of found.reverse()) {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + word.length);
      range.surroundContents(make("mark", { className: "found" }));
    }
  }
}

/** Marks the words that the address names, and takes them from the address. */
export function startFound() {
  const address = new URL(location.href);
  const asked = address.searchParams.get("found");
  if (!asked) return;
  address.searchParams.delete("found");
  history.replaceState(history.state, "", address);
  const wanted = new Set(asked.split(" "));
  const target = document.getElementById(decodeURIComponent(address.hash.slice(1)));
  const article = document.querySelector("article");
  if (!article) return;
  for (const part of target ? around(target) : [article]) markIn(part, wanted);
  const [first] = all(article, "mark.found");
  const fold = first?.closest("details");
  if (fold) fold.open = true;
  requestAnimationFrame(() => {
    if (first && first.getBoundingClientRect().bottom > innerHeight)
      first.scrollIntoView({ block: "center" });
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape")
      for (const mark of all(article, "mark.found")) mark.replaceWith(...mark.childNodes);
  });
}
