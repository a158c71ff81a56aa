// Draws the figures of a page and lets their sliders answer, without Python and without eval.
import { draw } from "./draw.js";

function showSlider(slider) {
  const value = Number(slider.value);
  const text = "percent" in slider.dataset ? `${Math.round(value * 100)}%` : String(value);
  slider.parentElement.querySelector("output").value = text;
  slider.setAttribute("aria-valuetext", text);
}

function showTable(table, rows) {
  const columns = [...table.querySelectorAll("th")].map(({ dataset }) => dataset);
  const body = [...table.tBodies[0].rows];
  rows.forEach((row, index) => {
    columns.forEach(({ name, digits }, column) => {
      body[index].cells[column].textContent = row[name].toFixed(Number(digits));
    });
  });
}

async function start(figure) {
  const program = JSON.parse(figure.querySelector("script.program").textContent);
  const chart = figure.querySelector(".chart");
  const still = chart.innerHTML;
  let view;
  try {
    view = await draw(chart, program);
  } catch (error) {
    chart.innerHTML = still; // the still says the same as the chart at its starting values
    for (const control of figure.querySelectorAll(".needs-script")) control.hidden = true;
    throw error;
  }
  figure.view = view;
  figure.dispatchEvent(new Event("drawn"));

  const form = figure.querySelector("form.sliders");
  if (!form) return;
  const sliders = [...form.querySelectorAll("input")];
  const tables = [...figure.querySelectorAll("table")];
  const answer = async () => {
    for (const slider of sliders) {
      showSlider(slider);
      view.signal(slider.name, Number(slider.value));
    }
    await view.runAsync();
    figure.querySelector(".reading").textContent = view.signal("reading");
    for (const table of tables) showTable(table, view.data(table.dataset.table));
  };
  form.addEventListener("input", answer);
  form.addEventListener("reset", () => setTimeout(answer));
  form.addEventListener("submit", (event) => event.preventDefault());
  await answer();
}

// Each in a turn of its own, so that the page answers in between.
for (const figure of document.querySelectorAll("figure.explorable")) setTimeout(start, 0, figure);
