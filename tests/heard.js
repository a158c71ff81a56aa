// Notes what a page complains of. The tests' host puts it before all scripts of a page.

/** @type {string[]} */
const heard = [];
Object.assign(window, { heard });
for (const kind of /** @type {const} */ (["error", "warn"])) {
  const say = console[kind];
  console[kind] = (...said) => {
    heard.push(`${kind}: ${said.join(" ")}`);
    say(...said);
  };
}
addEventListener(
  "error",
  ({ message, target }) => {
    // Firefox fetches the next page ahead of its reader; without a network it is not to be had.
    if (target instanceof HTMLLinkElement && target.rel === "next") return;
    heard.push(message ?? `not loaded: ${/** @type {Element} */ (target).outerHTML}`);
  },
  true,
);
addEventListener("unhandledrejection", ({ reason }) => heard.push(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  heard.push(`forbidden by ${effectiveDirective}: ${blockedURI}`);
});
