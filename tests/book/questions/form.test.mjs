// The order of choices: drawn by a seed, the same for the same, each order as likely as another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "../../../book/questions/form.js";

test("an order holds each choice once and is the same for the same seed", () => {
  for (const seed of ["1echoes", "2echoes", ""]) {
    assert.deepEqual([...shuffled(4, seed)].sort(), [0, 1, 2, 3]);
    assert.deepEqual(shuffled(4, seed), shuffled(4, seed));
  }
});

test("each order of three comes up about as often as another", () => {
  /** @type {Record<string, number>} */
  const times = {};
  for (let seed = 0; seed < 6000; seed += 1) {
    const order = shuffled(3, `0.${seed}7harsher`).join("");
    times[order] = (times[order] ?? 0) + 1;
  }
  assert.equal(Object.keys(times).length, 6);
  for (const [order, count] of Object.entries(times))
    assert.ok(Math.abs(count - 1000) < 150, `${order}: ${count}`);
});
