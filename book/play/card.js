// A card of what came of a move: its picture, a sentence and the address, as a file to keep or send.
import { all, find, make } from "../markup.js";

const WIDTH = 640;
const EDGE = 20; // around everything
const TWICE = 2; // so that it is sharp on every screen

const LOOK = `svg{--chart-first:#6cb8f0;--chart-second:#f5a45d;--chart-neutral:#9aa4af;color:#e8eaed;
fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.5}
text{fill:currentColor;font-family:system-ui,sans-serif;stroke:none}.fill,.filled{fill:currentColor;stroke:none}
.scene text{font-size:11px;text-anchor:middle}.filled{fill:#f5a45d}.ringed{stroke:#6cb8f0}.flares{color:#ffe08a}
.ground{stroke-opacity:.5}.span{stroke:#9aa4af;stroke-width:7}.in{stroke:#6cb8f0}.out{stroke:#f5a45d;stroke-dasharray:3 4}`;

/** @param {string} text */
const escaped = (text) => make("i", { textContent: text }).innerHTML;

/**
 * Lines of a text, each of some characters at most.
 *
 * @param {string} text
 * @param {number} most
 * @param {RegExp} [pieces] - what is never broken
 */
function lines(text, most, pieces = /\S+\s*/g) {
  const found = [""];
  for (const piece of text.match(pieces) ?? []) {
    if ((found[found.length - 1] + piece).trim().length > most) found.push("");
    found[found.length - 1] += piece;
  }
  return found.map((line) => escaped(line.trim()));
}

/**
 * A drawing of the page, placed on the card.
 *
 * @param {Element} svg
 * @param {string} place - attributes
 */
const placed = (svg, place) =>
  `<svg ${place} viewBox="${svg.getAttribute("viewBox")}" preserveAspectRatio="none">${svg.innerHTML}</svg>`;

/**
 * Draws the card.
 *
 * @param {HTMLElement} section - a move that is over
 * @returns {string} in SVG, which needs nothing of the page
 */
export function drawn(section) {
  /** @type {string[]} */
  const parts = [];
  let y = 48;
  const inside = WIDTH - 2 * EDGE;
  /** @param {string[]} text @param {number} size @param {string} [more] */
  const write = (text, size, more = "") => {
    for (const line of text) {
      parts.push(`<text x="${EDGE}" y="${y}" font-size="${size}" ${more}>${line}</text>`);
      y += size * 1.4;
    }
  };
  write([escaped(section.getAttribute("aria-label") ?? "")], 26, 'font-weight="700"');
  const scene = section.querySelector(".scene svg");
  if (scene) {
    const height = inside * 0.3;
    parts.push(
      placed(scene, `class="scene" x="${EDGE}" y="${y - 24}" width="${inside}" height="${height}"`),
    );
    y += height;
  }
  for (const strip of all(section, ".marks .strip")) {
    const marks = all(strip, "li");
    const size = Math.min(28, (inside - 80) / marks.length - 4);
    parts.push(
      `<text x="${EDGE}" y="${y + size * 0.7}" font-size="16">${escaped(find(strip, "b").textContent ?? "")}</text>`,
    );
    marks.forEach((mark, place) => {
      const { backgroundColor, borderTopColor, borderTopStyle, color } = getComputedStyle(mark);
      const x = EDGE + 80 + place * (size + 4);
      const dash = borderTopStyle === "solid" ? "" : 'stroke-dasharray="3 3"';
      parts.push(
        `<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="4" ${dash} style="fill:${backgroundColor};stroke:${borderTopColor}"/>`,
      );
      const sign = mark.querySelector("svg");
      if (sign)
        parts.push(
          placed(sign, `x="${x}" y="${y}" width="${size}" height="${size}" style="color:${color}"`),
        );
    });
    y += size + 10;
  }
  for (const row of all(section, ".marks :is(.ranges, .field) li")) {
    const drawing = find(row, "svg", SVGSVGElement);
    if (row.closest(".field")) write([escaped(row.textContent?.trim() ?? "")], 14);
    const { width, height } = drawing.viewBox.baseVal;
    const high = (inside * height) / width;
    parts.push(placed(drawing, `x="${EDGE}" y="${y - 14}" width="${inside}" height="${high}"`));
    y += high + 6;
  }
  y += 22;
  write(lines(find(section, ".said").textContent ?? "", 58), 19);
  y += 6;
  const [said] = all(section, ".result p");
  if (said) write(lines(said.textContent ?? "", 74), 15);
  y += 6;
  write(lines(location.href, 78, /./g), 13, 'fill-opacity=".75"');
  const used = new Set([...parts.join().matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id));
  const signs = [...used].map((id) => document.getElementById(id)?.outerHTML ?? "");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${Math.ceil(y)}" ` +
    `width="${WIDTH}" height="${Math.ceil(y)}"><style>${LOOK}</style><defs>${signs.join("")}</defs>` +
    `<rect width="100%" height="100%" style="fill:#16202b;stroke:none"/>${parts.join("")}</svg>`
  );
}

/**
 * Gives the reader the card as a picture; nothing is sent anywhere.
 *
 * @param {HTMLElement} section - a move that is over
 * @param {string} name - of the file
 */
export async function saveCard(section, name) {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(drawn(section))}`;
  await picture.decode();
  const [width, height] = [picture.width * TWICE, picture.height * TWICE];
  const canvas = make("canvas", { width, height });
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve));
  const link = make("a", { href: URL.createObjectURL(blob), download: `${name}.png` });
  link.click();
  URL.revokeObjectURL(link.href);
}
