// The file of a reader's progress: what is written is read again, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, written } from "../../../book/questions/file.js";

const WHEN = "2026-11-28T09:30:00.000Z";
const kept = { predictions: { "tower-22": 2 }, checks: { echoes: { choice: 0, right: true } } };

test("what is written is read again", () => {
  assert.deepEqual(read(written(kept, WHEN)), kept);
});

test("a file says what it is and when it was written", () => {
  const { format, exported } = JSON.parse(written(kept, WHEN));
  assert.deepEqual([format, exported], ["delicate-dance-progress", WHEN]);
});

test("nothing answered yet makes a file without answers", () => {
  assert.deepEqual(read(written({}, WHEN)), { predictions: {}, checks: {} });
});

const whole = { format: "delicate-dance-progress", ...kept };
const refused = {
  "an empty file": "",
  "half a file": written(kept, WHEN).slice(0, 40),
  "a list": "[]",
  nothing: "null",
  "another format": JSON.stringify({ ...whole, format: "another" }),
  "no predictions": JSON.stringify({ ...whole, predictions: undefined }),
  "checks in a list": JSON.stringify({ ...whole, checks: [] }),
  "a prediction in words": JSON.stringify({ ...whole, predictions: { a: "b" } }),
  "a choice between two": JSON.stringify({ ...whole, predictions: { a: 0.5 } }),
  "a check without choice": JSON.stringify({ ...whole, checks: { a: { right: true } } }),
  "a check that is a number": JSON.stringify({ ...whole, checks: { a: 1 } }),
  "a check that is nothing": JSON.stringify({ ...whole, checks: { a: null } }),
  "a first try that is a number": JSON.stringify({
    ...whole,
    checks: { a: { choice: 0, right: true, tried: 1 } },
  }),
  "met in words": JSON.stringify({
    ...whole,
    checks: { a: { choice: 0, right: true, met: "yes" } },
  }),
  "a check neither right nor wrong": JSON.stringify({
    ...whole,
    checks: { a: { choice: 0, right: "yes" } },
  }),
};

for (const [name, text] of Object.entries(refused)) {
  test(`${name} is refused`, () => {
    assert.throws(() => read(text));
  });
}

test("what a file holds beside progress is left behind", () => {
  assert.deepEqual(read(JSON.stringify({ ...whole, more: 1 })), kept);
});
