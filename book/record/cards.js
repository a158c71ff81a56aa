// Tables whose rows are laid out as cards: they remain tables, and their headings sort them.
import { all, make } from "../markup.js";

const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
/** Says of tables whose rows the style sheet lays out as cards that they remain tables. */
export function startCards() {
  for (const cards of document.querySelectorAll("table.cards")) {
    cards.setAttribute("role", "table");
    for (const [tag, role] of Object.entries(roles))
      for (const part of cards.querySelectorAll(tag)) part.setAttribute("role", role);
  }
}

/**
 * Lets the headings of a table sort it.
 *
 * @param {HTMLTableElement} table - in the order of time
 */
export function startSorting(table) {
  const [body] = table.tBodies;
  const heads = all(table, "thead th");
  const inTime = [...body.rows];
  heads.forEach((head, column) => {
    if (column === 4) return; // prose has no order
    const button = make("button", { type: "button", textContent: head.textContent.trim() });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      /** @param {HTMLTableRowElement} row */
      const text = (row) => (column === 0 ? "" : row.cells[column].textContent);
      const sorted = [...inTime].sort((a, b) => text(a).localeCompare(text(b)));
      if (down) sorted.reverse();
      body.append(...sorted);
    });
  });
  heads[0].setAttribute("aria-sort", "ascending");
}
