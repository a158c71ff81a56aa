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
