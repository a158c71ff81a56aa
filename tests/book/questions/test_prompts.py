"""The prompts and the items: enough of them, true by record and models, and the deck of them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import BytesIO
from itertools import product
from pathlib import Path
from pkgutil import iter_modules
from zipfile import ZipFile

import fsrs
import pytest

from backchannel import models
from backchannel.data import read_table
from book.questions.deck import deck
from book.questions.prompts import Item, Prompt, Source, errors, items, prompts
from book.record.citations import works
from book.sources import CHAPTERS, ROOT, front_matter
from exercises.problem_set import read_problem_set

OBJECTIVES = {
    (path.stem, name)
    for path in CHAPTERS.glob("*.md")
    for name in front_matter(path).get("objectives", {})
}
PROMPTS, ITEMS = prompts(), items()
ASKED: list[Prompt | Item] = [*PROMPTS, *ITEMS]
MODELS = {each.name for each in iter_modules(models.__path__)}
EVENTS = {str(row["id"]) for row in read_table("events")}
GLOSSARY = (CHAPTERS / "glossary.md").read_text(encoding="utf-8")


def test_each_objective_has_three_prompts_and_one_that_is_checked() -> None:
    counts = Counter((each.chapter, each.objective) for each in PROMPTS)
    assert set(counts) == OBJECTIVES
    assert min(counts.values()) >= 3
    assert {(each.chapter, each.objective) for each in PROMPTS if each.wrong} == OBJECTIVES
    assert len({each.name for each in PROMPTS}) == len(PROMPTS)


def test_the_measure_has_a_pair_for_each_objective_and_three_more() -> None:
    for form in "AB":
        counts = Counter((each.chapter, each.objective) for each in ITEMS if each.form == form)
        assert counts.total() == 24
        assert set(counts) == OBJECTIVES
    for first, second in zip(ITEMS[::2], ITEMS[1::2], strict=True):
        assert first.objective == second.objective
        assert first.ask != second.ask or first.choices != second.choices
    assert {len(each.choices) for each in ITEMS} == {3}


def test_each_wrong_choice_makes_an_error_that_is_named() -> None:
    known = errors()
    assert {name for each in ITEMS for name in each.errors} == set(known)
    assert {len(each.errors) for each in ITEMS} == {2}
    assert len({error.idea for error in known.values()}) == len(known)


@pytest.mark.parametrize("planted", sorted({error.planted for error in errors().values()} - {""}))
def test_an_error_that_is_planted_is_an_answer_of_that_question(planted: str) -> None:
    where, idea = planted.split(": ")
    name, number = where.split()
    [question] = [each for each in read_problem_set(name).questions if each.name == number]
    ideas = {wrong.idea.removeprefix("The misconception: ") for wrong in question.wrong_answers}
    assert idea in ideas


def test_no_item_stands_elsewhere_in_the_course() -> None:
    elsewhere = {each.ask for each in PROMPTS}
    text = "".join(path.read_text(encoding="utf-8") for path in CHAPTERS.glob("*.md"))
    assert not [each.ask for each in ITEMS if each.ask in elsewhere or each.ask in text]


@pytest.mark.parametrize("of", sorted({each.of for each in ASKED}, key=str), ids=str)
def test_the_source_of_a_prompt_is_there(of: Source) -> None:
    known = {"event": EVENTS, "work": set(works()), "model": MODELS}
    if of.kind == "term":
        assert f"\n{of.name}\n" in GLOSSARY
    else:
        assert of.name in known[of.kind]
    assert of.words


@pytest.mark.parametrize(
    "of", [each for each in ASKED if each.holds], ids=lambda each: each.ask[:40]
)
def test_the_models_give_the_numbers_of_an_answer(of: Prompt | Item) -> None:
    found = [vars(import_module(f"backchannel.models.{name}")) for name in MODELS]
    names = {name: value for each in found for name, value in each.items() if callable(value)}
    assert eval(of.holds, names) is True


@pytest.mark.parametrize("kind", ["prompts", "items"])
def test_length_does_not_tell_which_choice_is_right(kind: str) -> None:
    choices = {
        "prompts": [(each.answer, *each.wrong) for each in PROMPTS if each.wrong],
        "items": [each.choices for each in ITEMS],
    }[kind]
    lengths = [[len(choice) for choice in each] for each in choices]
    longest = sum(right > max(others) for right, *others in lengths) / len(lengths)
    shortest = sum(right < min(others) for right, *others in lengths) / len(lengths)
    assert 0.15 <= longest <= 0.42
    assert 0.15 <= shortest <= 0.42


def in_anki(file: bytes, folder: Path) -> dict[str, list[str]]:
    """Return the fields of each note of a deck, by what Anki knows it by."""
    with ZipFile(BytesIO(file)) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as collection:
        rows = collection.execute("select guid, flds from notes").fetchall()
        cards = collection.execute("select count(*) from cards").fetchone()[0]
    collection.close()
    assert cards == len(rows)
    return {guid: fields.split("\x1f") for guid, fields in rows}


def test_the_deck_has_each_prompt_and_updates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = deck()
    assert file == deck(), "the same for the same prompts"
    found = in_anki(file, tmp_path)
    told = {(fields[0], fields[2]) for fields in found.values()}
    plain = {(each.ask, each.answer) for each in PROMPTS}
    assert {(ask.replace("&quot;", '"'), answer) for ask, answer in told} == {
        (ask.replace("'", "&#x27;"), answer.replace("'", "&#x27;")) for ask, answer in plain
    }
    first = PROMPTS[0]
    changed = [Prompt(**(vars(first) | {"ask": "Anew?", "why": "So."})), *PROMPTS[1:]]
    monkeypatch.setattr("book.questions.deck.prompts", lambda: changed)
    again = in_anki(deck(), tmp_path)
    assert set(again) == set(found), "known by the same names, so that words are renewed"
    assert sum(again[guid] != found[guid] for guid in found) == 1


RATINGS = [list(each) for each in product((1, 2, 3), repeat=4)]
WAITS = [0, 1, 3, 17]

SCHEDULED = """
import { after } from "./book/questions/schedule.js";
import { spacingOf, written } from "./book/questions/due.js";
const { sequences, waits } = JSON.parse(process.argv[1]);
console.log(JSON.stringify(sequences.map((ratings) => {
  let kept, day = 20000;
  return ratings.map((rating, at) => {
    if (kept) day = kept.due + waits[at];
    kept = spacingOf(written(after(kept, rating, day)));
    return [day, kept.due, kept.stability, kept.difficulty];
  });
})));
"""


def test_prompts_are_spaced_as_py_fsrs_would() -> None:
    given = json.dumps({"sequences": RATINGS, "waits": WAITS})
    command = ["node", "--input-type=module", "-e", SCHEDULED, given]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    start = datetime(1970, 1, 1, tzinfo=UTC)
    for ratings, sequence in zip(RATINGS, json.loads(said.stdout), strict=True):
        card = fsrs.Card()
        for rating, (day, due, stability, difficulty) in zip(ratings, sequence, strict=True):
            now = start + timedelta(days=day)
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
            assert card.stability == pytest.approx(stability, abs=2e-3, rel=1e-3), ratings
            assert card.difficulty == pytest.approx(difficulty, abs=2e-3), ratings
            assert (card.due - start).days == due, ratings
