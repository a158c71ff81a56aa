// Python of a page, in a thread of its own: starts from the memory kept when the book was built.
import { CACHE } from "../offline/keep.js";

const post = (kind, content = {}) => self.postMessage({ kind, ...content });

const fetched = self.fetch;
const started = new Map();

// A file of Python is fetched once and kept; a new build of the book has new addresses.
async function kept(address) {
  const cache = await self.caches?.open(CACHE).catch(() => undefined);
  const found = await cache?.match(address);
  if (found) return found;
  const response = await fetched(address);
  if (!response.ok) throw new Error(`The file ${address} is missing (${response.status}).`);
  cache?.put(address, response.clone()).catch(() => {}); // where there is no room, it works as well
  return response;
}

// Counts what comes in, so that the page can say how far it is.
async function counted(address) {
  const response = await kept(address);
  const count = new TransformStream({
    transform(part, out) {
      post("bytes", { bytes: part.byteLength });
      out.enqueue(part);
    },
  });
  const type = address.endsWith(".wasm") ? "application/wasm" : ""; // as some hosts do not say
  return new Response(response.body.pipeThrough(count), { headers: { "Content-Type": type } });
}

// Pyodide asks for its parts one after another; all are on their way when it does.
self.fetch = (asked, options) => {
  const address = String(asked.url ?? asked);
  const under = started.get(address) ?? fetched(asked, options);
  started.delete(address);
  return under;
};

// Pyodide only writes it to the console when the browser refuses, and waits for ever.
const refusal = () =>
  new Promise((_, reject) => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => {
      const instance = instantiate(...given);
      instance.catch(reject);
      return instance;
    };
  });

const array = async (response) => new Uint8Array(await response.arrayBuffer());

async function start(files) {
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // says at once if it may not
  const at = (name) => new URL(name, files).href;
  const load = (name) => counted(at(name));
  const early = ["pyodide.asm.wasm", "python_stdlib.zip"].map((name) => {
    started.set(at(name), load(name));
    return started.get(at(name)); // Pyodide would wait for ever for one that is missing
  });
  const [pyodide, core, memory, course, lock] = await Promise.all([
    import(at("pyodide.mjs")),
    import(at("pyodide.asm.mjs")),
    load("python.bin.gz").then((answer) =>
      array(new Response(answer.body.pipeThrough(new DecompressionStream("gzip")))),
    ),
    load("course.zip").then(array),
    load("pyodide-lock.json").then((answer) => answer.json()),
    ...early,
  ]);
  post("step");

  // Makes room for the memory before it is put in place; the file alone asks for too little.
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

let python;
let kernel;
let rest = Promise.resolve(); // what is not in the kept memory: modules that a reader may import

const answers = {
  async start({ files }) {
    python = await start(files);
    kernel = python.pyimport("kernel");
    kernel.page.post = (message, buffers) => {
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
    rest = kept(new URL("packages.zip", files).href).then(array).then((packages) =>
      python.unpackArchive(packages, "zip", { extractDir: "/live/packages" }),
    );
    return rest;
  },
  receive: ({ what, message }) => kernel.receive(what, message, []),
};

self.onmessage = async ({ data }) => {
  try {
    await answers[data.kind](data);
  } catch (error) {
    post("failed", { why: String(error.message ?? error) });
  }
};
