// Makes one edition of the built book: what pages load is named by its content, each page says to
// which edition it belongs, and a list says which files an edition has.
import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** The list of an edition: beside the pages the one address that stays the same. */
export const LIST = "edition.json";

const NAMED = /^(_static\/|searchplaces).*-[0-9a-f]{16}\.\w+$/;
const MARK = /<html( data-edition="[0-9a-f]*")?/;
// Pages load what lies below _static, and the words that search knows.
const IN_PAGES =
  /(="(?:\.\.?\/)*)((?:_static\/|searchplaces)[^"?#\s]*?)(?:-[0-9a-f]{16})?(\.\w+)(?=")/g;
const IN_STYLES = /(url\(["']?)((?!data:)[^"'():?#]+?)(?:-[0-9a-f]{16})?(\.\w+)(?=["']?\))/g;
const OF_PYTHON = /^(_static\/live|downloads\/notebooks\/)/;

/** @param {string | Uint8Array} content */
export const digestOf = (content) =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

/**
 * All files below a folder, as paths from there, in order.
 *
 * @param {string} site
 */
export async function built(site) {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Gives files names that change with their content, and those who ask for them the new names.
 *
 * @param {string} site
 */
function naming(site) {
  /** @type {Map<string, Promise<string>>} */
  const names = new Map();
  /** @param {string} path - of a file that a page or a style sheet loads */
  const name = async (path) => {
    const [, stem, ending] = /** @type {string[]} */ (path.match(/(.*)(\.\w+)$/));
    if (ending === ".css") {
      const text = await readFile(join(site, path), "utf8");
      await writeFile(join(site, path), await renamed(text, IN_STYLES, dirname(path)));
    }
    const named = `${stem}-${digestOf(await readFile(join(site, path)))}${ending}`;
    await rename(join(site, path), join(site, named));
    return named;
  };
  /**
   * @param {string} text
   * @param {RegExp} loads - finds what stands before a path, the path and its ending
   * @param {string} folder - from which the paths count
   */
  const renamed = async (text, loads, folder) => {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const [, , stem, ending] of text.matchAll(loads)) {
      const path = join(folder, stem + ending);
      const named = names.get(path) ?? name(path);
      names.set(path, named);
      found.set(stem + ending, relative(folder, await named));
    }
    return text.replace(
      loads,
      (_, start, stem, ending) => start + (found.get(stem + ending) ?? stem + ending),
    );
  };
  return { names, renamed };
}

/**
 * Makes the edition.
 *
 * @param {string} site - the folder of the built book
 * @returns {Promise<string>} what tells this edition from others
 * @throws {Error} if a page or a style sheet asks for a file that is not there
 */
export async function makeEdition(site) {
  const before = await built(site);
  for (const path of before.filter((each) => NAMED.test(each))) {
    // Of an earlier build: what is made anew lies beside it, under its plain name.
    const plain = path.replace(/-[0-9a-f]{16}(?=\.\w+$)/, "");
    if (before.includes(plain)) await rm(join(site, path));
    else await rename(join(site, path), join(site, plain));
  }
  const paths = await built(site);
  const { names, renamed } = naming(site);
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const path of paths.filter((each) => /^(?!_static\/).*\.html$/.test(each))) {
    const text = await renamed(await readFile(join(site, path), "utf8"), IN_PAGES, "");
    pages.set(path, text.replace(MARK, '<html data-edition=""'));
  }
  const loaded = [...(await Promise.all(names.values()))];
  const notebooks = paths.filter((path) => path.startsWith("downloads/notebooks/"));
  /** @type {Record<"files" | "python", Record<string, [digest: string, bytes: number]>>} */
  const found = { files: {}, python: {} };
  for (const path of [...pages.keys(), ...loaded, ...notebooks].sort()) {
    const content = pages.get(path) ?? (await readFile(join(site, path)));
    const kind = OF_PYTHON.test(path) ? "python" : "files";
    found[kind][path] = [digestOf(content), Buffer.byteLength(content)];
  }
  const edition = digestOf(JSON.stringify(found));
  for (const [path, text] of pages)
    await writeFile(join(site, path), text.replace(MARK, `<html data-edition="${edition}"`));
  const live = paths.find((path) => path.startsWith("live/"));
  await writeFile(
    join(site, LIST),
    JSON.stringify({ edition, live: live ? `${dirname(live)}/` : "", ...found }),
  );
  return edition;
}
