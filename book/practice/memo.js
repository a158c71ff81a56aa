// The memo of a problem set: written in the page, its words counted, kept like an answer.
import { find } from "../markup.js";
import { hasPromised } from "../offline/keep.js";
import { notKept } from "../questions/form.js";
import { MOST_TEXT, recall, remember } from "../questions/memory.js";
import { full } from "./box.js";
import { SET } from "./files.js";

const ID = `${SET}.memo`;

/** What the reader has written, if anything. */
export const written = () => recall().practice?.[ID]?.code.trim() ?? "";

/** @param {HTMLElement} form */
export function startMemo(form) {
  const box = find(form, "textarea", HTMLTextAreaElement);
  const said = find(form, "[role=status]");
  const most = Number(form.dataset.most);
  const count = () => {
    const words = box.value.match(/\S+/g)?.length ?? 0;
    const over = words > most ? ` Cut ${words - most}: who decides reads no more.` : "";
    find(form, ".words").textContent = `${words} of at most ${most} words.${over}${full(box)}`;
  };
  box.maxLength = MOST_TEXT;
  box.value = recall().practice?.[ID]?.code ?? "";
  count();
  box.addEventListener("input", () => {
    count();
    const kept = remember("practice", ID, { code: box.value, passed: 0, tries: 0 });
    if (kept) said.replaceChildren();
    else if (!said.hasChildNodes()) said.append(notKept());
  });
  box.addEventListener("change", () => hasPromised(true));
}
