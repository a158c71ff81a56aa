// The service worker: what was read once, or kept on purpose, opens without a network.
// With a network the book always comes from its host, so that nobody reads an old page.
import { CACHE } from "./cache.js";

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const PATIENCE = 4000; // milliseconds that a slow network gets before the kept copy is shown
const NEVER_CHANGES = /\/live\/[0-9a-f]{16}\//; // Python of a page: a new build has a new folder

const NOT_KEPT = `<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Not kept</title>
<h1>This page is not kept in this browser</h1>
<p>There is no network, and this page was not opened here before.
Go back to one that was. Next time, the page on your progress can keep the whole book.</p>`;

/** @param {string} address - which may name a version or a place in the page */
function plain(address) {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.href;
}

/** @param {string} address */
const ours = (address) => address.startsWith(scope.registration.scope);

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const key = plain(request.url);
  const kept = await cache.match(key);
  if (kept && NEVER_CHANGES.test(key)) return kept;
  const fresh = fetch(request).then(async (response) => {
    if (kept && response.ok) await cache.put(key, response.clone());
    return response;
  });
  if (kept) {
    const late = /** @type {Promise<null>} */ (
      new Promise((resolve) => setTimeout(resolve, PATIENCE, null))
    );
    const first = await Promise.race([fresh.catch(() => null), late]);
    return first ?? kept;
  }
  if (request.mode !== "navigate") return fresh;
  return fresh.catch(
    () => new Response(NOT_KEPT, { status: 503, headers: { "Content-Type": "text/html" } }),
  );
}

/**
 * @param {string[]} addresses
 * @param {MessagePort} port - which is told how many are kept
 */
async function keep(addresses, port) {
  const cache = await caches.open(CACHE);
  // Asked for as the page asked, version and all, so that the browser's cache can answer.
  const python = addresses.map((address) => address.match(NEVER_CHANGES)?.[0]).find((each) => each);
  if (python) {
    for (const { url } of await cache.keys()) {
      if (NEVER_CHANGES.test(url) && !url.includes(python)) await cache.delete(url); // of an old build
    }
  }
  const wanted = new Map(addresses.filter(ours).map((address) => [plain(address), address]));
  let done = 0;
  try {
    for (const [key, address] of wanted) {
      if (!(await cache.match(key))) {
        const response = await fetch(address, { cache: "force-cache" });
        if (!response.ok) throw new Error(`${address} answered ${response.status}`);
        await cache.put(key, response);
      }
      done += 1;
      port.postMessage({ kept: done, of: wanted.size });
    }
  } catch (error) {
    port.postMessage({
      kept: done,
      of: wanted.size,
      failed: String(/** @type {any} */ (error).message ?? error),
    });
  }
}

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && ours(url)) event.respondWith(answer(event.request));
});
scope.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data.keep, event.ports[0]));
});
