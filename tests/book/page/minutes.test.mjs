// The minutes that are left: none said at the beginning, rounded up, one in the singular.
import assert from "node:assert/strict";
import { test } from "node:test";
import { minutesLeft } from "../../../book/page/minutes.js";

test("at the beginning, and above it, the page says it itself", () => {
  assert.equal(minutesLeft(60, 1), null);
  assert.equal(minutesLeft(60, 1.2), null);
  assert.equal(minutesLeft(60, 0.99), null);
});

test("minutes are rounded up", () => {
  assert.equal(minutesLeft(60, 0.5), "About 30 minutes left");
  assert.equal(minutesLeft(60, 0.501), "About 31 minutes left");
});

test("a single minute has no plural", () => {
  assert.equal(minutesLeft(60, 0.01), "About 1 minute left");
});

test("below the text it is the end", () => {
  assert.equal(minutesLeft(60, 0), "At the end");
  assert.equal(minutesLeft(60, -0.3), "At the end");
});
