// What can only be made once all pages are there: one style sheet of the rules that they use, with
// the faces, a page at the top, and the edition.
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { built, makeEdition } from "./edition.mjs";
import { placeFaces } from "./faces.mjs";

const site = "_build/html";
const themeSheets = [
  "basic.css",
  "styles/pydata-sphinx-theme.css",
  "pygments.css",
  "styles/sphinx-book-theme.css",
  "mystnb.*.css",
];
const ownSheets = ["colours.css", "book.css"]; // all of it is used
const scripts = [
  "reader.js",
  "timeline.js",
  "progress.js",
  "come-back.js",
  "measure.js",
  "prompts.js",
  "measureItems.js",
  "search.js",
];
const themeScripts = ["pydata-sphinx-theme.js", "sphinx-book-theme.js"];
const SET_BY_SCRIPTS = /classList\.(?:add|toggle)\("([\w-]+)"\)/g;

/**
 * Whether a file of the book has letters that a reader will see.
 *
 * @param {string} file
 */
const hasText = (file) => file.endsWith(".html") || scripts.includes(basename(file));

/** @param {string[]} files - of the book */
async function styles(files) {
  const folder = join(site, "_static");
  /** @param {string[]} names - of style sheets, in which a star stands for anything */
  const read = async (names) => {
    const found = names.map((name) => {
      const pattern = new RegExp(`^${name.replaceAll(".", "\\.").replace("*", ".*")}$`);
      const file = files.find((each) => pattern.test(relative(folder, each)));
      if (!file) throw new Error(`There is no style sheet ${name}.`);
      return file;
    });
    return (await Promise.all(found.map((file) => readFile(file, "utf8")))).join("\n");
  };
  const own = await read(ownSheets);
  // Of what their words could mean, for most of it is of parts that no page has, only classes.
  const themes = themeScripts.map((name) => readFile(join(folder, "scripts", name), "utf8"));
  const classes = [...(await Promise.all(themes)).join("\n").matchAll(SET_BY_SCRIPTS)];
  const [{ css: used }] = await new PurgeCSS().purge({
    css: [{ raw: (await read(themeSheets)).replace(/@font-face\s*\{[^}]*\}/g, "") }], // icons are masks
    content: [
      ...files.filter((file) => file.endsWith(".html")),
      ...scripts.map((name) => join(folder, name)),
    ],
    fontFace: true,
    keyframes: true,
    variables: true,
    safelist: {
      standard: classes.map(([, name]) => name),
      greedy: [/data-theme/, /data-mode/], // scripts set them
      variables: own.match(/--[\w-]+/g) ?? [],
    },
  });
  const faces = await placeFaces(files.filter(hasText), folder);
  const sheet = faces + used + own;
  const { code } = await transform(sheet, { loader: "css", minify: true });
  await writeFile(join(folder, "style.css"), code);
}

// Jupyter Book's page at the top only points to the first chapter; give it icon, title and words.
async function front() {
  const path = join(site, "index.html");
  const target = (await readFile(path, "utf8")).match(/url=([^"]+\.html)/)?.[1];
  const title = "The Delicate Dance";
  await writeFile(
    path,
    `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="_static/favicon.svg">
<meta http-equiv="refresh" content="0; url=${target}">
<main><h1>${title}</h1><p><a href="${target}">To the first page</a></p></main>
</html>
`,
  );
}

// A service worker answers for its own folder and those below, so it stands at the top.
await copyFile(join(site, "_static", "offline.js"), join(site, "offline.js"));
await front();
await styles((await built(site)).map((path) => join(site, path)));
// GitHub leaves out folders that begin with an underscore, unless this file is there.
await writeFile(join(site, ".nojekyll"), "");
await makeEdition(site);
