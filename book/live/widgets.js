// The widgets that a page has, each with a name that a screen reader reads.
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { all, find } from "../markup.js";
import { rendered } from "./outputs.js";

/**
 * Gives a view whose moving parts bear the name of the widget.
 *
 * @template {new (...given: any[]) => base.DOMWidgetView} View
 * @param {View} View
 */
const named = (View) =>
  class extends View {
    render() {
      super.render();
      const name = this.model.get("tooltip") || this.model.get("description");
      for (const part of all(this.el, ".noUi-handle, .progress, .widget-readout")) {
        part.setAttribute("aria-label", name);
      }
      // The slider says its bare number, such as 0.15000000000000002; the readout says 15%.
      const { $slider, readout } = /** @type {any} */ (this);
      $slider?.noUiSlider.on("update", () =>
        find($slider, ".noUi-handle").setAttribute("aria-valuetext", readout.textContent),
      );
    }
  };

class ProgressView extends named(controls.ProgressView) {
  update() {
    super.update();
    const bar = find(this.el, ".progress");
    bar.role = "progressbar";
    bar.ariaValueNow = String(Math.round((100 * this.model.get("value")) / this.model.get("max")));
  }
}

class OutputModel extends base.DOMWidgetModel {
  defaults() {
    return {
      ...super.defaults(),
      _model_name: "OutputModel",
      _view_name: "OutputView",
      _model_module: "@jupyter-widgets/output",
      _view_module: "@jupyter-widgets/output",
      outputs: [],
    };
  }
}

class OutputView extends base.DOMWidgetView {
  render() {
    super.render();
    this.listenTo(this.model, "change:outputs", this.show);
    this.displayed.then(() => this.show());
  }

  async show() {
    /** @type {{data?: Record<string, any>}[]} */
    const outputs = this.model.get("outputs");
    /** @type {any} */
    const manager = this.model.widget_manager;
    const parts = outputs.map((output) => rendered(output.data ?? {}, manager));
    const open = this.el.querySelector("details[open]") !== null;
    this.el.replaceChildren(...parts);
    for (const details of all(this.el, "details", HTMLDetailsElement)) details.open = open;
  }
}

/**
 * Models and views, by their module and name.
 *
 * @type {Record<string, Record<string, any>>}
 */
export const widgetModules = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": {
    ...controls,
    FloatSliderView: named(controls.FloatSliderView),
    IntSliderView: named(controls.IntSliderView),
    ProgressView,
  },
  "@jupyter-widgets/output": { OutputModel, OutputView },
};
