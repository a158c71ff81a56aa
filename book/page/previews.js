// What stands behind a link, shown beside it while the pointer or the focus is on it.
// Without scripts the same words are the link's title.
const preview = document.createElement("div");
preview.id = "preview";
preview.setAttribute("role", "tooltip");
preview.hidden = true;

let link = null;
let leaving = 0;

function place() {
  const [box] = link.getClientRects();
  preview.style.left = `${Math.max(8, Math.min(box.left, innerWidth - preview.offsetWidth - 8))}px`;
  const below = box.bottom + 6;
  const fits = below + preview.offsetHeight < innerHeight;
  preview.style.top = `${fits ? below : Math.max(8, box.top - preview.offsetHeight - 6)}px`;
}

function show(next) {
  clearTimeout(leaving);
  if (next === link) return;
  hide();
  link = next;
  preview.textContent = link.dataset.preview;
  preview.hidden = false;
  link.setAttribute("aria-describedby", preview.id);
  place();
}

function hide() {
  clearTimeout(leaving);
  preview.hidden = true;
  link?.removeAttribute("aria-describedby");
  link = null;
}

const target = (event) => event.target.closest?.("[data-preview]");

export function startPreviews() {
  const main = document.querySelector("main");
  for (const found of main.querySelectorAll(".bd-article a[title]:not(.headerlink)")) {
    found.dataset.preview = found.title;
    found.removeAttribute("title"); // or the browser would show it a second time
  }
  main.append(preview);
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (target(event)) show(target(event));
    else if (preview.contains(event.target)) clearTimeout(leaving);
  });
  main.addEventListener("pointerout", (event) => {
    if (target(event) || preview.contains(event.target)) leaving = setTimeout(hide, 200);
  });
  main.addEventListener("focusin", (event) => {
    if (target(event)?.matches(":focus-visible")) show(target(event));
  });
  main.addEventListener("focusout", hide);
  addEventListener("scroll", () => link && place(), { passive: true });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
