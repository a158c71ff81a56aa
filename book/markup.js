// Elements of a page: found, or made.

/**
 * The element that a page has for sure.
 *
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} root - where to look
 * @param {string} selector
 * @param {new () => Kind} [kind] - its class, if more is asked of it than of any element
 * @returns {Kind}
 * @throws {Error} if there is none
 */
export function find(root, selector, kind) {
  const [found] = all(root, selector, kind);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

/**
 * The elements of a kind, in the order of the page.
 *
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} root - where to look
 * @param {string} selector
 * @param {new () => Kind} [kind] - their class, if more is asked of them than of any element
 * @returns {Kind[]}
 */
export function all(root, selector, kind) {
  const found = [...root.querySelectorAll(selector)];
  return /** @type {Kind[]} */ (kind ? found.filter((each) => each instanceof kind) : found);
}

/**
 * A new element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * One of the signs that the page holds.
 *
 * @param {string} name - as in glyphs.svg
 * @param {string} [words] - what a screen reader says in its place; without them, nothing
 * @returns {SVGElement}
 */
export function glyph(name, words) {
  const space = "http://www.w3.org/2000/svg";
  const sign = document.createElementNS(space, "svg");
  sign.setAttribute("class", "glyph");
  const used = document.createElementNS(space, "use");
  used.setAttribute("href", `#glyph-${name}`);
  sign.append(used);
  if (words) {
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", words);
  } else sign.setAttribute("aria-hidden", "true");
  return sign;
}
