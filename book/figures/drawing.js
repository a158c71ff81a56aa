// What draws charts, as a script of its own: figures.js loads it when a chart comes near.
import { draw } from "./draw.js";

dispatchEvent(new CustomEvent("can-draw", { detail: draw }));
