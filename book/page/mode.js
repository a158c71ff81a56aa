// Light or dark, before the page is drawn. The theme's button changes it later.
const root = document.documentElement;
try {
  root.dataset.mode = localStorage.getItem("mode") || "auto";
  root.dataset.theme = localStorage.getItem("theme") || "auto";
} catch {
  root.dataset.mode = root.dataset.theme = "auto"; // storage is blocked
}

// Paper is light.
/** @type {string | undefined} */
let onScreen;
matchMedia("print").addEventListener("change", ({ matches }) => {
  if (matches) onScreen = root.dataset.theme;
  root.dataset.theme = matches ? "light" : onScreen;
});
