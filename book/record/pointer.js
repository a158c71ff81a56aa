// What a pointer does on the chart: a mouse over it, a tap, or a drag along it.

const STILL = 6; // pixels: a finger that moves less has tapped

/**
 * Tells of each, at points of the window; of a drag, how many pixels it went to the left.
 *
 * @param {HTMLElement} chart
 * @param {{
 *   tapped: (x: number, y: number) => void,
 *   dragged: (way: number) => void,
 *   over: (x: number, y: number) => void,
 *   left: () => void,
 * }} told
 */
export function startPointer(chart, told) {
  /** @type {number | null} */
  let last = null;
  let moved = 0;
  chart.addEventListener("pointerdown", (event) => {
    last = event.clientX;
    moved = 0;
  });
  chart.addEventListener("pointermove", (event) => {
    if (last === null) {
      if (event.pointerType === "mouse") told.over(event.clientX, event.clientY);
      return;
    }
    const way = last - event.clientX;
    moved += Math.abs(way);
    last = event.clientX;
    if (moved >= STILL) told.dragged(way);
  });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel", "pointerleave"]))
    chart.addEventListener(name, (event) => {
      if (name === "pointerup" && last !== null && moved < STILL)
        told.tapped(event.clientX, event.clientY);
      if (name === "pointerleave") told.left();
      last = null;
    });
}
