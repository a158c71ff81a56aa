// The file of a reader's progress: what is written is read again, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, read, written } from "../../../book/questions/file.js";

const WHEN = "2026-11-28T09:30:00.000Z";
const kept = {
  predictions: { "tower-22": 2 },
  checks: { echoes: { choice: 0, right: true } },
  plays: { echo: "1z.001" },
  reviews: { "range-width": "2.3065 2.1181 20787 20789 3 1" },
  measures: { before: "A.2026-11-30.00--25" },
};

test("what is written is read again", () => {
  assert.deepEqual(read(written(kept, WHEN)), kept);
});

test("a file says what it is and when it was written", () => {
  const { format, exported } = JSON.parse(written(kept, WHEN));
  assert.deepEqual([format, exported], ["delicate-dance-progress", WHEN]);
});

test("nothing answered yet makes a file without answers", () => {
  assert.deepEqual(read(written({}, WHEN)), {
    predictions: {},
    checks: {},
    plays: {},
    reviews: {},
    measures: {},
  });
});

test("a file of an edition without moves, prompts and measure is read", () => {
  const { plays, reviews, measures, ...earlier } = whole;
  assert.ok(plays && reviews && measures);
  const { plays: played, reviews: asked, measures: taken } = read(JSON.stringify(earlier));
  assert.deepEqual([played, asked, taken], [{}, {}, {}]);
});

const whole = { format: "delicate-dance-progress", ...kept };
/** @type {Record<string, [text: string, why: RegExp]>} */
const refused = {
  "an empty file": ["", /damaged/],
  "half a file": [written(kept, WHEN).slice(0, 40), /damaged/],
  "a list": ["[]", /another kind/],
  nothing: ["null", /another kind/],
  "another format": [JSON.stringify({ ...whole, format: "another" }), /another kind/],
  "no predictions": [JSON.stringify({ ...whole, predictions: undefined }), /missing/],
  "checks in a list": [JSON.stringify({ ...whole, checks: [] }), /missing/],
  "a prediction in words": [JSON.stringify({ ...whole, predictions: { a: "b" } }), /“a” is no/],
  "a choice between two": [JSON.stringify({ ...whole, predictions: { a: 0.5 } }), /“a” is no/],
  "a choice before the first": [JSON.stringify({ ...whole, predictions: { a: -1 } }), /“a” is no/],
  "a check without choice": [JSON.stringify({ ...whole, checks: { a: { right: true } } }), /“a”/],
  "a check that is a number": [JSON.stringify({ ...whole, checks: { a: 1 } }), /“a” is no/],
  "a check that is nothing": [JSON.stringify({ ...whole, checks: { a: null } }), /“a” is no/],
  "a check neither right nor wrong": [
    JSON.stringify({ ...whole, checks: { a: { choice: 0, right: "yes" } } }),
    /“a” is no/,
  ],
  "a file of a size that no progress has": [
    JSON.stringify({ ...whole, more: "x".repeat(300_000) }),
    /too long/,
  ],
  "a first try that is a number": [
    JSON.stringify({ ...whole, checks: { a: { choice: 0, right: true, tried: 1 } } }),
    /first try of “a”/,
  ],
  "moves in a list": [JSON.stringify({ ...whole, plays: [] }), /missing/],
  "rounds that are none": [
    JSON.stringify({ ...whole, plays: { echo: "1.0<b>" } }),
    /“echo” are none/,
  ],
  "a very first try without a day": [
    JSON.stringify({
      ...whole,
      checks: { a: { choice: 0, right: true, first: { right: true } } },
    }),
    /first try of “a”/,
  ],
  "dates that are none": [
    JSON.stringify({ ...whole, reviews: { a: "2 2 1 2 9 1" } }),
    /dates of “a” are none/,
  ],
  "a measure in words": [
    JSON.stringify({ ...whole, measures: { before: "all right" } }),
    /measure of “before” are none/,
  ],
  "met in words": [
    JSON.stringify({ ...whole, checks: { a: { choice: 0, right: true, met: "yes" } } }),
    /first try of “a”/,
  ],
};

for (const [name, [text, why]] of Object.entries(refused)) {
  test(`${name} is refused, with the reason`, () => {
    assert.throws(() => read(text), why);
  });
}

test("what this book does not ask is parted from what it does", () => {
  const asked = {
    predictions: new Map([["tower-22", 3]]),
    checks: new Map([["echoes", 2]]),
    plays: new Map([["echo", 1]]),
    reviews: new Map([["range-width", 1]]),
    measures: new Map([["before", 1]]),
  };
  assert.deepEqual(fitting(kept, asked), { kept, strange: 0 });
  const other = {
    predictions: { "tower-22": 3, leash: 0, ["__proto__"]: 1 },
    checks: { echoes: { choice: 2, right: true }, harsher: { choice: 0, right: true } },
    plays: { shout: "1.0" },
    reviews: { "another-prompt": "2 2 1 2 3 1" },
    measures: {},
  };
  assert.deepEqual(fitting(other, asked), {
    kept: { predictions: {}, checks: {}, plays: {}, reviews: {}, measures: {} },
    strange: 7,
  });
});

test("what a file holds beside progress is left behind", () => {
  assert.deepEqual(read(JSON.stringify({ ...whole, more: 1 })), kept);
});
