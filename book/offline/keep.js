// Asks the service worker to keep parts of the book in this browser, and the browser to leave them.

/** @import { Edition, Kept } from "./cache.js" */
import { LIST } from "./cache.js";

const { content_root: toRoot, edition: shown } = document.documentElement.dataset;
const root = () => new URL(toRoot || "./", location.href);

// Gives the service worker, or nothing where the browser or the address allows none.
async function worker() {
  if (!("serviceWorker" in navigator) || location.protocol === "file:") return null;
  try {
    const settings = { scope: root().href, updateViaCache: /** @type {const} */ ("none") };
    await navigator.serviceWorker.register(new URL("offline.js", root()).href, settings);
    return (await navigator.serviceWorker.ready).active;
  } catch {
    return null; // the browser forbids it here: the page works, but only with its host
  }
}

/**
 * @param {{kind: string, addresses?: string[]}} asked
 * @param {(state: Kept) => void} told - is told how many are kept as it goes on
 * @returns {Promise<boolean>} false if that is impossible here
 */
async function ask(asked, told) {
  const active = await worker();
  if (!active) return false;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => told(data);
  active.postMessage(asked, [channel.port2]);
  return true;
}

/**
 * Keeps this page and what it loads.
 *
 * @param {(state: Kept) => void} told
 */
export const keepThisPage = (told) => ask({ kind: "keep", addresses: [location.href] }, told);

/**
 * Keeps every page of the book.
 *
 * @param {(state: Kept) => void} told
 */
export const keepWholeBook = (told) => ask({ kind: "keep all" }, told);

/**
 * Keeps files of the edition that a page asked for later than it was opened.
 *
 * @param {string[]} addresses
 */
export const keepFiles = (addresses) => ask({ kind: "keep", addresses }, () => {});

/**
 * Keeps what this page needs to run live without a network.
 *
 * @param {string[]} files - of the edition
 * @param {string[]} python - what lies in its folder of Python
 */
export async function keepLive(files, python) {
  await keepFiles(files);
  await ask({ kind: "keep python", addresses: python }, () => {});
}

/**
 * Which edition is kept, and whether all of it.
 *
 * @param {(state: {edition?: string, whole?: boolean}) => void} told
 */
export const askWhatIsKept = (told) => ask({ kind: "state" }, told);

/**
 * What the host has now.
 *
 * @returns {Promise<"this edition" | "a newer edition" | "nothing">}
 */
export async function hostHas() {
  try {
    const answer = await fetch(new URL(LIST, root()), { cache: "no-cache" });
    /** @type {Edition} */
    const { edition } = await answer.json();
    return isOther(edition) ? "a newer edition" : "this edition";
  } catch {
    return "nothing";
  }
}

/** @param {string | undefined} edition */
export const isOther = (edition) => Boolean(edition && edition !== shown);

/**
 * Whether the browser has promised not to delete by itself what is kept.
 *
 * @param {boolean} please - ask it for the promise
 */
export async function hasPromised(please) {
  const { storage } = navigator;
  if (!storage?.persist) return false; // an address without https, or an old browser
  return (await storage.persisted()) || (please && (await storage.persist()));
}
