// The words of the book, and in which of its spellings one that a reader writes may stand there.
import { consonants, distance, form, isPersian, sound, words } from "./search-words.js";

/** @import { Query, QueryCombination } from "minisearch" */

/** @param {"AND" | "OR"} how @param {(Query | symbol)[]} queries @returns {QueryCombination} */
export const combined = (how, queries) => ({
  combineWith: how,
  queries: /** @type {Query[]} */ (queries),
});

export class Vocabulary {
  constructor() {
    /** How each form is written first, and how often. @type {Map<string, {word: string, times: number}>} */
    this.known = new Map();
    /** How often a form begins with a small letter. @type {Map<string, number>} */
    this.small = new Map();
    /** The sounds of names, by their consonants. @type {Map<string, {name: string, heard: string}[]>} */
    this.names = new Map();
    /** All words of all places in their forms, to look for phrases. */
    this.running = "";
  }

  /**
   * Learns the words of a text, and returns their forms with spaces between.
   *
   * @param {string} text
   */
  learn(text) {
    const found = words(text);
    for (const { word, form: each } of found) {
      const entry = this.known.get(each);
      if (entry) entry.times += 1;
      else this.known.set(each, { word, times: 1 });
      if (/^\p{Ll}/u.test(word)) this.small.set(each, (this.small.get(each) ?? 0) + 1);
    }
    return found.map((each) => each.form).join(" ");
  }

  /**
   * Finds the names among the words, once all are learnt.
   *
   * @param {string[]} running - the forms of each place
   */
  close(running) {
    this.running = running.join("|");
    for (const [name, { times }] of this.known)
      if (/^[a-z]{3,}$/.test(name) && (this.small.get(name) ?? 0) * 10 < times) {
        const heard = sound(name);
        const key = consonants(heard);
        this.names.set(key, [...(this.names.get(key) ?? []), { name, heard }]);
      }
  }

  /** @param {string} term */
  has(term) {
    return this.known.has(term);
  }

  /**
   * How the book writes a form.
   *
   * @param {string} term
   */
  written(term) {
    return this.known.get(term)?.word;
  }

  /**
   * The ways in which a word may stand in the book; none if it does not.
   *
   * @param {string} term
   * @returns {Query[]}
   */
  ways(term) {
    /** @type {Query[]} */
    const ways = [];
    const prefix = term.length >= 3;
    const begun = prefix && [...this.known.keys()].some((each) => each.startsWith(term));
    if (begun || this.known.has(term)) ways.push({ queries: [term], prefix });
    for (const name of this.alike(term)) ways.push({ queries: [name], boostTerm: () => 0.7 });
    // "backchannel" asks for "back channel" too.
    for (let at = 2; at <= term.length - 2; at += 1) {
      const parts = [term.slice(0, at), form(term.slice(at))];
      if (this.running.includes(` ${parts.join(" ")} `))
        ways.push(
          combined(
            "AND",
            parts.map((part) => ({ queries: [part] })),
          ),
        );
    }
    if (!ways.length && /^[a-z]{3,6}$/.test(term)) {
      const phrase = this.abbreviated(term);
      if (phrase)
        ways.push(
          combined(
            "AND",
            phrase.map((part) => ({ queries: [part] })),
          ),
        );
    }
    return ways;
  }

  /**
   * Names that sound as a word does, in other spellings.
   *
   * @param {string} term
   */
  alike(term) {
    if (!isPersian(term) && !/^[a-z]{3,}$/.test(term)) return [];
    const asked = sound(term);
    const same = this.names.get(consonants(asked)) ?? [];
    // A word of the book that is no name has no other spelling.
    if (this.known.has(term) && !same.some(({ name }) => name === term)) return [];
    const near = same
      .map(({ name, heard }) => ({ name, away: distance(asked, heard) }))
      .filter(({ name }) => name !== term);
    // Persian leaves out short vowels, so that the nearest of its names may be some letters away.
    const least = Math.min(...near.map(({ away }) => away));
    const most = isPersian(term) ? Math.min(least, 4) : 1;
    return near.filter(({ away }) => away <= most).map(({ name }) => name);
  }

  /**
   * The words that begin with the letters of an abbreviation and stand together, most often.
   *
   * @param {string} letters
   * @returns {string[] | null}
   */
  abbreviated(letters) {
    const phrase = new RegExp(
      ` ${[...letters].map((each) => `(${each}[^ |]+)`).join(" ")}(?= )`,
      "g",
    );
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const [found] of this.running.matchAll(phrase))
      times.set(found, (times.get(found) ?? 0) + 1);
    const [best] = [...times].sort(([, one], [, other]) => other - one);
    return best ? best[0].trim().split(" ") : null;
  }

  /**
   * The word of the book that a misspelt one is nearest to.
   *
   * @param {string} term
   */
  nearest(term) {
    const far = term.length < 4 ? 0 : term.length < 6 ? 1 : 2;
    let best = { word: "", away: far + 0.99 };
    for (const [word, { times }] of this.known) {
      if (Math.abs(word.length - term.length) > far || isPersian(word) !== isPersian(term))
        continue;
      const away =
        distance(term, word) + (word[0] === term[0] ? 0 : 0.5) - Math.min(times, 99) / 400;
      if (away < best.away) best = { word, away };
    }
    return best.word;
  }
}
