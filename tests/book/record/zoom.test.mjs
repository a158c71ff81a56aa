// The part of the record that the timeline shows: never outside, never less than half a year.
import assert from "node:assert/strict";
import { test } from "node:test";
import { zoomed } from "../../../book/record/zoom.js";

const DAY = 24 * 3600 * 1000;
/** @type {[number, number]} */
const whole = [0, 1000 * DAY];

test("a length is put around its centre", () => {
  assert.deepEqual(zoomed(whole, 400 * DAY, 500 * DAY), [300 * DAY, 700 * DAY]);
});

test("near an end it is moved inside", () => {
  assert.deepEqual(zoomed(whole, 400 * DAY, 100 * DAY), [0, 400 * DAY]);
  assert.deepEqual(zoomed(whole, 400 * DAY, 990 * DAY), [600 * DAY, 1000 * DAY]);
});

test("it is no more than the whole and no less than half a year", () => {
  assert.deepEqual(zoomed(whole, 4000 * DAY, 10 * DAY), whole);
  assert.deepEqual(zoomed(whole, 1, 500 * DAY), [410 * DAY, 590 * DAY]);
});
