// The timeline in the address: what is written is read again, and the rest is left alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, stateOf } from "../../../book/record/address.js";

const PAGE = "https://example.org/chapters/timeline.html";
const NAMES = ["type", "channel"];

test("what is written is read again", () => {
  const state = { filters: { type: "leak", channel: "" }, event: "2020-swiss-fax" };
  const address = addressOf(PAGE, state);
  assert.equal(address, `${PAGE}?type=leak#event-2020-swiss-fax`);
  assert.deepEqual(stateOf(address, NAMES), state);
});

test("all events are the plain address, and other parts of it stay", () => {
  const nothing = { filters: { type: "", channel: "" }, event: "" };
  assert.equal(addressOf(`${PAGE}?type=leak#event-a`, nothing), PAGE);
  assert.equal(addressOf(`${PAGE}?from=class`, nothing), `${PAGE}?from=class`);
  assert.deepEqual(stateOf(`${PAGE}#the-back-channels`, NAMES), nothing);
});
