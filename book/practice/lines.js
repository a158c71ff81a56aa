// Lines to put in order: the way into an answer by touch or by keyboard, without typing.
import { all, find, make } from "../markup.js";

/**
 * @param {HTMLElement} fold - with the lines
 * @param {(lines: string[]) => void} put - takes them into the answer
 */
export function startLines(fold, put) {
  const loose = all(fold, ".loose li");
  const chosen = find(fold, ".chosen");
  const done = find(fold, "[name=put]", HTMLButtonElement);
  const tell = () => {
    done.disabled = !chosen.children.length;
  };
  for (const item of loose) {
    const button = find(item, "button");
    const text = find(item, "code").textContent ?? "";
    button.addEventListener("click", () => {
      item.hidden = true;
      chosen.append(line(text, () => {
        item.hidden = false;
        tell();
        button.focus();
      })); // biome-ignore format: one thing
      tell();
      const next = loose.find((each) => !each.hidden);
      (next ? find(next, "button") : done).focus();
    });
  }
  done.addEventListener("click", () =>
    put(all(chosen, "code").map((each) => each.textContent ?? "")),
  );
  tell();
}

/**
 * A line that was chosen, with buttons that move it.
 *
 * @param {string} text
 * @param {() => void} takenOut
 */
function line(text, takenOut) {
  const item = make("li", {}, make("code", { textContent: text }));
  /**
   * @param {string} words
   * @param {() => void} act
   */
  const button = (words, act) => {
    const made = make("button", {
      type: "button",
      className: "quiet",
      textContent: words,
      ariaLabel: `${words}: ${text.trim()}`,
    });
    made.addEventListener("click", () => {
      act();
      if (made.isConnected) made.focus();
    });
    return made;
  };
  item.append(
    make(
      "span",
      {},
      button("Up", () => item.previousElementSibling?.before(item)),
      button("Down", () => item.nextElementSibling?.after(item)),
      button("Take out", () => {
        item.remove();
        takenOut();
      }),
    ),
  );
  return item;
}
