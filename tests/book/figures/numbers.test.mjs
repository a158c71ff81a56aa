// How a number is written: beside its slider, and in a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atSlider, inTable } from "../../../book/figures/numbers.js";

test("a share is written in whole percent, anything else as it is", () => {
  assert.equal(atSlider(0.29, true), "29%");
  assert.equal(atSlider(0.005, true), "1%");
  assert.equal(atSlider(1, true), "100%");
  assert.equal(atSlider(0.29, false), "0.29");
});

test("a cell shows four digits that count", () => {
  assert.equal(inTable(2 / 3), "0.6667");
  assert.equal(inTable(123456), "123500");
  assert.equal(inTable(0.1 + 0.2), "0.3");
});

test("a cell without a number shows its words, or a dash", () => {
  assert.equal(inTable("first"), "first");
  assert.equal(inTable(false), "false");
  assert.equal(inTable(null), "–");
  assert.equal(inTable(undefined), "–");
});
