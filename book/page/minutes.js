// The minutes of reading that are left, counted down while one scrolls.
import { find } from "../markup.js";

/**
 * What to say of the time that is left.
 *
 * @param {number} minutes - what the whole page takes
 * @param {number} unread - the part of the text below the window, from 0 to 1; more above the page
 * @returns {string | null} nothing at the beginning, where the page says it itself
 */
export function minutesLeft(minutes, unread) {
  const left = Math.ceil(minutes * Math.min(1, unread));
  if (left >= minutes) return null;
  if (left <= 0) return "At the end";
  return `About ${left} minute${left === 1 ? "" : "s"} left`;
}

/** @param {HTMLElement} shown - where the page says how long it takes */
export function startMinutes(shown) {
  const article = find(document, ".bd-article");
  const sources = article.querySelector("details.sources-cited"); // looked up, not read
  const minutes = Number(shown.dataset.minutes);
  const whole = shown.textContent;
  const show = () => {
    const box = article.getBoundingClientRect();
    const bottom = sources?.getBoundingClientRect().top ?? box.bottom;
    shown.textContent = minutesLeft(minutes, (bottom - innerHeight) / (bottom - box.top)) ?? whole;
  };
  addEventListener("scroll", () => requestAnimationFrame(show), { passive: true });
}
