// Search by itself: the forms and sounds of words, the ways to a word, what counts more, snippets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { snippet } from "../../../book/page/search-found.js";
import { Index } from "../../../book/page/search-index.js";
import { consonants, distance, form, sound, words } from "../../../book/page/search-words.js";

test("spellings of a word have one form", () => {
  const alike = [
    ["Zarīf", "zarif"],
    ["Kata’ib", "Kata'ib", "kataib"],
    ["Tehran’s", "Tehran"],
    ["channels", "channel"],
    ["proxies", "proxy"],
    ["crosses", "cross"],
    ["علي", "علی"],
    ["كانال", "کانال"],
    ["می‌شود", "میشود"],
    ["۱۳۵۷", "1357"],
  ];
  for (const [one, ...others] of alike)
    for (const other of others) assert.equal(form(one), form(other), `${one}, ${other}`);
  for (const word of ["Swiss", "crisis", "status", "Bonn"])
    assert.equal(form(word), word.toLowerCase());
});

test("words are cut at hyphens and brackets, and known by where they begin", () => {
  assert.deepEqual(
    words("A back-channel [Carson 2016].").map(({ word, at }) => [word, at]),
    [
      ["A", 0],
      ["back", 2],
      ["channel", 7],
      ["Carson", 16],
      ["2016", 23],
    ],
  );
  assert.deepEqual(
    words("expected_cost(1)").map((each) => each.form),
    ["expected_cost", "1"],
  );
});

test("a name sounds alike in its spellings, and another name does not", () => {
  const names = [
    ["qurbanifar", "ghorbanifar"],
    ["tabatabei", "tabatabai", "tabatabaei"],
    ["suleimani", "soleimani", "sulaymani"],
    ["araqchi", "araghchi"],
  ];
  for (const [one, ...others] of names)
    for (const other of others) assert.equal(sound(one), sound(other), `${one}, ${other}`);
  assert.notEqual(sound("solomon"), sound("soleiman"));
  for (const [persian, latin] of [
    ["ظریف", "zarif"],
    ["سلیمانی", "soleimani"],
    ["خامنه‌ای", "khamenei"],
    ["موسویان", "mousavian"],
  ])
    assert.equal(consonants(sound(form(persian))), consonants(sound(latin)), latin);
});

test("letters that changed places are one error", () => {
  assert.equal(distance("soliemani", "soleimani"), 1);
  assert.equal(distance("", "abc"), 3);
  assert.equal(distance("kitten", "sitting"), 3);
});

const pages = [
  {
    address: "a.html",
    title: "Proxies",
    places: [
      ["top", "section", "Proxies", "What a back channel is, and a red line."],
      [
        "leash",
        "section",
        "The leash",
        "Ghorbanifar went to Tehran. Qassem Soleimani too, says Solomon.",
      ],
    ],
  },
  {
    address: "b.html",
    title: "Models",
    places: [
      [
        "backchannel",
        "python",
        "backchannel",
        "The back channel of backchannel: a back channel, redlines.",
      ],
      ["tft", "figure", "Forgiveness", "Generous tit for tat, played by a leash."],
    ],
  },
];

/** @param {string} asked */
const found = (asked) => {
  const { places, said } = new Index(/** @type {any} */ (pages)).answer(asked);
  return { anchors: places.map(({ address }) => address.split("#")[1]), said };
};

test("the course comes before the package, in every spelling", () => {
  for (const asked of ["back-channel", "back channel", "backchannel", "Back Channels"])
    assert.deepEqual(found(asked).anchors, ["top", "backchannel"], asked);
  assert.deepEqual(found("redlines").anchors, ["top", "backchannel"]);
  assert.deepEqual(found("red lines").anchors, ["top", "backchannel"]);
});

test("a name is found by its sound, in Persian too, and its like comes later or not at all", () => {
  for (const asked of ["Qurbanifar", "Soleimān", "sulaymani", "سلیمانی"])
    assert.deepEqual(found(asked), { anchors: ["leash"], said: "" }, asked);
  assert.deepEqual(found("GTFT").anchors, ["tft"]);
});

test("what is not there is said, with what may be meant", () => {
  assert.match(found("ghorbinafar").said, /Nothing has “ghorbinafar”. Did you mean “Ghorbanifar”/);
  assert.deepEqual(found("ghorbinafar").anchors, ["leash"]);
  assert.deepEqual(found("xyzzyqqq"), { anchors: [], said: "" });
  assert.deepEqual(found("  "), { anchors: [], said: "" });
  assert.deepEqual(found("leash xyzzyqqq").anchors, ["leash", "tft"]);
  assert.match(found("leash xyzzyqqq").said, /Nothing has “xyzzyqqq”/);
  assert.match(found("proxies tat").said, /No place has all of these words/);
});

test("a snippet begins before the first word that was found, and marks each", () => {
  const text = `${"Much is said before. ".repeat(20)}The leash is held. ${"And after. ".repeat(40)}`;
  const parts = snippet(text, ["leash", "hold"]);
  assert.equal(parts[0].words, "… ");
  assert.deepEqual(
    parts.filter((part) => part.found),
    [{ words: "leash", found: true }],
  );
  const whole = parts.map((part) => part.words).join("");
  assert.ok(whole.length < 200 && whole.endsWith(" …"), whole);
  assert.deepEqual(snippet("Short.", ["none"]), [{ words: "Short.", found: false }]);
});
