// Why Python could not start: a reason for each thing that a browser says, and the page is whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { explained } from "../../../book/live/failures.js";

const said = {
  "The file https://a.example/live/python.bin is missing (404).": "Python could not start",
  "Refused to compile: 'unsafe-eval' is not allowed": "forbids Python in the page",
  "call to WebAssembly.Module() blocked by CSP": "forbids Python in the page",
  "WebAssembly.Memory(): could not allocate memory": "not enough free memory",
  "CompileError: expected magic word": "This browser cannot run Python",
  "This host sends pyodide.js as text/plain.": "something else, and browsers refuse it",
  "something else": "Python could not start",
};

for (const [why, words] of Object.entries(said)) {
  test(`"${why}" is explained`, () => {
    assert.match(explained(why), new RegExp(`${words}.* The page is as it was\\.$`));
  });
}

test("a kind of failure needs no signs", () => {
  assert.match(explained("time"), /nothing has moved for 60 seconds/);
  assert.match(explained("assembly"), /no WebAssembly/);
});

test("only a failure that is not understood is quoted", () => {
  assert.match(explained("something else"), /\(something else\)/);
  assert.doesNotMatch(explained("out of memory"), /\(out of memory\)/);
});
