// The page's end of the lines between widgets in Python and their twins here.
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { widgetModules } from "./widgets.js";

/** @import { IClassicComm } from "@jupyter-widgets/base" */

/**
 * A message of a widget, as Python's comm sends it.
 *
 * @typedef {object} Message
 * @property {{comm_id: string, target_name: string, data: any}} content
 * @property {object} [metadata]
 */

/**
 * One widget's line to Python.
 *
 * @implements {IClassicComm}
 */
class Line {
  /** @type {((message: any) => void) | undefined} */
  heard;
  /** @type {((message: any) => void) | undefined} */
  closed;

  /**
   * @param {Worker} worker - in which Python runs
   * @param {string} id
   * @param {string} target
   */
  constructor(worker, id, target) {
    this.worker = worker;
    this.comm_id = id;
    this.target_name = target;
  }

  /**
   * @param {string} what - the kind of message
   * @param {any} data
   */
  #tell(what, data) {
    const content = { comm_id: this.comm_id, target_name: this.target_name, data };
    this.worker.postMessage({ kind: "receive", what, message: JSON.stringify({ content }) });
    return "";
  }

  /** @param {any} data */
  open(data) {
    return this.#tell("comm_open", data);
  }

  /**
   * @param {any} data
   * @param {any} [callbacks]
   */
  send(data, callbacks) {
    this.#tell("comm_msg", data);
    // Python answers in order: when it has taken this message, the next may follow.
    setTimeout(() => callbacks?.iopub?.status?.({ content: { execution_state: "idle" } }));
    return "";
  }

  /** @param {any} [data] */
  close(data) {
    return this.#tell("comm_close", data);
  }

  /** @param {(message: any) => void} heard */
  on_msg(heard) {
    this.heard = heard;
  }

  /** @param {(message: any) => void} closed */
  on_close(closed) {
    this.closed = closed;
  }
}

/** Knows the widgets of the page, and the colours in which their charts are drawn. */
export class Manager extends ManagerBase {
  /** @type {Map<string, Line>} */
  lines = new Map();

  /**
   * The page's colour for each colour of a chart in light.
   *
   * @type {Record<string, string>}
   */
  colours = {};

  /** @param {Worker} worker - in which Python runs */
  constructor(worker) {
    super();
    this.worker = worker;
  }

  /**
   * @param {string} name
   * @param {string} module
   * @returns {Promise<any>}
   * @override
   */
  async loadClass(name, module) {
    const found = widgetModules[module]?.[name];
    if (!found)
      throw new Error(`This page has no widget ${name} of ${module}; JupyterLab may have it.`);
    return found;
  }

  /**
   * @param {string} target
   * @param {string} id
   * @param {any} data
   * @override
   */
  async _create_comm(target, id, data) {
    const line = new Line(this.worker, id, target);
    this.lines.set(id, line);
    line.open(data);
    return line;
  }

  /** @override */
  async _get_comm_info() {
    return {};
  }

  /**
   * Takes what a widget in Python says.
   *
   * @param {string} kind
   * @param {Message} message
   * @param {ArrayBuffer[]} buffers
   */
  hear(kind, { content, metadata }, buffers) {
    const id = content.comm_id;
    /** @type {any} */
    const message = { content, metadata, buffers: buffers.map((each) => new DataView(each)) };
    if (kind === "comm_open") {
      const line = new Line(this.worker, id, content.target_name);
      this.lines.set(id, line);
      return this.handle_comm_open(line, message);
    }
    const line = this.lines.get(id);
    return kind === "comm_close" ? line?.closed?.(message) : line?.heard?.(message);
  }
}
