// Why Python could not start, in words for the reader.

/** Seconds that Python gets for a part of its start, such as the next bytes or the next cell. */
export const PATIENCE = 60;

/** @type {Record<string, string>} */
const words = {
  memory:
    "This device has not enough free memory for Python. Close other pages and try again, or use a computer.",
  time: `Python did not start: nothing has moved for ${PATIENCE} seconds. The network may be slow: try again, what has arrived is kept.`,
  assembly:
    "This browser cannot run Python: it has no WebAssembly, or it is turned off. Try a newer browser.",
  policy:
    "The host of this copy of the course forbids Python in the page. Tell whoever runs it: the page for instructors says which line to add.",
  type: "The host of this copy of the course sends a file of Python as something else, and browsers refuse it. Tell whoever runs it.",
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

/**
 * What to tell the reader.
 *
 * @param {string} why - a kind of failure, or what the browser said
 */
export function explained(why) {
  const found = Object.keys(signs).find((kind) => signs[kind].test(why)) ?? "other";
  const kind = why in words ? why : found;
  return `${words[kind]}${quoted.includes(kind) ? ` (${why})` : ""} The page is as it was.`;
}
