// Asks the service worker to keep pages in this browser, so that they open without a network.

/**
 * How far the keeping is.
 *
 * @typedef {{kept: number, of: number, failed?: string}} Kept
 */

const root = () => new URL(document.documentElement.dataset.content_root || "./", location.href);

// Gives the service worker, or nothing where the browser or the address allows none.
async function worker() {
  if (!("serviceWorker" in navigator) || location.protocol === "file:") return null;
  try {
    await navigator.serviceWorker.register(new URL("offline.js", root()), { scope: root().href });
    return (await navigator.serviceWorker.ready).active;
  } catch {
    return null; // the browser forbids it here: the page works, but only with its host
  }
}

/**
 * Keeps the addresses given.
 *
 * @param {string[]} addresses
 * @param {(state: Kept) => void} told - is told how many are kept as it goes on
 * @returns {Promise<boolean>} false if that is impossible here
 */
export async function keep(addresses, told) {
  const active = await worker();
  if (!active) return false;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => told(data);
  active.postMessage({ keep: addresses }, [channel.port2]);
  return true;
}

/**
 * Keeps this page and what it has loaded.
 *
 * @param {(state: Kept) => void} told
 */
export async function keepThisPage(told) {
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  return keep([location.href, ...used], told);
}

/**
 * Keeps every page of the book.
 *
 * @param {(state: Kept) => void} told
 * @throws {TypeError} if there is no network to read the list of pages from
 */
export async function keepWholeBook(told) {
  const answer = await fetch(new URL("offline.json", root()));
  const paths = Object.keys(await answer.json());
  return keep([root().href, ...paths.map((path) => new URL(path, root()).href)], told);
}
