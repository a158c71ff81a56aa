// What came of a run, in words on the page.
import { make } from "../markup.js";

/** @import { Result, Trouble } from "./run.js" */

/**
 * A text in which what stands between backticks is code.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
const words = (text) =>
  text.split("`").map((part, at) => (at % 2 ? make("code", { textContent: part }) : part));

/**
 * @param {Trouble} error
 * @returns {(Node | string)[]}
 */
const trouble = ({ line, python, words: plain }) => [
  ...words(plain),
  line ? ` Line ${line}. ` : " ",
  python && make("small", {}, "Python says: ", make("code", { textContent: python })),
];

/**
 * What a list says of each test.
 *
 * @param {Result[]} results - one of each test
 * @param {Map<string, string>} titles - what each test is about
 */
export function listed(results, titles) {
  const items = results.map(({ name, passed, said, error }) => {
    const title = titles.get(name) ?? "";
    const item = make("li", { className: passed ? "passed" : "failed" });
    item.append(make("b", { textContent: passed ? "Passed: " : "Not yet: " }), ...words(title));
    if (error) item.append(make("p", {}, ...trouble(error)));
    else if (said) item.append(make("p", {}, ...words(said)));
    return item;
  });
  return make("ul", {}, ...items);
}

/** @param {Trouble} error */
export const stopped = (error) => make("p", { className: "verdict" }, ...trouble(error));

/** @param {string} text */
export const verdict = (text) => make("p", { className: "verdict", textContent: text });

/** @param {string} printed */
export const output = (printed) =>
  printed
    ? [make("p", { textContent: "Printed:" }), make("pre", { textContent: printed.trimEnd() })]
    : [];

/**
 * What there is to know once a question was tried.
 *
 * @param {{key: string, solution: string, errors: string[], tests: Record<string, string>}} key
 */
export function explained({ key, solution, errors, tests }) {
  const why = make("div");
  why.innerHTML = key; // of the book itself
  const each = errors.map((idea) => make("li", { textContent: idea }));
  const code = Object.values(tests).map((test) => make("pre", { tabIndex: 0, textContent: test }));
  return [
    why,
    make("p", { textContent: "An answer of the authors; others are as right:" }),
    make("pre", { tabIndex: 0, textContent: solution }),
    make("p", { textContent: "Usual errors, each of which these tests notice:" }),
    make("ul", {}, ...each),
    make("details", {}, make("summary", { textContent: "All tests" }), ...code),
  ];
}
