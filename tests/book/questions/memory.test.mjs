// What is remembered: answers of both kinds, and nothing where storage is blocked or damaged.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forget, recall, remember, replace } from "../../../book/questions/memory.js";

/** @type {Map<string, string>} */
const stored = new Map();

beforeEach(() => {
  stored.clear();
  useStorage({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  });
});

/** @param {Record<string, (key: string, value: string) => unknown>} storage */
function useStorage(storage) {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

test("nothing is remembered at first", () => {
  assert.deepEqual(recall(), {});
});

test("an answer is added to the others of its kind", () => {
  remember("predictions", "tower-22", 1);
  remember("checks", "echoes", { choice: 0, right: false });
  remember("checks", "harsher", { choice: 2, right: true });
  assert.deepEqual(recall(), {
    predictions: { "tower-22": 1 },
    checks: { echoes: { choice: 0, right: false }, harsher: { choice: 2, right: true } },
  });
});

test("a later answer takes the place of an earlier one", () => {
  remember("predictions", "tower-22", 1);
  remember("predictions", "tower-22", 3);
  assert.deepEqual(recall().predictions, { "tower-22": 3 });
});

test("all of it is replaced or forgotten at once", () => {
  remember("predictions", "tower-22", 1);
  replace({ predictions: { leash: 0 } });
  assert.deepEqual(recall(), { predictions: { leash: 0 } });
  forget();
  assert.deepEqual(recall(), {});
  assert.equal(stored.size, 0);
});

test("what is damaged counts as nothing and is mended by the next answer", () => {
  for (const damaged of ["{broken", "null", "7", '"words"', ""]) {
    stored.set("delicate-dance", damaged);
    assert.deepEqual(recall(), {}, damaged);
  }
  remember("predictions", "tower-22", 1);
  assert.deepEqual(recall(), { predictions: { "tower-22": 1 } });
});

test("where storage is blocked nothing is remembered and nothing breaks", () => {
  const blocked = () => {
    throw new Error("SecurityError");
  };
  useStorage({ getItem: blocked, setItem: blocked, removeItem: blocked });
  remember("predictions", "tower-22", 1);
  forget();
  assert.deepEqual(recall(), {});
});
