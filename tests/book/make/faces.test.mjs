// The faces are cut to the letters that are used, and to nothing else.
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { cutFaces } from "../../../book/make/faces.mjs";

let folder = "";
/** @param {string} name */
const bytes = async (name) => (await stat(join(folder, name))).size;
const TEXT = "source-serif-4-latin-400-normal.woff2";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faces-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a part of a face of which no letter is used is neither made nor asked for", async () => {
  const rules = await cutFaces("abc", folder);
  assert.deepEqual(
    (await readdir(folder)).sort(),
    ["400-italic", "400-normal", "600-normal"].map((form) => `source-serif-4-latin-${form}.woff2`),
  );
  assert.doesNotMatch(rules, /arabic|latin-ext/);
});

test("letters of other alphabets come in faces of their own, each for its range", async () => {
  const rules = await cutFaces("a\u010d\u06a9", folder);
  assert.match(rules, /Vazirmatn.*swap.*faces\/vazirmatn-arabic.*U\+600-6FF/);
  assert.match(rules, /Serif.*swap.*faces\/source-serif-4-latin-ext-400-normal.*U\+100-2BA/);
  assert.match(rules, /Serif.*optional.*faces\/source-serif-4-latin-400-normal.*U\+0-FF/);
});

test("each letter more makes a face heavier, and a letter that no face has does not", async () => {
  await cutFaces("ab", folder);
  const two = await bytes(TEXT);
  await cutFaces("ab\u4e0d", folder);
  assert.equal(await bytes(TEXT), two);
  await cutFaces("abcdefgh", folder);
  assert.ok((await bytes(TEXT)) > two);
});
