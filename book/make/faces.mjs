// The faces in which the book is set, cut to the letters that it uses.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import subsetFont from "subset-font";
import { digestOf } from "./edition.mjs";

const PACKAGES = "node_modules/@fontsource";
const MADE = "_build/faces";

/**
 * Parts of a face: the letters that it has, as a style sheet and a script write them, what is kept
 * of its forms (kerning, digits of their own width, joined letters), and what a browser does until
 * it is there. "optional": the page stands in another face until the next visit, for a page that
 * is being read must not move; "swap": single words change their face.
 */
const PARTS = {
  latin: {
    range: "U+0-FF,U+2010-22FF",
    letters: /[ -\xff\u2010-\u22ff]/,
    forms: ["kern", "pnum"],
    display: "optional",
  },
  "latin-ext": { range: "U+100-2BA", letters: /[\u0100-\u02ba]/, forms: ["kern"], display: "swap" },
  arabic: {
    range: "U+200C-200F,U+600-6FF",
    letters: /[\u200c-\u200f\u0600-\u06ff]/,
    forms: ["init", "medi", "fina", "rlig", "liga"],
    display: "swap",
  },
};

/** @type {[family: string, name: string, weight: number, style: string, ...(keyof typeof PARTS)[]][]} */
const FACES = [
  ["Source Serif 4", "source-serif-4", 400, "normal", "latin", "latin-ext"],
  ["Source Serif 4", "source-serif-4", 400, "italic", "latin", "latin-ext"],
  ["Source Serif 4", "source-serif-4", 600, "normal", "latin", "latin-ext"],
  ["Vazirmatn", "vazirmatn", 400, "normal", "arabic"],
];

/**
 * Cuts the faces to some letters.
 *
 * @param {string} letters
 * @param {string} folder - where the cut faces go
 * @returns {Promise<string>} the rules by which a style sheet beside a folder "faces" loads them
 */
export async function cutFaces(letters, folder) {
  const rules = FACES.flatMap(([family, name, weight, style, ...parts]) =>
    parts.map(async (part) => {
      const { range, forms, display, ...had } = PARTS[part];
      const used = [...letters].filter((letter) => had.letters.test(letter)).join("");
      if (!used) return "";
      const file = `${name}-${part}-${weight}-${style}.woff2`;
      const cut = await subsetFont(await readFile(join(PACKAGES, name, "files", file)), used, {
        keepFeatures: forms,
        noHinting: true,
        targetFormat: "woff2",
      });
      await writeFile(join(folder, file), cut);
      return (
        `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};` +
        `font-display:${display};src:url("faces/${file}") format("woff2");unicode-range:${range}}\n`
      );
    }),
  );
  return (await Promise.all(rules)).join("");
}

/**
 * Puts the faces beside the pages. They are cut anew only when a page has a letter more or less.
 *
 * @param {string[]} pages - that are set in them, and scripts that write into pages
 * @param {string} folder - of the style sheet
 * @returns {Promise<string>} the rules that load them
 */
export async function placeFaces(pages, folder) {
  const texts = await Promise.all(pages.map((page) => readFile(page, "utf8")));
  const letters = [...new Set(texts.flatMap((text) => [...new Set(text)]))].sort().join("");
  const made = digestOf(letters + (await readFile(import.meta.filename, "utf8")));
  const rules = join(MADE, `${made}.css`);
  let known = await readFile(rules, "utf8").catch(() => "");
  if (!known) {
    await mkdir(MADE, { recursive: true });
    known = await cutFaces(letters, MADE);
    await writeFile(rules, known);
  }
  await cp(MADE, join(folder, "faces"), {
    recursive: true,
    filter: (path) => !path.endsWith(".css"),
  });
  return known;
}
