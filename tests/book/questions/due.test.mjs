// What comes back: which prompts are chosen, how they are kept, and the calendar of their days.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../../book/questions/calendar.js";
import { choose, dayOf, isKnown, spacingOf, written } from "../../../book/questions/due.js";

const KNOWN = {
  proxies: { answers: ["tower-22", "leash"], prompts: ["p1", "p2", "p3"] },
  lines: { answers: ["muscat"], prompts: ["l1", "l2"] },
  fax: { answers: ["fax"], prompts: ["f1"] },
};
/** @param {number} due @param {number} rating */
const kept = (due, rating) =>
  written({ stability: 2.5, difficulty: 5, last: due - 2, due, rating, asked: 1 });

test("nothing comes back of chapters that nobody has begun", () => {
  assert.deepEqual(choose(KNOWN, {}, 100, 10), []);
  assert.deepEqual(choose(KNOWN, { checks: { other: { choice: 0, right: true } } }, 100, 10), []);
});

test("what is new comes of each chapter that was begun, in turn", () => {
  const memory = { predictions: { "tower-22": 1 }, plays: { muscat: "1." } };
  assert.deepEqual(choose(KNOWN, memory, 100, 10), ["p1", "l1", "p2", "l2", "p3"]);
  assert.deepEqual(choose(KNOWN, memory, 100, 3), ["p1", "l1", "p2"]);
});

test("what was missed comes first, then what is due, and what is not due waits", () => {
  const reviews = {
    p1: kept(90, 3),
    p2: kept(100, 1),
    p3: kept(101, 1),
    l1: kept(95, 2),
    f1: kept(80, 3),
  };
  assert.deepEqual(choose(KNOWN, { reviews }, 100, 10), ["p2", "p1", "l1", "f1", "l2"]);
});

test("what is kept is read again, and what is damaged counts as never asked", () => {
  const spacing = {
    stability: 2.3065,
    difficulty: 2.1181,
    last: 20787,
    due: 20789,
    rating: 3,
    asked: 1,
  };
  assert.deepEqual(spacingOf(written(spacing)), spacing);
  for (const damaged of ["", "1 2 3", "a b c d e f", `${written(spacing)} 7`, undefined])
    assert.equal(spacingOf(damaged), undefined);
  assert.ok(isKnown(written(spacing)));
  assert.ok(!isKnown(kept(100, 1)));
  assert.ok(!isKnown(undefined));
});

test("sixty-three prompts and four measures take less than 10 KB", () => {
  const spacing = {
    stability: 12345.6789,
    difficulty: 10.1234,
    last: 20787,
    due: 26789,
    rating: 3,
    asked: 99,
  };
  const names = [...Array(63).keys()].map((each) => `a-name-of-a-prompt-${each}`);
  const reviews = Object.fromEntries(names.map((name) => [name, written(spacing)]));
  const measures = Object.fromEntries(
    ["before", "after", "month", "quarter"].map((name) => [
      name,
      `A.2026-11-30.${"00".repeat(24)}`,
    ]),
  );
  assert.ok(JSON.stringify({ reviews, measures }).length < 10_000);
});

test("a day is the reader's own", () => {
  assert.equal(dayOf(new Date(1970, 0, 2, 23, 59)), 1);
  assert.equal(dayOf(new Date(1970, 0, 2, 0, 0)), 1);
});

test("the calendar has an event of a whole day for each day, none in the past", () => {
  const now = new Date("2026-11-30T10:00:00Z");
  const today = Math.floor(now.getTime() / 86_400_000);
  const text = calendar(
    [today + 3, today + 3, today - 5],
    `https://example.org/${"x".repeat(90)}`,
    now,
  );
  assert.deepEqual(text.match(/DTSTART;VALUE=DATE:\d+/g), [
    "DTSTART;VALUE=DATE:20261130",
    "DTSTART;VALUE=DATE:20261203",
  ]);
  assert.match(text, /SUMMARY:The Delicate Dance: 2 to come back to\r\n/);
  assert.match(text, /DTSTAMP:20261130T100000Z\r\n/);
  const lines = text.split("\r\n");
  assert.ok(lines.every((line) => line.length <= 75));
  assert.match(text.replaceAll("\r\n ", ""), /URL:https:\/\/example\.org\/x{90}\r\n/);
});
