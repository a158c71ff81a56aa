// Python as the page knows it: a worker that is told things, interrupted, and ended.

export class Python {
  /**
   * @param {string} script - the address of the worker
   * @param {string} files - the folder where Python lies
   * @param {(data: any) => void} hear - takes what the worker sends
   */
  constructor(script, files, hear) {
    // Only where the host isolates its pages may a page and a worker share memory.
    this.signal = self.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
    this.worker = new Worker(script, { type: "module" });
    this.worker.onmessage = ({ data }) => hear(data);
    this.worker.onerror = (event) =>
      hear({ kind: "broken", why: event.message || "the browser blocked Python's worker" });
    this.tell("start", { files, signal: this.signal });
  }

  /**
   * @param {string} kind
   * @param {object} content
   */
  tell(kind, content = {}) {
    this.worker.postMessage({ kind, ...content });
  }

  /**
   * Asks Python to stop what it is doing: code that waits hears it, and with shared memory any code
   * of Python's own.
   *
   * @returns {number} milliseconds after which it has heard it, if it can
   */
  interrupt() {
    this.tell("interrupt");
    if (!this.signal) return 1000;
    Atomics.store(this.signal, 0, 2); // SIGINT
    Atomics.notify(this.signal, 0);
    return 2000;
  }

  /** Ends Python, whatever it is doing; nothing of it is heard any more. */
  end() {
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
  }
}
