// Draws the figures of a page and lets their sliders answer, without Python and without eval.
// A chart stands as a still until a reader comes near; only then what draws it is loaded.
import { all, find, make } from "../markup.js";
import { startMarks } from "./marks.js";
import { atSlider } from "./numbers.js";
import { keepSetting } from "./setting.js";

/** @import { draw, Figure } from "./draw.js" */

/** Height in pixels of a chart with sliders on a phone, as figures.css leaves room for. */
const LOW = 180;

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

/**
 * A finger that begins on a slider and then scrolls the page leaves the slider as it was.
 *
 * @param {Element} form
 * @param {() => void} answer - tells the chart of a value
 */
function letSwipesPass(form, answer) {
  let before = "";
  form.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof HTMLInputElement) before = target.value;
  });
  form.addEventListener("pointercancel", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    target.value = before;
    answer();
  });
}

const { sound, drawing, programs } = /** @type {HTMLScriptElement} */ (document.currentScript)
  .dataset;

/** How far below or above the screen a chart is near, as a share of its height. */
const NEAR = "75%";

/**
 * Waits until a figure is about to be seen, or is used.
 *
 * @param {Figure} figure
 */
function near(figure) {
  return new Promise((resolve) => {
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && resolve(watch),
      { rootMargin: `${NEAR} 0px` },
    );
    watch.observe(figure);
    for (const use of ["focusin", "pointerdown"])
      figure.addEventListener(use, () => resolve(watch), { once: true });
  }).then((watch) => watch.disconnect());
}

/** @param {string | undefined} src - of a script */
function load(src) {
  return new Promise((resolve, reject) => {
    const script = make("script", { src });
    script.onload = resolve;
    script.onerror = () => reject(new Error("What draws charts did not arrive."));
    document.head.append(script);
  });
}

/** @type {Promise<typeof draw> | undefined} */
let loading;

/** Gives what draws charts, which is loaded once, with what it is to draw. */
function library() {
  loading ??= Promise.all([
    new Promise((resolve, reject) => {
      const take = (/** @type {any} */ { detail }) => resolve(detail);
      addEventListener("can-draw", take, { once: true });
      load(drawing).catch(reject);
    }),
    programs && load(programs),
  ]).then(([draw]) => draw);
  return loading;
}

/**
 * Lets a reader go through a chart by keyboard and hear it; what that takes is loaded when asked.
 *
 * @param {Figure} figure
 */
function offerSound(figure) {
  const offer = figure.querySelector(".explore");
  if (!offer) return;
  const button = find(offer, "button", HTMLButtonElement);
  const drawn = new Promise((resolve) => figure.addEventListener("drawn", resolve));
  button.addEventListener("click", () => {
    button.disabled = true;
    const script = make("script", { src: sound });
    script.onload = async () => {
      await drawn;
      find(figure, ".explore").hidden = true;
      figure.dispatchEvent(new Event("explore", { bubbles: true }));
    };
    script.onerror = () => {
      script.remove();
      button.disabled = false;
      find(offer, "[role=status]").textContent = "What this takes did not arrive. Try again.";
    };
    const loaded = document.querySelector(`script[src="${sound}"]`);
    if (loaded) script.onload?.(new Event("load"));
    else document.head.append(script);
  });
}

/** @param {Figure} figure - the timeline has its own in the page, for its filters use it too */
function programOf(figure) {
  const own = figure.querySelector("script.program");
  if (own) return JSON.parse(own.textContent);
  return /** @type {any} */ (globalThis).figurePrograms[figure.id.replace("figure-", "")];
}

/** @param {Figure} figure */
async function start(figure) {
  const form = figure.querySelector("form.sliders");
  const sliders = form ? all(form, "input", HTMLInputElement) : [];
  const show = () => sliders.forEach(showSlider);
  show();
  if (form) {
    // Who moves a slider from afar finds the chart at its value once it is drawn.
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.setAttribute("data-answers", "");
    keepSetting(figure, /** @type {HTMLFormElement} */ (form));
  }
  offerSound(figure);
  await near(figure);
  const chart = find(figure, ".chart");
  const still = chart.innerHTML;
  try {
    const draw = await library();
    const program = programOf(figure);
    if (form && matchMedia("(max-width: 30em)").matches) program.height = LOW; // room for a slider
    figure.view = await draw(chart, program);
  } catch (error) {
    chart.innerHTML = still; // the still says the same as the chart at its starting values
    for (const control of all(figure, ".needs-script")) control.hidden = true;
    throw error;
  }
  const { view } = figure;
  // Vega hears of the window's size alone, and before the page has its new layout.
  new ResizeObserver(async () => {
    await view.runAsync(); // with what it has heard of the window
    const drawn = Number(chart.querySelector("svg")?.getAttribute("width"));
    if (drawn !== chart.clientWidth) await view.width(chart.clientWidth).runAsync();
  }).observe(chart);
  figure.dispatchEvent(new Event("drawn"));

  if ("runs" in figure.dataset) return; // Python answers
  if (!form) return startMarks(figure);
  const tables = all(figure, "table", HTMLTableElement);
  const answer = async () => {
    show();
    for (const slider of sliders) view.signal(slider.name, Number(slider.value));
    await view.runAsync();
    const [reading, said] = [find(figure, ".reading"), view.signal("reading")];
    if (reading.textContent !== said) reading.textContent = said; // a screen reader says it aloud
    for (const table of tables) showTable(table, view.data(table.dataset.table ?? ""));
  };
  form.addEventListener("input", answer);
  letSwipesPass(form, answer);
  form.addEventListener("reset", () => setTimeout(answer));
  await answer();
}

// Each in a turn of its own, so that the page answers in between.
for (const figure of all(document, "figure.explorable")) setTimeout(start, 0, figure);
