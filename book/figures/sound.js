// A chart that one goes through by keyboard and hears; loaded when a reader asks for it.
import { c2mChart } from "chart2music";
import { all, find } from "../markup.js";

/**
 * The table of a chart as lines of points.
 *
 * @param {HTMLTableElement} table
 */
function linesOf(table) {
  const heads = all(table, "thead th");
  const rows = [...table.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  const isNumber = heads.map(({ dataset }) => dataset.digits !== "");
  const along = rows.map((row, index) => (isNumber[0] ? Number(row[0]) : index));
  /** @type {Record<string, {x: number, y: number, label?: string}[]>} */
  const lines = {};
  heads.forEach(({ textContent: name }, column) => {
    if (column === 0 || !isNumber[column]) return;
    lines[name] = rows
      .map((row, index) => ({ x: along[index], y: Number(row[column]) }))
      .filter(({ y }) => !Number.isNaN(y));
  });
  if (Object.keys(lines).length === 0)
    lines[heads[0].textContent] = rows.map((row, index) => ({
      x: along[index],
      y: 1,
      label: row.join(", "),
    }));
  const format = (/** @type {number} */ x) => (isNumber[0] ? String(x) : (rows[x]?.[0] ?? ""));
  return { lines, axes: { x: { label: heads[0].textContent, format } }, isNumber: isNumber[0] };
}

/** @param {HTMLElement} figure */
function explore(figure) {
  const table = find(figure, "table[data-table=rows]", HTMLTableElement);
  const box = find(figure, ".explored");
  const { lines, axes, isNumber } = linesOf(table);
  box.hidden = false;
  const { err, data: chart } = c2mChart({
    type: isNumber ? "line" : "bar",
    title: find(figure, ".figure-title").textContent,
    data: lines,
    axes,
    element: box,
    cc: find(box, ".said"),
  });
  if (err || !chart) throw new Error(err ?? "There is no chart.");
  box.addEventListener("focus", () => {
    const now = linesOf(table); // the sliders may have moved meanwhile
    chart.setData(now.lines, now.axes);
  });
  box.focus();
}

addEventListener("explore", ({ target }) => {
  if (target instanceof HTMLElement) explore(target);
});
