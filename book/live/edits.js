// What a reader has typed into the cells of a page, kept until the tab is closed.

const place = `live ${location.pathname}`;

/** @typedef {Record<string, {source: string, text: string}>} Edits - by the number of the cell */

/** @returns {Edits} */
function all() {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "{}");
  } catch {
    return {}; // the browser keeps nothing, or not what was kept
  }
}

/**
 * Gives what was typed into a cell before the page was loaded again, if the book's code is the same.
 *
 * @param {string} cell
 * @param {string} source - the book's code
 */
export function editOf(cell, source) {
  const found = all()[cell];
  return found?.source === source ? found.text : null;
}

/**
 * @param {string} cell
 * @param {string} source - the book's code
 * @param {string} text - that stands there now
 */
export function keepEdit(cell, source, text) {
  const { [cell]: _, ...others } = all();
  const edits = text === source ? others : { ...others, [cell]: { source, text } };
  try {
    sessionStorage.setItem(place, JSON.stringify(edits));
  } catch {
    // no room, or not allowed: the text stands in the page as long as that is open
  }
}
