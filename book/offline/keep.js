// Keeps pages in this browser, so that they open without a network.
export const CACHE = "delicate-dance";

const root = () => new URL(document.documentElement.dataset.content_root || "./", location.href);

// Gives the service worker, or nothing where the browser or the address allows none.
async function worker() {
  if (!("serviceWorker" in navigator) || location.protocol === "file:") return null;
  try {
    await navigator.serviceWorker.register(new URL("offline.js", root()), { scope: root() });
    return (await navigator.serviceWorker.ready).active;
  } catch {
    return null; // the browser forbids it here: the page works, but only with its host
  }
}

// Keeps the addresses given; tells how many are kept as it goes on. False if that is impossible.
export async function keep(addresses, told) {
  const active = await worker();
  if (!active) return false;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => told(data);
  active.postMessage({ keep: addresses }, [channel.port2]);
  return true;
}

export async function keepThisPage(told) {
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  return keep([location.href, ...used], told);
}

export async function keepWholeBook(told) {
  const answer = await fetch(new URL("offline.json", root()));
  const paths = Object.keys(await answer.json());
  return keep([root().href, ...paths.map((path) => new URL(path, root()).href)], told);
}
