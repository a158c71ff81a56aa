// Draws a Vega program into a place, without eval.
import { transforms } from "vega-dataflow";
import * as encode from "vega-encode";
import { expressionInterpreter } from "vega-interpreter";
import { parse } from "vega-parser";
import * as core from "vega-transforms";
import { View } from "vega-view";
import * as viewTransforms from "vega-view-transforms";

/**
 * A figure on a page, which has its view once it is drawn and then tells so by the event "drawn".
 *
 * @typedef {HTMLElement & {view?: View}} Figure
 */

Object.assign(transforms, core, viewTransforms, encode);

/**
 * Draws a chart in place of what stands there.
 *
 * @param {HTMLElement} chart - the place; its label stays the words of the chart
 * @param {object} program - in Vega's JSON
 * @returns {Promise<View>} the drawn chart, whose signals and tables can be asked and set
 */
export async function draw(chart, program) {
  const words = chart.getAttribute("aria-label") ?? "";
  chart.textContent = "";
  const view = new View(parse(program, null, { ast: true }), {
    container: chart,
    expr: expressionInterpreter,
    hover: false,
    renderer: "svg",
  });
  await view.runAsync();
  // Vega takes the container for its own document; to a reader the chart is one picture with words.
  chart.setAttribute("role", "img");
  chart.removeAttribute("aria-roledescription");
  chart.setAttribute("aria-label", words);
  return view;
}
