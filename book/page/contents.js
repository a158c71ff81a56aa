// The contents beside a page: they follow the reading, lead into folded parts, and get out of the way.
import { all } from "../markup.js";

/** The part of the window, from its top, into which a heading must have come to be what is read. */
const READ = 0.3;

/**
 * Opens what is folded around a part of the page, and the part itself.
 *
 * @param {string} hash - of an address
 */
function unfold(hash) {
  const part = document.getElementById(hash.slice(1));
  if (!part) return;
  /** @type {HTMLDetailsElement | null} */
  let fold = part.querySelector(":scope > details.deeper") ?? part.closest("details");
  const closed = fold !== null && !fold.open;
  for (; fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  if (closed) part.scrollIntoView();
}

/** Marks in the contents what is being read. */
function follow() {
  const links = all(document, ".contents a", HTMLAnchorElement);
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const read = links.findLast((link) => {
    if (atEnd) return true; // the last parts may be too short to come up
    const part = document.getElementById(link.hash.slice(1));
    return part && part.getBoundingClientRect().top < innerHeight * READ;
  });
  for (const link of links) {
    if (link === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    link.classList.toggle("active", link === read);
  }
  for (const entry of all(document, ".contents li"))
    entry.classList.toggle("active", read !== undefined && entry.contains(read));
}

export function startContents() {
  addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  follow();
  addEventListener("hashchange", () => unfold(location.hash));
  if (location.hash) unfold(location.hash);
  addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const link = target.closest("a[href*='#']");
    if (!(link instanceof HTMLAnchorElement) || link.pathname !== location.pathname) return;
    link.closest("dialog")?.close();
    unfold(link.hash); // also when the address is already this one
  });
}
