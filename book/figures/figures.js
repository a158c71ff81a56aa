// Draws the figures of a page and lets their sliders answer, without Python and without eval.
import { all, find } from "../markup.js";
import { draw } from "./draw.js";
import { atSlider } from "./numbers.js";

/** @import { Figure } from "./draw.js" */

/** @param {HTMLInputElement} slider */
function showSlider(slider) {
  const text = atSlider(Number(slider.value), "percent" in slider.dataset);
  if (slider.parentElement) find(slider.parentElement, "output").textContent = text;
  slider.setAttribute("aria-valuetext", text);
}

/**
 * @param {HTMLTableElement} table
 * @param {Record<string, number>[]} rows
 */
function showTable(table, rows) {
  const columns = all(table, "th").map(({ dataset }) => dataset);
  const body = [...table.tBodies[0].rows];
  rows.forEach((row, index) => {
    columns.forEach(({ name = "", digits }, column) => {
      body[index].cells[column].textContent = row[name].toFixed(Number(digits));
    });
  });
}

/** @param {Figure} figure */
async function start(figure) {
  const program = JSON.parse(find(figure, "script.program").textContent);
  const chart = find(figure, ".chart");
  const still = chart.innerHTML;
  try {
    figure.view = await draw(chart, program);
  } catch (error) {
    chart.innerHTML = still; // the still says the same as the chart at its starting values
    for (const control of all(figure, ".needs-script")) control.hidden = true;
    throw error;
  }
  const { view } = figure;
  figure.dispatchEvent(new Event("drawn"));

  const form = figure.querySelector("form.sliders");
  if (!form) return;
  const sliders = all(form, "input", HTMLInputElement);
  const tables = all(figure, "table", HTMLTableElement);
  const answer = async () => {
    for (const slider of sliders) {
      showSlider(slider);
      view.signal(slider.name, Number(slider.value));
    }
    await view.runAsync();
    const [reading, said] = [find(figure, ".reading"), view.signal("reading")];
    if (reading.textContent !== said) reading.textContent = said; // a screen reader says it aloud
    for (const table of tables) showTable(table, view.data(table.dataset.table ?? ""));
  };
  form.addEventListener("input", answer);
  form.addEventListener("reset", () => setTimeout(answer));
  form.addEventListener("submit", (event) => event.preventDefault());
  await answer();
}

// Each in a turn of its own, so that the page answers in between.
for (const figure of all(document, "figure.explorable")) setTimeout(start, 0, figure);
