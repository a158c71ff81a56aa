// What is remembered: answers of both kinds, and nothing where storage is blocked or damaged.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  afterTry,
  forget,
  isMet,
  recall,
  remember,
  replace,
  seed,
} from "../../../book/questions/memory.js";

/** @type {Map<string, string>} */
const stored = new Map();

beforeEach(() => {
  stored.clear();
  useStorage({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  });
  forget();
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

const blocked = () => {
  throw new Error("SecurityError");
};

test("what is kept is told from what is not", () => {
  assert.equal(remember("predictions", "tower-22", 1), true);
  assert.equal(forget(), true);
  useStorage({ getItem: blocked, setItem: blocked, removeItem: blocked });
  assert.equal(remember("predictions", "tower-22", 1), false);
  assert.equal(replace({}), false);
  assert.equal(forget(), false);
});

test("what there is no room for lasts for the page, and is kept once there is room", () => {
  remember("predictions", "tower-22", 1);
  const full = { getItem: (/** @type {string} */ key) => stored.get(key), setItem: blocked };
  useStorage(full);
  assert.equal(remember("predictions", "leash", 2), false);
  assert.deepEqual(recall(), { predictions: { "tower-22": 1, leash: 2 } });
  assert.deepEqual(JSON.parse(stored.get("delicate-dance") ?? ""), {
    predictions: { "tower-22": 1 },
  });
  useStorage({ ...full, setItem: (key, value) => stored.set(key, value) });
  assert.equal(remember("predictions", "attack", 0), true);
  assert.deepEqual(JSON.parse(stored.get("delicate-dance") ?? "").predictions, {
    "tower-22": 1,
    leash: 2,
    attack: 0,
  });
});

test("a stand-in for storage does not count as keeping", () => {
  useStorage(
    /** @type {any} */ ({
      fleeting: true,
      getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => stored.set(key, value),
      removeItem: (/** @type {string} */ key) => stored.delete(key),
    }),
  );
  assert.equal(remember("predictions", "tower-22", 1), false);
  assert.deepEqual(recall(), { predictions: { "tower-22": 1 } });
});

test("where storage is blocked nothing is remembered and nothing breaks", () => {
  useStorage({ getItem: blocked, setItem: blocked, removeItem: blocked });
  remember("predictions", "tower-22", 1);
  forget();
  assert.deepEqual(recall(), {});
  const place = { value: { pathname: "/chapters/proxies.html" }, configurable: true };
  Object.defineProperty(globalThis, "location", place);
  assert.match(seed(), /proxies/, "an order for today, another on each page");
});

test("the first try of a day alone decides whether a question is met", () => {
  const [wrong, right] = [
    { choice: 0, right: false },
    { choice: 1, right: true },
  ];
  const first = afterTry(undefined, wrong, "2026-11-30");
  const second = afterTry(first, right, "2026-11-30");
  assert.deepEqual([isMet(first), isMet(second), second.right], [false, false, true]);
  const later = afterTry(second, right, "2026-12-01");
  assert.ok(isMet(later));
  assert.ok(isMet(afterTry(later, wrong, "2026-12-02")), "what is met stays met");
  assert.deepEqual(later.first, { day: "2026-11-30", right: false }, "the very first try stays");
  assert.ok(!isMet(undefined));
});

test("what an earlier edition kept as right is met", () => {
  assert.ok(isMet({ choice: 1, right: true }));
  assert.ok(!isMet({ choice: 1, right: false }));
  const later = afterTry({ choice: 1, right: true }, { choice: 0, right: false }, "2026-11-30");
  assert.ok(isMet(later));
  assert.equal(later.first, undefined, "nobody knows what its first try was");
});

test("the order of choices is drawn once, and forgotten with the rest", () => {
  const drawn = seed();
  assert.equal(seed(), drawn);
  forget();
  assert.equal(stored.size, 0);
  assert.notEqual(seed(), drawn);
});
