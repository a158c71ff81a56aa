// The service worker: what was read once, or kept on purpose, opens without a network.
// With a network a page comes from its host, so that nobody reads an old one.
import { CACHE, LIST } from "./cache.js";
import { at, copyOf, editionOf, keep, keepPython, pathOf, state } from "./editions.js";

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const PATIENCE = 4000; // milliseconds that a slow network gets before the kept copy is shown
const PYTHON = /^live\/[0-9a-f]{16}\//; // its folder is another when anything in it is
const NAMED = /-[0-9a-f]{16}\.\w+$/; // by its content
const PAST_THE_COPY = "from-host";

const NOT_KEPT = `<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Not kept</title>
<h1>This page is not kept in this browser</h1>
<p>There is no network, and this page was not opened here before.
Go back to one that was. Next time, the page on your progress can keep the whole book.</p>`;

/** @param {string} path */
async function python(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(at(path))) ?? fetch(at(path));
}

/**
 * A page from its host, or nothing: an error, the page of another program or none in time.
 *
 * @param {string} address
 */
async function fresh(address) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const coming = fetch(address, { cache: "no-cache" }).then(async (response) => {
    if (!response.ok || !editionOf(await response.clone().text())) return null;
    return response.redirected ? Response.redirect(response.url) : response;
  });
  return /** @type {Promise<Response | null>} */ (Promise.race([coming.catch(() => null), late]));
}

/** @param {Request} request */
async function page(request) {
  const copy = await copyOf(pathOf(request.url));
  if (copy) return (await fresh(request.url)) ?? copy;
  const answer = fetch(new Request(request, { cache: "no-cache" }));
  if (request.mode !== "navigate") return answer;
  return answer.catch(
    () => new Response(NOT_KEPT, { status: 503, headers: { "Content-Type": "text/html" } }),
  );
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function file(request, path) {
  if (NAMED.test(path)) return (await copyOf(path)) ?? fetch(request);
  return fetch(request).catch(async (error) => {
    const copy = await copyOf(path);
    if (copy) return copy;
    throw error;
  });
}

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  const past = new URL(request.url).searchParams.has(PAST_THE_COPY);
  if (request.method !== "GET" || !path || past || path === LIST) return;
  if (PYTHON.test(path)) event.respondWith(python(path));
  else event.respondWith(path.endsWith(".html") ? page(request) : file(request, path));
});

/** @type {Record<string, (asked: any, tell: (state: object) => void) => Promise<unknown>>} */
const answers = {
  keep: ({ addresses }, tell) => keep(addresses.map(pathOf), tell),
  "keep all": (_, tell) => keep("all", tell),
  "keep python": ({ addresses }) => keepPython(addresses),
  state: async (_, tell) => tell(await state()),
};
scope.addEventListener("message", (event) => {
  const { data, ports } = event;
  event.waitUntil(answers[data.kind](data, (told) => ports[0].postMessage(told)));
});
