// Whether the kept memory fits: as Pyodide decides, by the device and by what the engine knows.
import assert from "node:assert/strict";
import { test } from "node:test";

const HEADER = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
const UNKNOWN = Uint8Array.of(0, 97, 115, 109, 9, 0, 0, 0);

/** @param {object} navigator - of the browser */
async function inBrowser(navigator) {
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  return import(`../../../book/live/engine.js?${JSON.stringify(navigator)}`);
}

test("a computer has what the memory needs, if its engine knows the adaptor", async () => {
  const { memoryFits } = await inBrowser({ userAgent: "X11; Linux", platform: "Linux" });
  assert.equal(memoryFits(HEADER), true);
  assert.equal(memoryFits(UNKNOWN), false);
});

test("the memory does not fit an engine with two objects for one function, as WebKit has", async () => {
  const { get } = WebAssembly.Table.prototype;
  WebAssembly.Table.prototype.get = function (place) {
    return get.call(this, place).bind(null);
  };
  try {
    const { memoryFits } = await inBrowser({ userAgent: "X11; Linux", platform: "Linux" });
    assert.equal(memoryFits(HEADER), false);
  } finally {
    WebAssembly.Table.prototype.get = get;
  }
});

for (const navigator of [
  { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", platform: "iPhone" },
  { userAgent: "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)", platform: "iPad" },
  { userAgent: "Mozilla/5.0 (Macintosh)", platform: "MacIntel", maxTouchPoints: 5 },
]) {
  test(`the memory does not fit ${JSON.stringify(navigator)}`, async () => {
    const { memoryFits } = await inBrowser(navigator);
    assert.equal(memoryFits(HEADER), false);
  });
}

test("one who pauses waits, with a clock of its own or with one that wakes it", async () => {
  const { pauseWith } = await inBrowser({ userAgent: "", platform: "" });
  const signal = new Int32Array(new SharedArrayBuffer(4));
  for (const pause of [pauseWith(null), pauseWith(signal)]) {
    const began = performance.now();
    pause(0.05);
    assert.ok(performance.now() - began >= 45);
  }
  signal[0] = 2;
  const began = performance.now();
  pauseWith(signal)(5);
  assert.ok(performance.now() - began < 1000);
});
