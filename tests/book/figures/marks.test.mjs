// Which mark is meant by a place: the nearest, as long as it is near.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../book/figures/marks.js";

/** @param {number} row @param {number} x @param {number} y */
const mark = (row, x, y) => ({
  row,
  box: /** @type {DOMRect} */ ({ left: x, right: x + 10, top: y, bottom: y + 10 }),
});
const marks = [mark(0, 0, 0), mark(1, 30, 0), mark(2, 200, 0)];

test("a place on a mark means it", () => {
  assert.equal(nearest(marks, 35, 5)?.row, 1);
});

test("between two marks the nearer one is meant", () => {
  assert.equal(nearest(marks, 18, 5)?.row, 0);
  assert.equal(nearest(marks, 22, 5)?.row, 1);
});

test("above and below a mark it is meant as far as beside it", () => {
  assert.equal(nearest(marks, 5, 33)?.row, 0);
  assert.equal(nearest(marks, 5, 35), undefined);
  assert.equal(nearest(marks, 5, -23)?.row, 0);
  assert.equal(nearest(marks, 5, -25), undefined);
});

test("far from all none is meant", () => {
  assert.equal(nearest(marks, 120, 5), undefined);
  assert.equal(nearest(marks, 205, 60), undefined);
});
