// The box in which a reader writes Python: as high as its lines, which keep their beginning, and
// left by Tab unless the reader wants Tab to move text.
import { find } from "../markup.js";
import { MOST_TEXT } from "../questions/memory.js";

const STEP = "    ";

/**
 * @param {HTMLElement} form
 * @param {() => void} run
 */
export function startBox(form, run) {
  const box = find(form, "[name=code]", HTMLTextAreaElement);
  const tab = find(form, "[name=tab]");
  const told = find(form, ".full");
  box.maxLength = MOST_TEXT;
  const grow = () => {
    box.rows = box.value.split("\n").length + 1;
    told.textContent = full(box);
  };
  /** @param {boolean} on */
  const moveByTab = (on) => tab.setAttribute("aria-pressed", String(on));
  box.addEventListener("input", grow);
  box.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak") return;
    event.preventDefault();
    const [line] = box.value.slice(0, box.selectionStart).split("\n").slice(-1);
    const start = line.match(/^ */)?.[0] ?? "";
    insert(box, `\n${start}${/:\s*$/.test(line) ? STEP : ""}`);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) {
      event.preventDefault();
      run();
    } else if (event.key === "Escape") {
      moveByTab(false);
    } else if (event.key === "Tab" && tab.getAttribute("aria-pressed") === "true") {
      event.preventDefault();
      move(box, event.shiftKey);
    }
  });
  find(form, "[name=right]").addEventListener("click", () => move(box, false));
  find(form, "[name=left]").addEventListener("click", () => move(box, true));
  tab.addEventListener("click", () => {
    moveByTab(tab.getAttribute("aria-pressed") === "false");
    box.focus();
  });
  grow();
}

/**
 * What is to be said of a box that takes no more.
 *
 * @param {HTMLTextAreaElement} box
 */
export const full = ({ value, maxLength }) =>
  value.length < maxLength
    ? ""
    : ` The box is full: it holds ${maxLength.toLocaleString("en")} characters, and what came after them is not here.`;

/**
 * Puts text in place of what is selected, so that it can be undone.
 *
 * @param {HTMLTextAreaElement} box
 * @param {string} text
 */
export function insert(box, text) {
  box.focus();
  if (document.execCommand("insertText", false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Moves the lines in which something is selected by one step.
 *
 * @param {HTMLTextAreaElement} box
 * @param {boolean} left
 */
function move(box, left) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const end = (value.indexOf("\n", to) + value.length + 1) % (value.length + 1);
  const lines = value.slice(start, end).split("\n");
  const moved = lines.map((line) => (left ? line.replace(/^ {1,4}/, "") : STEP + line)).join("\n");
  box.setSelectionRange(start, end);
  insert(box, moved);
  if (lines.length > 1) box.setSelectionRange(start, start + moved.length);
  else box.setSelectionRange(...caret(start, from + moved.length - (end - start)));
}

/**
 * @param {number} start - of the line
 * @param {number} place
 * @returns {[number, number]}
 */
const caret = (start, place) => [Math.max(start, place), Math.max(start, place)];
