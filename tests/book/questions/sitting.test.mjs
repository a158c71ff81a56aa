// The measure: what is kept of an occasion, what comes next, how sureness is judged, the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrationPicture, coursePicture } from "../../../book/questions/picture.js";
import {
  calibration,
  formOf,
  missing,
  SITTING,
  sittingOf,
  upcoming,
  written,
} from "../../../book/questions/sitting.js";
import { COLUMNS, codeOf, table } from "../../../book/questions/sitting-table.js";

const replies = [{ choice: 0, sure: 50 }, null, { choice: 2, sure: 100 }, { choice: 0, sure: 90 }];
const sitting = { form: "B", day: "2026-11-30", replies };

test("what was answered is kept and read again, finished or not", () => {
  assert.equal(written(sitting), "B.2026-11-30.00--2504");
  assert.deepEqual(sittingOf(written(sitting)), sitting);
  assert.deepEqual(sittingOf(written({ ...sitting, day: "" })), { ...sitting, day: "" });
  for (const damaged of ["C.2026-11-30.00", "A.x.00", "A.2026-11-30.0", "A..09", "", undefined])
    assert.equal(sittingOf(damaged), undefined);
  assert.match(written(sitting), SITTING);
});

test("the occasions follow one another, the last two after a wait", () => {
  assert.deepEqual(upcoming({}), { occasion: "before", from: "" });
  const before = written(sitting);
  assert.equal(upcoming({ before: written({ ...sitting, day: "" }) })?.occasion, "before");
  assert.equal(upcoming({ before })?.occasion, "after");
  assert.deepEqual(upcoming({ before, after: before }), { occasion: "month", from: "2026-12-30" });
  const three = { before, after: before, month: before };
  assert.deepEqual(upcoming(three), { occasion: "quarter", from: "2027-02-28" });
  assert.equal(upcoming({ ...three, quarter: before }), null);
  assert.equal(upcoming({ after: before })?.occasion, "month", "what was left out stays out");
});

test("a reader gets the two forms in turn, and half of all readers begin with each", () => {
  let starts = 0;
  for (let seed = 0; seed < 1000; seed += 1) {
    const [one, two, three, four] = ["before", "after", "month", "quarter"].map((occasion) =>
      formOf(/** @type {any} */ (occasion), `0.${seed * 7919}`),
    );
    assert.ok(one !== two && one === three && two === four);
    starts += Number(one === "A");
  }
  assert.ok(Math.abs(starts - 500) < 60, String(starts));
});

test("sureness is judged by what came true", () => {
  const { levels, brier } = calibration(replies);
  assert.deepEqual(levels[0], { sure: 50, count: 1, right: 1 });
  assert.deepEqual(levels[5], { sure: 100, count: 1, right: 0 });
  assert.ok(Math.abs(Number(brier) - (0.25 + 1 + 0.01) / 3) < 1e-12);
  assert.equal(calibration([null]).brier, null);
});

test("the ideas that were missing are counted, those of the last occasion first", () => {
  const items = ["a", "b", "c", "d"].map((name) => ({ ideas: [`${name}1`, "same"] }));
  const later = { ...sitting, replies: [null, { choice: 2, sure: 60 }, replies[0], null] };
  const again = { ...sitting, replies: [{ choice: 1, sure: 50 }, later.replies[1], null, null] };
  const counted = (/** @type {any[]} */ done) =>
    missing(done, () => items).map(({ idea, counts }) => [idea, counts]);
  assert.deepEqual(counted([{ sitting }, { sitting: later }]), [["same", [1, 1]]]);
  assert.deepEqual(counted([{ sitting: again }, { sitting }]), [
    ["same", [1, 1]],
    ["a1", [1, 0]],
  ]);
  assert.deepEqual(counted([]), []);
});

test("the table says what was right and how sure, and no name", () => {
  const ofForm = () => [1, 2, 3, 4].map((each) => ({ chapter: "proxies", objective: `o${each}` }));
  const code = codeOf("a seed");
  assert.match(code, /^[0-9a-f]{8}$/);
  assert.equal(code, codeOf("a seed"));
  assert.notEqual(code, codeOf("another"));
  const [head, ...rows] = table(code, [{ occasion: "before", sitting }], ofForm)
    .trim()
    .split("\r\n");
  assert.equal(head, COLUMNS.join(","));
  assert.deepEqual(rows, [
    `${code},before,2026-11-30,B,1,proxies o1,1,50`,
    `${code},before,2026-11-30,B,2,proxies o2,0,`,
    `${code},before,2026-11-30,B,3,proxies o3,0,100`,
    `${code},before,2026-11-30,B,4,proxies o4,1,90`,
  ]);
});

test("each picture says in words what it shows", () => {
  const done = [{ occasion: /** @type {const} */ ("before"), words: "Before", sitting }];
  const course = coursePicture(done);
  assert.equal(course.words, "Share of the items that were right: before 50 percent.");
  const { svg, words } = calibrationPicture(done);
  assert.match(words, /before 0\.420/);
  assert.equal(svg.match(/class="mark before"/g)?.length, 3 + 1, "three levels, and the key");
  assert.match(svg, /class="mark before"[^>]*\/><text[^>]*>Before</);
  assert.ok(svg.includes(`aria-label="${words}"`));
});
