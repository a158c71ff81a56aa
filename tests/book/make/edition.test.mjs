// An edition: names change with content and with nothing else, pages are marked, files are listed.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { digestOf, makeEdition } from "../../../book/make/edition.mjs";

const FILES = {
  "index.html": '<html lang="en"><link href="_static/style.css">',
  "chapters/a.html":
    '<html lang="en"><script src="../_static/reader.js"></script><p data-script="../_static/live.js">a</p>',
  "search.html": '<html lang="en"><script src="searchplaces.js"></script>',
  "_static/reader.js": "read()",
  "_static/live.js": "live()",
  "_static/unused.js": "nobody()",
  "_static/template.html": "{# of the theme #}",
  "_static/style.css": "a{background:url(face.woff2)}b{background:url(data:image/png;base64,AA)}",
  "_static/face.woff2": "face",
  "searchplaces.js": "find()",
  "downloads/notebooks/a.ipynb": "{}",
  "live/0123456789abcdef/python.wasm": "python",
};

let site = "";
/** @param {string} path */
const text = (path) => readFile(join(site, path), "utf8");
const list = async () => JSON.parse(await text("edition.json"));

/** @param {Record<string, string>} files */
async function write(files) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), content);
  }
}

beforeEach(async () => {
  site = await mkdtemp(join(tmpdir(), "edition-"));
  await write(FILES);
});
afterEach(() => rm(site, { recursive: true }));

test("what a page loads is named by its content, and the page asks for that name", async () => {
  await makeEdition(site);
  const name = `_static/reader-${digestOf("read()")}.js`;
  assert.equal(await text(name), "read()");
  assert.match(await text("chapters/a.html"), new RegExp(`src="../${name}"`));
  const [style] = (await readdir(join(site, "_static"))).filter((each) => each.startsWith("style"));
  assert.equal(
    await text(`_static/${style}`),
    `a{background:url(face-${digestOf("face")}.woff2)}b{background:url(data:image/png;base64,AA)}`,
  );
});

test("each page says to which edition it belongs, and the list has every file", async () => {
  const edition = await makeEdition(site);
  const { files, python, live, edition: listed } = await list();
  assert.equal(listed, edition);
  assert.equal(live, "live/0123456789abcdef/");
  for (const page of ["index.html", "chapters/a.html", "search.html"])
    assert.match(await text(page), new RegExp(`^<html data-edition="${edition}" lang="en">`));
  for (const [path, [digest, bytes]] of Object.entries({ ...files, ...python })) {
    const content = (await text(path)).replace(edition, "");
    assert.deepEqual([digestOf(content), content.length], [digest, bytes], path);
  }
  const plain = (/** @type {object} */ found) =>
    Object.keys(found).map((path) => path.replace(/-[0-9a-f]{16}/, ""));
  assert.deepEqual(plain(files).sort(), [
    "_static/face.woff2",
    "_static/reader.js",
    "_static/style.css",
    "chapters/a.html",
    "index.html",
    "search.html",
    "searchplaces.js",
  ]);
  assert.deepEqual(plain(python).sort(), ["_static/live.js", "downloads/notebooks/a.ipynb"]);
});

test("the same files make the same edition, however often it is made", async () => {
  const first = await makeEdition(site);
  const names = await readdir(site, { recursive: true });
  assert.equal(await makeEdition(site), first);
  await write({ "_static/reader.js": "read()" }); // as the next build puts it there
  assert.equal(await makeEdition(site), first);
  assert.deepEqual((await readdir(site, { recursive: true })).sort(), names.sort());
});

for (const path of ["_static/reader.js", "_static/face.woff2", "chapters/a.html"])
  test(`another ${path} makes another edition, and leaves nothing of the old one`, async () => {
    const first = await makeEdition(site);
    const before = await readdir(site, { recursive: true });
    await write({ ...FILES, [path]: `${FILES[/** @type {keyof typeof FILES} */ (path)]} ` });
    assert.notEqual(await makeEdition(site), first);
    const after = await readdir(site, { recursive: true });
    assert.equal(after.length, before.length);
  });

test("a page that asks for a file that is not there is no edition", async () => {
  await write({ "chapters/b.html": '<html><script src="../_static/gone.js"></script>' });
  await assert.rejects(makeEdition(site), /gone\.js/);
});

test("a style sheet that asks for a file that is not there is no edition", async () => {
  await write({ "_static/style.css": "a{background:url(../gone.ttf)}" });
  await assert.rejects(makeEdition(site), /gone\.ttf/);
});
