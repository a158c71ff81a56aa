// Whether the kept memory fits this browser, known before it is fetched.

// The memory remembers where in the table of functions Pyodide's adaptor for calls stands.
// Pyodide leaves the adaptor out under the two conditions below, its own; then nothing stands there.
const { userAgent, platform, maxTouchPoints } = /** @type {any} */ (navigator);
const withoutAdaptor =
  /iPad|iPhone|iPod/.test(userAgent) || (platform === "MacIntel" && maxTouchPoints > 1);

/** @param {Uint8Array<ArrayBuffer>} adaptor - in WebAssembly, of which not every browser knows all parts */
export function memoryFits(adaptor) {
  if (withoutAdaptor) return false;
  try {
    new WebAssembly.Module(adaptor);
    return true;
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
