// Why Python could not start, in words for the reader.

/** Seconds that Python gets to start. */
export const PATIENCE = 60;

/** @type {Record<string, string>} */
const words = {
  memory:
    "This device has not enough free memory for Python. Close other pages and try again, or use a computer.",
  time: `Python did not start within ${PATIENCE} seconds. The network may be slow: try again, what has arrived is kept.`,
  assembly:
    "This browser cannot run Python: it has no WebAssembly, or it is turned off. Try a newer browser.",
  policy:
    "The host of this copy of the course forbids Python in the page. Tell whoever runs it: the page on hosting says which line to add.",
  network:
    "There is no network, or the host of this book does not answer with it, and what Python needs was not kept in this browser before. Try again with a network.",
  edition:
    "A newer edition of this book is here, and the host has the files of this one no more. Reload the page to run the newer one.",
  file: "This page was opened from a file, and from there Python cannot start. Open the book from the web, or run make serve.",
  script:
    "The script that starts Python is missing here. Reload the page; if it fails again, report it at the foot of the page.",
  type: "The host of this copy of the course sends a file of Python as something else, and browsers refuse it. Tell whoever runs it: the page on hosting says what to set.",
  other:
    "Python could not start. Try again; if it fails once more, report it at the foot of the page.",
};

/**
 * By which one knows the reason in what a browser says, in this order.
 *
 * @type {Record<string, RegExp>}
 */
const signs = {
  other: /is missing/,
  type: /^This host sends /,
  policy: /Content Security Policy|unsafe-eval|blocked by CSP/i,
  memory: /memory|allocation/i,
  assembly: /WebAssembly|wasm|CompileError/i,
};

/** The kinds of which the browser's own words help whoever is told of them. */
const quoted = ["type", "other"];

/** @param {string} why - what the browser said */
const kindOf = (why) =>
  why in words ? why : (Object.keys(signs).find((kind) => signs[kind].test(why)) ?? "other");

/**
 * Whether what the browser says leaves open why a file did not come.
 *
 * @param {string} why
 */
export const isOpen = (why) => kindOf(why) === "other";

/**
 * What to tell the reader.
 *
 * @param {string} why - a kind of failure, or what the browser said
 */
export function explained(why) {
  const kind = kindOf(why);
  return `${words[kind]}${quoted.includes(kind) ? ` (${why})` : ""} The page is as it was.`;
}
