// What stands behind a link, shown beside it while the pointer or the focus is on it; to a finger,
// which cannot rest on a link, on a card that leads on to the page.
// Without scripts the same words are the link's title.
import { all, find, make } from "../markup.js";

const preview = make("div", { id: "preview", role: "tooltip", hidden: true });

/** @type {HTMLElement | null} */
let link = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving;

function place() {
  const box = link?.getClientRects()[0];
  if (!box) return;
  preview.style.left = `${Math.max(8, Math.min(box.left, innerWidth - preview.offsetWidth - 8))}px`;
  const below = box.bottom + 6;
  const fits = below + preview.offsetHeight < innerHeight;
  preview.style.top = `${fits ? below : Math.max(8, box.top - preview.offsetHeight - 6)}px`;
}

/** @param {HTMLElement} next */
function show(next) {
  clearTimeout(leaving);
  if (next === link) return;
  hide();
  link = next;
  preview.textContent = link.dataset.preview ?? "";
  preview.hidden = getComputedStyle(link, "::after").float === "right"; // it stands in the margin
  link.setAttribute("aria-describedby", preview.id);
  place();
}

function hide() {
  clearTimeout(leaving);
  preview.hidden = true;
  link?.removeAttribute("aria-describedby");
  link = null;
}

/**
 * The link with a preview on which something happened.
 *
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
const target = ({ target }) =>
  target instanceof Element ? target.closest("[data-preview]") : null;

/** @param {HTMLElement} tapped */
function openCard(tapped) {
  const title = make("h2", { id: "card-title", textContent: tapped.textContent });
  const words = make("p", { className: "words", textContent: tapped.dataset.preview ?? "" });
  const lead = make("a", { textContent: "Open the page" });
  lead.href = tapped.getAttribute("href") ?? "";
  const close = make("button", { textContent: "Close", type: "button" });
  const card = make("dialog", { className: "card" });
  card.append(make("div", {}, title, words, make("div", { className: "ways" }, lead, close)));
  card.setAttribute("aria-labelledby", title.id);
  card.addEventListener("click", (event) => {
    const around = event.target === card; // the page behind it
    if (around || event.target === lead || event.target === close) card.close();
  });
  card.addEventListener("close", () => card.remove());
  document.body.append(card);
  card.showModal();
}

/** @param {Event} event */
const onPreview = (event) => preview.contains(/** @type {Node | null} */ (event.target));

/** Takes the titles of the links of the page and shows them. */
export function startPreviews() {
  const main = find(document, "main");
  for (const found of all(main, ".bd-article a[title]:not(.headerlink)")) {
    found.dataset.preview = found.title;
    found.removeAttribute("title"); // or the browser would show it a second time
  }
  main.append(preview);
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const over = target(event);
    if (over) show(over);
    else if (onPreview(event)) clearTimeout(leaving);
  });
  main.addEventListener("pointerout", (event) => {
    if (target(event) || onPreview(event)) leaving = setTimeout(hide, 200);
  });
  main.addEventListener("focusin", (event) => {
    const focused = target(event);
    if (focused?.matches(":focus-visible")) show(focused);
  });
  main.addEventListener("focusout", hide);
  main.addEventListener("click", (event) => {
    const tapped = target(event);
    if (!tapped || /** @type {PointerEvent} */ (event).pointerType !== "touch") return;
    event.preventDefault();
    openCard(tapped);
  });
  addEventListener("scroll", () => link && place(), { passive: true });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
