// The index of the book's words, and the answers to what a reader asks for.
import MiniSearch from "minisearch";
import { combined, Vocabulary } from "./search-vocabulary.js";
import { form, words } from "./search-words.js";

/**
 * A page with its places, each an anchor, a kind, a title and words, as the build writes them.
 *
 * @typedef {{address: string, title: string, places: [string, string, string, string][]}} Page
 */

/**
 * A place that was found.
 *
 * @typedef {object} Place
 * @property {string} address - of page and section
 * @property {string} page - the title of its page
 * @property {string} kind - section, term, event, channel, work, table, figure, python or about
 * @property {string} title
 * @property {string} text
 * @property {string[]} forms - of the words that were found in it
 */

/**
 * An answer: what was found, best first, and what is to be said of how.
 *
 * @typedef {{places: Place[], said: string}} Answer
 */

/**
 * @import { Query, SearchResult } from "minisearch"
 */

// The course before its sources; the Python package comes last, unless code is asked for.
/** @type {Record<string, number>} */
const WEIGHTS = {
  section: 1,
  term: 1.3,
  event: 0.6,
  channel: 0.9,
  figure: 0.8,
  work: 0.07,
  table: 0.3,
  about: 0.4,
};

const FILLERS = new Set(
  "a an and are as at be by did do does for from how in is it its of on or that the to was were what when where who why with".split(
    " ",
  ),
);

// Words are cut and formed here, not in the library.
const asTheyAre = {
  tokenize: (/** @type {string} */ text) => text.split(" "),
  processTerm: (/** @type {string} */ term) => term,
};

export class Index {
  /** @param {Page[]} pages */
  constructor(pages) {
    /** @type {Omit<Place, "forms">[]} */
    this.places = pages.flatMap((page) =>
      page.places.map(([anchor, kind, title, text]) => ({
        address: `${page.address}#${anchor}`,
        page: page.title,
        kind,
        title,
        text,
      })),
    );
    this.vocabulary = new Vocabulary();
    /** @param {string} text */
    const learnt = (text) => this.vocabulary.learn(text);
    const read = this.places.map(({ title, text, page }, id) => ({
      id,
      title: learnt(title),
      text: learnt(text),
      page: forms(page),
    }));
    this.search = new MiniSearch({ fields: ["title", "text", "page"], ...asTheyAre });
    this.search.addAll(read);
    /** The forms of the words of each title, to compare it with what is asked for. */
    this.titles = read.map(({ title }) => title.replace(/^\d /, ""));
    /** The same of all words of each place, between spaces, to look for phrases. */
    this.running = read.map(({ title, text }) => ` ${title} | ${text} `);
    this.vocabulary.close(this.running);
  }

  /**
   * What is found for the words of a reader.
   *
   * @param {string} asked
   * @returns {Answer}
   */
  answer(asked) {
    const wanted = words(asked).map((each) => each.form);
    const telling = wanted.filter((each) => !FILLERS.has(each));
    const terms = telling.length ? telling : wanted;
    if (!terms.length) return { places: [], said: "" };
    const { query, said, missing } = this.query(terms);
    let found = this.ask(query("AND"), asked);
    if (!found.length && terms.length - missing.length > 1) {
      found = this.ask(query("OR"), asked);
      if (found.length) said.unshift("No place has all of these words; these have some.");
    }
    return { places: found, said: said.join(" ") };
  }

  /**
   * The query for some words, what is to be said of words that are not in the book, and which
   * those are.
   *
   * @param {string[]} terms
   */
  query(terms) {
    /** @type {Query[]} */
    const queries = [];
    /** @type {string[]} */
    const said = [];
    /** @type {string[]} */
    const missing = [];
    terms.forEach((term, index) => {
      const ways = this.vocabulary.ways(term);
      // "red lines" asks for "redlines" too.
      const before = index ? form(terms[index - 1] + term) : "";
      if (this.vocabulary.has(before)) {
        const apart = ways.length ? [queries.pop() ?? "", combined("OR", ways)] : [];
        queries.push(combined("OR", [combined("AND", apart), before]));
      } else if (ways.length) {
        queries.push(combined("OR", ways));
      } else {
        const near = this.vocabulary.nearest(term);
        if (near) {
          queries.push(combined("OR", this.vocabulary.ways(near)));
          const word = this.vocabulary.written(near);
          said.push(`Nothing has “${term}”. Did you mean “${word}”? It is what is shown.`);
        } else missing.push(term);
      }
    });
    if (missing.length && queries.length)
      said.push(`Nothing has ${missing.map((each) => `“${each}”`).join(" or ")}.`);
    /** @param {"AND" | "OR"} how */
    const query = (how) => combined(how, queries);
    return { query, said, missing };
  }

  /**
   * @param {Query} query
   * @param {string} asked
   * @returns {Place[]}
   */
  ask(query, asked) {
    const code = /[_(]|\w\.\w/.test(asked);
    const phrase = forms(asked);
    const found = this.search.search(query, {
      boost: { title: 4, text: 1, page: 0.5 },
      boostDocument: (id) => WEIGHTS[this.places[id].kind] ?? 1,
    });
    /** @param {SearchResult} result */
    const last = ({ id }) => Number(!code && this.places[id].kind === "python");
    return found
      .map((result) => ({ result, score: result.score * this.phraseWeight(result, phrase) }))
      .sort((one, other) => last(one.result) - last(other.result) || other.score - one.score)
      .map(({ result }) => ({
        ...this.places[result.id],
        forms: [...new Set(result.terms)],
      }));
  }

  /**
   * How much more a place counts that has the words in the order in which they were asked for.
   *
   * @param {SearchResult} result
   * @param {string} phrase
   */
  phraseWeight({ id }, phrase) {
    const title = this.titles[id];
    if (title === phrase) return 3;
    if (` ${title} `.includes(` ${phrase} `)) return 1.6;
    return phrase.includes(" ") && this.running[id].includes(` ${phrase} `) ? 1.5 : 1;
  }
}

/** @param {string} text */
const forms = (text) =>
  words(text)
    .map((each) => each.form)
    .join(" ");
