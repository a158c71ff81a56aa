// Python of a page, in a thread of its own: starts from the memory kept when the book was built.
import { CACHE } from "../offline/cache.js";

/**
 * @param {string} kind
 * @param {object} [content]
 */
const post = (kind, content = {}) => self.postMessage({ kind, ...content });

const fetched = self.fetch;
/** @type {Map<string, Promise<Response>>} */
const started = new Map();

// A file of Python is fetched once and kept; a new build of the book has new addresses.
/** @param {string} address */
async function kept(address) {
  const cache = await self.caches?.open(CACHE).catch(() => undefined);
  const found = await cache?.match(address);
  if (found) return found;
  const response = await fetched(address);
  if (!response.ok) throw new Error(`The file ${address} is missing (${response.status}).`);
  const type = response.headers.get("Content-Type") ?? "";
  if (/html/.test(type)) throw new Error(`The file ${address} is missing (a page came instead).`);
  cache?.put(address, response.clone()).catch(() => {}); // where there is no room, it works as well
  return response;
}

// Counts what comes in, so that the page can say how far it is.
/** @param {string} address */
async function counted(address) {
  const response = await kept(address);
  const count = new TransformStream({
    transform(part, out) {
      post("bytes", { bytes: part.byteLength });
      out.enqueue(part);
    },
  });
  if (!response.body) throw new Error(`The file ${address} is empty.`);
  const type = address.endsWith(".wasm") ? "application/wasm" : ""; // as some hosts do not say
  return new Response(response.body.pipeThrough(count), { headers: { "Content-Type": type } });
}

// Pyodide asks for its parts one after another; all are on their way when it does.
self.fetch = (asked, options) => {
  const address = asked instanceof Request ? asked.url : String(asked);
  const under = started.get(address) ?? fetched(asked, options);
  started.delete(address);
  return under;
};

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

/** @param {Response} response */
const array = async (response) => new Uint8Array(await response.arrayBuffer());

/** @param {Response} response - whose file is compressed */
const unpacked = ({ body }) => new Response(body?.pipeThrough(new DecompressionStream("gzip")));

/** @param {string} files - the folder where Python lies */
async function start(files) {
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // says at once if it may not
  /** @param {string} name */
  const at = (name) => new URL(name, files).href;
  /** @param {string} name */
  const load = (name) => counted(at(name));
  const early = ["pyodide.asm.wasm", "python_stdlib.zip"].map((name) => {
    const file = load(name);
    started.set(at(name), file);
    return file; // Pyodide would wait for ever for one that is missing
  });
  const [pyodide, core, memory, course, lock] = await Promise.all([
    import(at("pyodide.js")),
    import(at("pyodide.asm.js")),
    load("python.bin").then(unpacked).then(array),
    load("course.zip").then(array),
    load("pyodide-lock.json").then((answer) => answer.json()),
    ...early,
  ]);
  post("step");

  // Makes room for the memory before it is put in place; the file alone asks for too little.
  /** @param {object} settings */
  const roomy = async (settings) => {
    const module = await core.default(settings);
    const had = module.HEAP8.length;
    while (module.HEAP8.length < memory.length) {
      if (!module._malloc(1 << 22)) throw new RangeError("out of memory");
    }
    module.HEAP8.fill(0, had);
    return module;
  };
  const python = await Promise.race([
    refusal(),
    pyodide.loadPyodide({
      indexURL: at(""),
      lockFileContents: lock,
      createPyodideModule: roomy,
      _loadSnapshot: memory,
    }),
  ]);
  python.unpackArchive(course, "zip", { extractDir: "/live/course" });
  return python;
}

/** @type {import("pyodide").PyodideInterface} */
let python;
/** @type {any} */
let kernel;
/** @type {Promise<void>} */
let rest = Promise.resolve(); // what is not in the kept memory: modules that a reader may import

/**
 * What the page may ask, by the kind of its message.
 *
 * @type {Record<string, (asked: Record<string, string>) => unknown>}
 */
const answers = {
  async start({ files }) {
    python = await start(files);
    kernel = python.pyimport("kernel");
    /**
     * @param {string} message
     * @param {import("pyodide/ffi").PyProxy} buffers
     */
    kernel.page.post = (message, buffers) => {
      /** @type {Uint8Array[]} */
      const parts = buffers.toJs({ create_pyproxies: false });
      post("message", { message, buffers: parts.map((part) => new Uint8Array(part).buffer) });
    };
    post("ready", { colours: kernel.colours.toJs({ dict_converter: Object.fromEntries }) });
  },
  ask: ({ cell, code }) => post("asked", { cell, pandas: kernel.needs_pandas(code) }),
  async run({ cell, code }) {
    await rest;
    await kernel.run(cell, code);
  },
  rest({ files }) {
    rest = kept(new URL("packages.zip", files).href)
      .then(array)
      .then((packages) => python.unpackArchive(packages, "zip", { extractDir: "/live/packages" }));
    return rest;
  },
  receive: ({ what, message }) => kernel.receive(what, message, []),
};

/** @param {any} error - of the browser, of Python or of Emscripten, which throws its own kind */
const messageOf = (error) => String(error.message ?? error);

self.onmessage = async ({ data }) => {
  try {
    await answers[data.kind](data);
  } catch (error) {
    post("failed", { why: messageOf(error) });
  }
};
