// The files of Python: fetched once, kept, counted, and named when something is wrong with them.
import { CACHE } from "../offline/cache.js";

/**
 * @param {string} kind
 * @param {object} [content]
 */
export const post = (kind, content = {}) => self.postMessage({ kind, ...content });

const fetched = self.fetch;
/** @type {Map<string, Promise<Response>>} */
const started = new Map();

/**
 * A file of Python is fetched once and kept; a new build of the book has new addresses.
 *
 * @param {string} address
 */
export async function kept(address) {
  const cache = await self.caches?.open(CACHE).catch(() => undefined);
  const found = await cache?.match(address);
  if (found) return found;
  const response = await fetched(address);
  if (!response.ok) throw new Error(`The file ${address} is missing (${response.status}).`);
  cache?.put(address, response.clone()).catch(() => {}); // where there is no room, it works as well
  return response;
}

/**
 * Counts what comes in, so that the page can say how far it is.
 *
 * @param {string} address
 */
export async function counted(address) {
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

/**
 * Fetches a file that Pyodide will ask for; it asks for one after another, and these are on their way.
 *
 * @param {string} address
 */
export function early(address) {
  const file = counted(address);
  started.set(address, file);
  return file; // Pyodide would wait for ever for one that is missing
}

self.fetch = (asked, options) => {
  const address = asked instanceof Request ? asked.url : String(asked);
  const under = started.get(address) ?? fetched(asked, options);
  started.delete(address);
  return under;
};

/**
 * Gives a script of Python's; a browser that takes it for something else does not say so.
 *
 * @param {string} address
 */
export async function script(address) {
  try {
    return await import(address);
  } catch (error) {
    const answer = await fetched(address).catch(() => null);
    if (answer && !answer.ok)
      throw new Error(`The file ${address} is missing (${answer.status}).`, { cause: error });
    const type = answer?.headers.get("Content-Type") ?? "nothing";
    const name = address.replace(/.*\//, "");
    if (answer && !/(java|ecma)script/.test(type))
      throw new Error(`This host sends ${name} as ${type}.`, { cause: error });
    throw error;
  }
}

/** @param {Response} response */
export const array = async (response) => new Uint8Array(await response.arrayBuffer());

/**
 * Unpacks a file, unless the host has done so on its way.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { body } = new Response(bytes);
  return array(new Response(body?.pipeThrough(new DecompressionStream("gzip"))));
}
