// Python of a page, in a thread of its own: starts from the memory kept when the book was built,
// or, where that does not fit the browser, from the files of which it was made.
import { memoryFits, pauseWith } from "./engine.js";
import { array, counted, early, kept, post, script, unpacked } from "./fetching.js";

// Pyodide only writes it to the console when the browser refuses, and waits for ever.
/** @returns {Promise<never>} */
const refusal = () =>
  new Promise((_, reject) => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => {
      const instance = instantiate(...given);
      instance.catch(reject);
      return instance;
    };
  });

/**
 * Makes room for the memory before it is put in place; the file alone asks for too little.
 *
 * @param {any} core - Pyodide's
 * @param {Uint8Array} memory
 */
const roomy = (core, memory) => async (/** @type {object} */ settings) => {
  const module = await core.default(settings);
  const had = module.HEAP8.length;
  while (module.HEAP8.length < memory.length) {
    if (!module._malloc(1 << 22)) throw new RangeError("out of memory");
  }
  module.HEAP8.fill(0, had);
  return module;
};

/** @param {string} files - the folder where Python lies */
async function start(files) {
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // says at once if it may not
  /** @param {string} name */
  const at = (name) => new URL(name, files).href;
  /** @param {string} name */
  const load = (name) => counted(at(name)).then(array);
  const whole = load("adaptor.bin").then(async (adaptor) => {
    const fits = memoryFits(adaptor);
    post("plan", { fits });
    return fits
      ? { memory: await load("python.bin").then(unpacked), packages: null }
      : { memory: undefined, packages: await load("packages.zip") };
  });
  const [pyodide, core, { memory, packages }, course, lock] = await Promise.all([
    script(at("pyodide.js")),
    script(at("pyodide.asm.js")),
    whole,
    load("course.zip"),
    counted(at("pyodide-lock.json")).then((answer) => answer.json()),
    early(at("pyodide.asm.wasm")),
    early(at("python_stdlib.zip")),
  ]);
  post("step");
  /** @type {import("pyodide").PyodideInterface} */
  const python = await Promise.race([
    refusal(),
    pyodide.loadPyodide({
      indexURL: at(""),
      lockFileContents: lock,
      createPyodideModule: memory ? roomy(core, memory) : core.default,
      _loadSnapshot: memory,
    }),
  ]);
  python.unpackArchive(course, "zip", { extractDir: "/live/course" });
  if (packages) {
    python.unpackArchive(packages, "zip", { extractDir: "/live/packages" });
    post("step");
    python.runPython('import sys; sys.path[:0] = ["/live/course", "/live/packages"]');
  } else {
    missing = at("packages.zip");
  }
  return python;
}

/** @type {import("pyodide").PyodideInterface} */
let python;
/** @type {any} */
let kernel;
/** What the kept memory has not: the modules that a reader may import besides. */
let missing = "";
/** @type {Promise<void>} */
let turn = Promise.resolve(); // cells run one after another
/** @type {Int32Array | null} */
let stopped = null;

/**
 * What the page may ask, by the kind of its message.
 *
 * @type {Record<string, (asked: any) => unknown>}
 */
const answers = {
  /** @param {{files: string, signal: Int32Array | null}} asked */
  async start({ files, signal }) {
    const ready = await start(files);
    kernel = ready.pyimport("live.kernel");
    const pause = pauseWith(signal);
    ready.pyimport("live.waiting").pause = (/** @type {number} */ seconds) => {
      pause(seconds);
      ready.checkInterrupt();
    };
    if (signal) ready.setInterruptBuffer(signal);
    stopped = signal;
    /**
     * @param {string} message
     * @param {import("pyodide/ffi").PyProxy} buffers
     */
    kernel.page.post = (message, buffers) => {
      /** @type {Uint8Array[]} */
      const parts = buffers.toJs({ create_pyproxies: false });
      post("message", { message, buffers: parts.map((part) => new Uint8Array(part).buffer) });
    };
    // Whoever waits for Python when it breaks down would wait for ever.
    /** @type {any} */ (ready)._api.on_fatal = (/** @type {unknown} */ error) => broken(error);
    python = ready;
    post("ready", { colours: kernel.colours.toJs({ dict_converter: Object.fromEntries }) });
  },
  run({ cell, code }) {
    turn = turn.then(() => {
      stopped?.fill(0);
      return kernel.run(cell, code);
    });
    return turn;
  },
  rest() {
    if (!missing) return;
    const rest = kept(missing)
      .then(array)
      .then((packages) => python.unpackArchive(packages, "zip", { extractDir: "/live/packages" }))
      .catch((error) => console.info(`Live Python: ${error}`)); // what it has goes on
    turn = Promise.all([turn, rest]).then(() => {});
    return rest;
  },
  interrupt: () => kernel.interrupt(),
  receive: ({ what, message }) => kernel.receive(what, message, []),
};

/** @param {any} error - of the browser, of Python or of Emscripten, which throws its own kind */
function broken(error) {
  post(python ? "broken" : "failed", { why: String(error?.message ?? error) });
}

self.onunhandledrejection = ({ reason }) => {
  if (!python) broken(reason);
};
self.onmessage = async ({ data }) => {
  try {
    await answers[data.kind](data);
  } catch (error) {
    if (python && error instanceof python.ffi.PythonError) console.info(error.message);
    else broken(error);
  }
};
