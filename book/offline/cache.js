// The names under which this browser keeps things: for those who keep and the one who answers.

/** Python of the pages, whose files have an address of their own for each state of them. */
export const CACHE = "delicate-dance";

/** The list of an edition's files. */
export const LIST = "edition.json";

/**
 * An edition of the book: its files with the beginning of their SHA-256 and their bytes.
 *
 * @typedef {object} Edition
 * @property {string} edition - what tells it from others; each page of it says so too
 * @property {string} live - the folder in which its Python lies
 * @property {Record<string, [digest: string, bytes: number]>} files - what makes the book whole
 * @property {Record<string, [digest: string, bytes: number]>} python - what a page needs to run live
 */

/**
 * How far the keeping is; once it is done, of which edition.
 *
 * @typedef {{kept: number, of: number, edition?: string, whole?: boolean, failed?: string}} Kept
 */
