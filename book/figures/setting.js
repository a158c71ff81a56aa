// The setting of a chart stands in the address, so that it can be sent, and kept.
import { all, find } from "../markup.js";
import { send } from "../send.js";

const ADDRESS = /^#set=(\w+)\.((?:\w+=-?[\d.]+,?)+)$/;

/** How long after a change the address follows, in milliseconds: browsers limit how often it may. */
const PAUSE = 300;

/**
 * Writes the sliders that were moved into the address, and reads them from it.
 *
 * @param {HTMLElement} figure
 * @param {HTMLFormElement} form - its sliders
 */
export function keepSetting(figure, form) {
  const name = figure.id.replace("figure-", "");
  const sliders = all(form, "input", HTMLInputElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const write = () => {
    clearTimeout(pause);
    const moved = sliders.filter(({ value, defaultValue }) => value !== defaultValue);
    const values = moved.map((slider) => `${slider.name}=${slider.value}`);
    const hash = values.length ? `#set=${name}.${values.join()}` : `#${figure.id}`;
    history.replaceState(history.state, "", hash);
  };
  const writeSoon = () => {
    clearTimeout(pause);
    pause = setTimeout(write, PAUSE);
  };

  /** @param {boolean} go - whether the reader comes for this chart */
  const read = (go) => {
    const [, named, values = ""] = location.hash.match(ADDRESS) ?? [];
    if (named !== name) return;
    const given = new Map(values.split(",").map((pair) => /** @type {any} */ (pair.split("="))));
    for (const slider of sliders) slider.value = given.get(slider.name) ?? slider.defaultValue;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    let fold = figure.closest("details");
    for (; fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    if (go) figure.scrollIntoView();
  };

  form.addEventListener("change", ({ isTrusted }) => isTrusted && writeSoon()); // by the reader
  form.addEventListener("reset", () => setTimeout(write));
  form.addEventListener("set", writeSoon);
  const button = find(form, "[name=send]");
  button.addEventListener("click", () => {
    write();
    send(find(form, "[role=status]"), button.dataset);
  });
  addEventListener("hashchange", () => read(true));
  // Once all scripts are there, so that nothing is folded again. Who reloads stays in place.
  const [arrived] = performance.getEntriesByType("navigation");
  const begin = () => read(/** @type {any} */ (arrived)?.type === "navigate");
  if (document.readyState === "complete") begin();
  else addEventListener("load", () => setTimeout(begin));
}
