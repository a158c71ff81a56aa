// Words as search compares them: one form for the spellings of a word, one sound for those of a name.

/**
 * A word of a text: as it stands there, where it begins, and its form.
 *
 * @typedef {{word: string, at: number, form: string}} Found
 */

const WORD = /[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_]|['’‘ʿʾ`\u200c](?=[\p{L}\p{N}]))*/gu;

// Letters that Persian and Arabic write apart, after marks are taken off.
/** @type {Record<string, string>} */
const SAME_LETTER = { ي: "ی", ى: "ی", ك: "ک", ة: "ه" };

/**
 * The words of a text, in order.
 *
 * @param {string} text
 * @returns {Found[]}
 */
export const words = (text) =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, at: index, form: form(word) }));

/** Forms by words, since a text has few words that are not there twice. @type {Map<string, string>} */
const formed = new Map();

/**
 * The form of a word: without marks, capitals, apostrophes and the plural's ending.
 *
 * @param {string} word
 */
export function form(word) {
  const found = formed.get(word) ?? make(word);
  formed.set(word, found);
  return found;
}

/** @param {string} word */
function make(word) {
  const letters = word
    .normalize("NFKD")
    .replace(/['’‘]s$/, "")
    .replace(/[\p{M}'’‘ʿʾ`\u0640\u200c]/gu, "")
    .replace(/[يىكة]/g, (letter) => SAME_LETTER[letter])
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .toLowerCase();
  if (letters.length < 4 || !/^[a-z]+s$/.test(letters) || /(ss|us|is)$/.test(letters))
    return letters;
  if (letters.endsWith("ies") && letters.length > 4) return `${letters.slice(0, -3)}y`;
  return letters.slice(0, /(ch|sh|x|ss)es$/.test(letters) ? -2 : -1);
}

// Consonants that one tongue writes in several ways, in another: kh, gh and q, as in Persian خ, غ, ق.
/** @type {[RegExp, string][]} */
const LATIN_SOUNDS = [
  [/kh/g, "X"],
  [/gh|q/g, "G"],
  [/zh/g, "Z"],
  [/sh/g, "S"],
  [/ch/g, "C"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/dh/g, "z"],
  [/ck|c/g, "k"],
  [/[ouw]+/g, "o"],
  [/a?[eiy]+/g, "e"],
];

const PERSIAN_SOUNDS = Object.fromEntries(
  "اa عa وo یe بb پp تt طt ثs سs صs جj چC حh هh خX دd ذz زz ضz ظz رr ژZ شS غG قG فf کk گg لl مm نn"
    .split(" ")
    .map(([letter, sound]) => [letter, sound]),
);

/**
 * How a name sounds: its consonants, whichever way they are written, and three kinds of vowels.
 *
 * @param {string} name - the form of a word, in Latin or in Persian letters
 */
export function sound(name) {
  const heard = isPersian(name)
    ? [...name.replace(/ه(ای)?$/, "e")].map((letter) => PERSIAN_SOUNDS[letter] ?? letter).join("")
    : LATIN_SOUNDS.reduce((all, [letters, one]) => all.replace(letters, one), name);
  return heard.replace(/(.)\1+/g, "$1");
}

/**
 * The consonants of a sound, and whether it begins with a vowel: Persian writes few of the
 * others, and a "v" as it writes an "o".
 *
 * @param {string} heard
 */
export const consonants = (heard) => heard.replace(/(?!^)[aeo]|v/g, "").replace(/(.)\1+/g, "$1");

/** @param {string} word */
export const isPersian = (word) => /^[\u0600-\u06ff]/.test(word);

/**
 * In how many letters two words differ, where two that changed places count as one.
 *
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[][]} */
  const table = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    table[row] = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(
        table[row - 1][column] + 1,
        table[row][column - 1] + 1,
        table[row - 1][column - 1] + same,
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      if (swapped) least = Math.min(least, table[row - 2][column - 2] + 1);
      table[row][column] = least;
    }
  }
  return table[one.length][other.length];
}
