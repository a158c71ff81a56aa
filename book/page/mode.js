// Before the page is drawn: light or dark, and what the scripts after this one stand on.
const root = document.documentElement;
root.dataset.scripts = "run"; // what needs them is shown

// Blocked storage throws, and the theme's script would end there: a stand-in lasts for the page.
for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
  try {
    window[name].getItem("mode");
  } catch {
    /** @type {Map<string, string>} */
    const held = new Map();
    const value = {
      fleeting: true, // so that nobody says that something is kept
      getItem: (/** @type {string} */ key) => held.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {unknown} */ to) => held.set(key, String(to)),
      removeItem: (/** @type {string} */ key) => held.delete(key),
      clear: () => held.clear(),
    };
    Object.defineProperty(window, name, { value });
  }
}
// The theme's button changes it later.
root.dataset.mode = localStorage.getItem("mode") || "auto";
root.dataset.theme = localStorage.getItem("theme") || "auto";

// What a lost script would move is hidden; missing.css says what that is.
addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    const [, name] = target.src.match(/([\w-]+?)(-[0-9a-f]{16})?\.js/) ?? [];
    root.dataset.lost = `${root.dataset.lost ?? ""} ${name}`;
  },
  true,
);

// A host may demand that scripts are named and HTML is made by a policy: here are the book's own.
try {
  /** @type {any} */ (window).trustedTypes?.createPolicy("default", {
    createHTML: (/** @type {string} */ text) => text,
    createScriptURL: (/** @type {string} */ address) =>
      new URL(address, document.baseURI).origin === location.origin ? address : null,
  });
} catch {
  // the host wants none of this name, and the page does without what would need it
}

// Paper is light.
/** @type {string | undefined} */
let onScreen;
matchMedia("print").addEventListener("change", ({ matches }) => {
  if (matches) onScreen = root.dataset.theme;
  root.dataset.theme = matches ? "light" : onScreen;
});
