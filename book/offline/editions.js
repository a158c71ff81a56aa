// Editions in this browser: each in a cache of its own, which becomes the one that is shown at once
// when all of it is there. The list of its files, put in last, says that it is.
import { CACHE, LIST } from "./cache.js";

/** @import { Edition, Kept } from "./cache.js" */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self)).registration
  .scope;
// Another copy of the course may lie on the same host, with caches of its own.
const NAMES = `${CACHE} ${new URL(scope).pathname} `;
const MARK = /<html data-edition="([0-9a-f]{16})"/;
// Also what draws charts, which a page loads when one comes near.
const LOADS = /(?:\s(?:src|href|data-drawing|data-programs)="|url\(["']?)([^"'()#?:]+)/g;

/** @param {string} path - in the book */
export const at = (path) => new URL(path, scope).href;

/**
 * The path in the book of an address, or nothing if it is not below the book.
 *
 * @param {string} address - which some hosts write without an ending
 */
export function pathOf(address) {
  if (!address.startsWith(scope)) return "";
  const path = address.slice(scope.length).replace(/[?#].*/, "");
  if (path === "" || path.endsWith("/")) return `${path}index.html`;
  return /\.\w+$/.test(path) ? path : `${path}.html`;
}

/** @param {string} text - of a page */
export const editionOf = (text) => text.match(MARK)?.[1] ?? "";

/**
 * What is kept: the edition that is shown first, then one that is not all there yet.
 *
 * @returns {Promise<{name: string, cache: Cache, list: Edition | null}[]>}
 */
async function editions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAMES)).reverse();
  const found = names.map(async (name) => {
    const cache = await caches.open(name);
    const list = await cache.match(at(LIST));
    return { name, cache, list: list ? await list.json() : null };
  });
  return (await Promise.all(found)).sort((one, other) => Number(!one.list) - Number(!other.list));
}

/**
 * The copy of a file.
 *
 * @param {string} path
 */
export async function copyOf(path) {
  for (const { cache } of await editions()) {
    const found = await cache.match(at(path));
    if (found) return found;
  }
  return null;
}

/**
 * The edition that the host has now.
 *
 * @returns {Promise<Edition>}
 * @throws {Error} if it answers with anything else, or not at all
 */
async function newest() {
  const answer = await fetch(at(LIST), { cache: "no-cache" });
  const list = answer.ok ? await answer.json().catch(() => null) : null;
  if (!/^[0-9a-f]{16}$/.test(list?.edition)) throw new Error("the host does not list its files");
  return list;
}

/**
 * The digest of a file in an edition, or nothing if it is none of its files.
 *
 * @param {string} path
 * @param {Edition | null | undefined} list
 */
const listed = (path, list) => (list?.files[path] ?? list?.python[path])?.[0];

/** @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A file of an edition from the host: a page by its mark, since some hosts add to pages, any other
 * file by its digest.
 *
 * @param {string} path
 * @param {Edition} list
 * @throws {Error} if the host gives anything else
 */
async function fetched(path, list) {
  // First what the browser has of the page that is just being read.
  for (const cache of /** @type {RequestCache[]} */ (["force-cache", "reload"])) {
    const answer = await fetch(at(path), { cache });
    if (!answer.ok) continue;
    const bytes = await answer.arrayBuffer();
    const text = path.endsWith(".html") && new TextDecoder().decode(bytes);
    const right = text
      ? editionOf(text) === list.edition
      : (await digestOf(bytes)) === listed(path, list);
    if (right) return new Response(bytes, { headers: answer.headers }); // not one that was redirected
  }
  throw new Error(`the host does not have ${path} of this edition`);
}

/**
 * Adds a file to an edition, what it loads first.
 *
 * @param {string} path
 * @param {Edition} list
 * @param {Cache} cache
 * @param {{cache: Cache, list: Edition | null}} [before] - another edition, for what did not change
 */
async function add(path, list, cache, before) {
  if (await cache.match(at(path))) return;
  const same = listed(path, before?.list) === listed(path, list);
  const old = same ? await before?.cache.match(at(path)) : null;
  const response = old ?? (await fetched(path, list));
  if (!/\.(html|css)$/.test(path)) return cache.put(at(path), response);
  const text = (await response.text()).replace(MARK, `<html data-edition="${list.edition}"`);
  for (const [, loaded] of text.matchAll(LOADS)) {
    const part = pathOf(new URL(loaded, at(path)).href);
    if (part in list.files && !part.endsWith(".html")) await add(part, list, cache, before);
  }
  await cache.put(at(path), new Response(text, { headers: response.headers }));
}

/**
 * Keeps files of the edition that the host has now; if that is another than is kept, with all that
 * was kept of that one, in whose place it then comes.
 *
 * @param {string[] | "all"} wanted - paths; those of other files are left out
 * @param {(state: Kept) => void} tell
 */
async function keepNow(wanted, tell) {
  const list = await newest();
  const all = Object.keys(list.files);
  const kept = await editions();
  const shown = kept.find((each) => each.list);
  const before = shown?.list?.edition === list.edition ? undefined : shown;
  const paths = new Set(wanted === "all" || (before && (await isWhole(before))) ? all : wanted);
  for (const { url } of (await before?.cache.keys()) ?? []) paths.add(pathOf(url));
  const names = [...paths].filter((path) => listed(path, list));
  const cache = await caches.open(NAMES + list.edition);
  for (const [done, path] of names.entries()) {
    tell({ kept: done, of: names.length });
    await add(path, list, cache, before);
  }
  await cache.put(at(LIST), new Response(JSON.stringify(list)));
  for (const { name } of kept) if (name !== NAMES + list.edition) await caches.delete(name);
  await forgetPython(list.live);
  tell({ kept: names.length, of: names.length, ...(await state()) });
}

let turn = Promise.resolve();

/**
 * Keeps files, after those that were asked for before.
 *
 * @param {string[] | "all"} wanted
 * @param {(state: Kept) => void} tell - last of all of which edition, or why not
 */
export function keep(wanted, tell) {
  turn = turn.then(async () => {
    try {
      await keepNow(wanted, tell);
    } catch (error) {
      const failed = String(/** @type {any} */ (error).message ?? error).replace(/\.$/, "");
      const copies = wanted === "all" ? [] : await Promise.all(wanted.map(copyOf));
      tell({ kept: copies.filter(Boolean).length, of: copies.length, failed });
    }
  });
  return turn;
}

/** @param {{cache: Cache, list: Edition | null}} found */
async function isWhole({ cache, list }) {
  const kept = new Set((await cache.keys()).map(({ url }) => pathOf(url)));
  return Object.keys(list?.files ?? {}).every((path) => kept.has(path));
}

/** Which edition is shown without a network, and whether all of it. */
export async function state() {
  const [shown] = await editions();
  if (!shown?.list) return {};
  return { edition: shown.list.edition, whole: await isWhole(shown) };
}

/**
 * Keeps what a worker loads of Python without asking here.
 *
 * @param {string[]} addresses
 */
export async function keepPython(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses)
    if (!(await cache.match(address)))
      await cache.add(new Request(address, { cache: "force-cache" }));
}

/** @param {string} live - the folder of the Python that stays */
async function forgetPython(live) {
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    // Version 0.2.0 kept pages and scripts there too.
    const ours = /^(live|chapters|_static)\//.test(pathOf(url));
    if (ours && !url.startsWith(at(live))) await cache.delete(url);
  }
}
