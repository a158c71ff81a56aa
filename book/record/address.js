// Which events the timeline shows and which is picked, in the address of the page.

/**
 * What an address says: the filters by name, and the event.
 *
 * @typedef {{filters: Record<string, string>, event: string}} State
 */

/**
 * What an address asks the timeline to show.
 *
 * @param {string} address
 * @param {string[]} names - of the filters
 * @returns {State}
 */
export function stateOf(address, names) {
  const { searchParams, hash } = new URL(address);
  const filters = Object.fromEntries(names.map((name) => [name, searchParams.get(name) ?? ""]));
  const found = decodeURIComponent(hash).match(/^#event-(.+)$/);
  return { filters, event: found ? found[1] : "" };
}

/**
 * An address that asks for the same again; what else it holds is left.
 *
 * @param {string} address
 * @param {State} state
 */
export function addressOf(address, { filters, event }) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(filters)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.hash = event ? `event-${event}` : "";
  return url.href.replace(/#$/, "");
}
