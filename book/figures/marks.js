// A chart without sliders says what each of its marks is: to a pointer, a finger, the arrow keys.
import { all, find, make } from "../markup.js";

/** Pixels from a mark within which it is meant. */
const NEAR = 24;

/** @typedef {{row: number, box: DOMRect}} Mark */

/**
 * The marks of a drawn chart that stand for a row of its table, from left to right.
 *
 * @param {HTMLElement} chart
 * @returns {Mark[]}
 */
function marksOf(chart) {
  /** @type {Mark[]} */
  const found = [];
  for (const drawn of all(chart, "path, rect, line", SVGElement)) {
    // The drawing library leaves on each element what it is drawn from.
    const item = /** @type {any} */ (drawn).__data__;
    const isMark = ["symbol", "rect", "rule"].includes(item?.mark?.marktype);
    if (isMark && item.datum?.row !== undefined)
      found.push({ row: item.datum.row, box: drawn.getBoundingClientRect() });
  }
  return found.sort((one, other) => one.box.x - other.box.x || one.box.y - other.box.y);
}

/**
 * The mark that is meant by a place in the window.
 *
 * @param {Mark[]} marks
 * @param {number} x
 * @param {number} y
 * @returns {Mark | undefined}
 */
export function nearest(marks, x, y) {
  /** @type {Mark | undefined} */
  let found;
  let least = NEAR;
  for (const mark of marks) {
    const { left, right, top, bottom } = mark.box;
    const away = Math.hypot(
      x - Math.max(left, Math.min(x, right)),
      y - Math.max(top, Math.min(y, bottom)),
    );
    if (away < least) [found, least] = [mark, away];
  }
  return found;
}

/**
 * A row of a table in words.
 *
 * @param {HTMLTableElement} table
 * @param {number} row
 */
export function inWords(table, row) {
  const heads = all(table, "thead th");
  const cells = [...table.tBodies[0].rows[row].cells];
  return cells.map((cell, index) => `${heads[index].textContent}: ${cell.textContent}`).join("\n");
}

/** @param {HTMLElement} figure - whose chart is drawn */
export function startMarks(figure) {
  const table = /** @type {HTMLTableElement | null} */ (figure.querySelector("[data-table=rows]"));
  const chart = find(figure, ".chart");
  if (!table || marksOf(chart).length === 0) return;
  const words = make("div", { className: "mark-words floating" });
  words.setAttribute("role", "status");
  const ring = make("div", { className: "mark-ring", hidden: true });
  chart.setAttribute("role", "application");
  chart.setAttribute("aria-roledescription", "chart");
  chart.setAttribute("aria-label", `${chart.ariaLabel} The arrow keys go from mark to mark.`);
  chart.tabIndex = 0;
  chart.append(ring);
  chart.after(words);
  /** @type {number | undefined} */
  let row;

  /** @param {Mark | undefined} mark */
  const show = (mark) => {
    row = mark?.row;
    ring.hidden = !mark;
    words.textContent = mark ? inWords(table, mark.row) : "";
    if (!mark) return;
    const around = chart.getBoundingClientRect();
    Object.assign(ring.style, {
      height: `${mark.box.height + 8}px`,
      left: `${mark.box.x - around.x - 4}px`,
      top: `${mark.box.y - around.y - 4}px`,
      width: `${mark.box.width + 8}px`,
    });
    const side = around.width - words.offsetWidth;
    words.style.left = `${Math.max(0, Math.min(mark.box.x - around.x, side))}px`;
    words.style.top = `${mark.box.bottom - around.y + chart.offsetTop + 8}px`;
  };
  /** @param {PointerEvent} event */
  const point = ({ clientX, clientY }) => show(nearest(marksOf(chart), clientX, clientY));

  chart.addEventListener("pointermove", point);
  chart.addEventListener("click", (event) => point(/** @type {PointerEvent} */ (event)));
  chart.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") show(undefined);
  });
  chart.addEventListener("blur", () => show(undefined));
  chart.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const marks = marksOf(chart);
    const at = marks.findIndex((mark) => mark.row === row);
    const last = marks.length - 1;
    /** @type {Record<string, Mark | undefined>} */
    const next = {
      ArrowRight: marks[Math.min(at + 1, last)],
      ArrowLeft: marks[Math.max(at - 1, 0)],
      Home: marks[0],
      End: marks[last],
      Escape: undefined,
    };
    if (!(event.key in next)) return;
    event.preventDefault();
    show(next[event.key]);
  });
}
