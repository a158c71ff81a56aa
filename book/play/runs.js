// Runs of a page: what chance does in a model, step by step. Python computes, the chart shows it.
import { all, find, make } from "../markup.js";
import { ask } from "./ask.js";

/** @import { Figure } from "../figures/draw.js" */

/** In how many pictures a run is shown. */
const PICTURES = 40;

/** @param {Figure} figure - one that runs */
export function startRun(figure) {
  const form = find(figure, "form.sliders", HTMLFormElement);
  const [run, step] = ["run", "step"].map((name) => find(form, `[name=${name}]`));
  const [reading, status] = [find(figure, ".reading"), find(form, "[role=status]")];
  const seed = find(form, "[name=seed]", HTMLInputElement);
  const name = figure.id.replace("figure-", "");
  const drawn = new Promise((resolve) => figure.addEventListener("drawn", resolve));
  const words = run.textContent ?? "";
  let done = 1; // the picture that stands there shows a run that is over
  let last = 0; // the number of what was asked for last, which ends what was asked before
  let stopping = false;

  /**
   * Goes on with the run, in one picture or several, until it is stopped or something else asked.
   *
   * @param {number[]} shares - of the run that are done at each picture
   */
  async function show(shares) {
    const mine = ++last;
    stopping = false;
    const sliders = all(form, ".slider input", HTMLInputElement);
    const values = Object.fromEntries(sliders.map((each) => [each.name, Number(each.value)]));
    status.textContent = "";
    if (shares.length > 1) run.textContent = run.dataset.going ?? "";
    try {
      for (const [place, until] of shares.entries()) {
        const found = await ask({ run: name, values, until });
        if (!figure.view) await drawn;
        if (mine !== last) return;
        done = found.done;
        await figure.view?.data("rows", found.rows).runAsync();
        if (mine !== last) return;
        if (stopping || place === shares.length - 1) {
          say(found);
          break;
        }
      }
    } catch {
      status.textContent = "What the run needs did not arrive. Try again.";
    }
    run.textContent = words;
  }

  /** @param {{rows: Record<string, number | string>[], said: string}} found */
  function say({ rows, said }) {
    if (reading.textContent !== said) reading.textContent = said;
    const table = find(figure, "table", HTMLTableElement);
    const columns = all(table, "th").map(({ dataset }) => dataset);
    const lines = rows.map((row) => {
      const cells = columns.map(({ name: column = "", digits }) => {
        const cell = row[column];
        const text = typeof cell === "number" && digits ? cell.toFixed(Number(digits)) : cell;
        return make("td", { textContent: String(text) });
      });
      return make("tr", {}, ...cells);
    });
    table.tBodies[0].replaceChildren(...lines);
  }

  /** Goes to the next run of chance, whose number shows, so that one can have it again. */
  function nextRun() {
    seed.value = seed.value === seed.max ? seed.min : String(Number(seed.value) + 1);
    seed.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("set"));
  }

  run.addEventListener("click", () => {
    if (run.textContent !== words) {
      stopping = true;
      return;
    }
    nextRun();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pictures = still ? 1 : PICTURES;
    show(Array.from({ length: pictures }, (_, place) => (place + 1) / pictures));
  });
  step.addEventListener("click", () => {
    if (done >= 1) nextRun();
    show([done >= 1 ? 1e-9 : Math.min(1, done + 1e-9)]);
  });
  // Not when the next run has moved its own slider; the form itself tells of an address.
  form.addEventListener("input", ({ target, isTrusted }) => {
    if (isTrusted || target === form) show([1]);
  });
  form.addEventListener("reset", () => setTimeout(show, 0, [1]));
}
