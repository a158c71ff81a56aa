// Whether the kept memory fits this browser, known before it is fetched.

// The memory remembers where in the table of functions Pyodide's adaptor for calls stands.
// Pyodide leaves the adaptor out under the two conditions below, its own; then nothing stands there.
const { userAgent, platform, maxTouchPoints } = /** @type {any} */ (navigator);
const withoutAdaptor =
  /iPad|iPhone|iPod/.test(userAgent) || (platform === "MacIntel" && maxTouchPoints > 1);

// (module (func (export "a")) (table (export "t") 1 funcref) (elem (i32.const 0) 0))
const TABLE = [
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 4, 4, 1, 112, 0, 1],
  [7, 9, 2, 1, 97, 0, 0, 1, 116, 1, 0, 9, 7, 1, 0, 65, 0, 11, 1, 0, 10, 4, 1, 2, 0, 11],
];

// The memory also remembers the places of all other functions. WebKit takes a function in the table
// for another than the same function exported, so that Pyodide adds a thousand of them once more.
function knowsItsFunctions() {
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(Uint8Array.from(TABLE.flat())),
  );
  return /** @type {any} */ (exports).t.get(0) === exports.a;
}

/** @param {Uint8Array<ArrayBuffer>} adaptor - in WebAssembly, of which not every browser knows all parts */
export function memoryFits(adaptor) {
  if (withoutAdaptor) return false;
  try {
    new WebAssembly.Module(adaptor);
    return knowsItsFunctions();
  } catch {
    return false;
  }
}

/**
 * Gives what lets the thread of Python wait: a clock that `signal` may stop, or else its own.
 *
 * @param {Int32Array | null} signal - shared with the page, where the host isolates pages
 * @returns {(seconds: number) => void}
 */
export function pauseWith(signal) {
  let clock = signal;
  try {
    const settings = { initial: 1, maximum: 1, shared: true };
    clock ??= new Int32Array(new WebAssembly.Memory(settings).buffer);
  } catch {
    // a browser that shares no memory at all: the thread counts the time
  }
  return (seconds) => {
    const end = performance.now() + seconds * 1000;
    if (clock) Atomics.wait(clock, 0, 0, seconds * 1000);
    else while (performance.now() < end);
  };
}
