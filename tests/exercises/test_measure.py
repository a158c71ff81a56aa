"""What a class made of the measure: on made-up classes of which everything is known."""

from __future__ import annotations

import csv
from dataclasses import replace
from math import exp
from pathlib import Path
from random import Random
from statistics import mean, pvariance

import pytest

from exercises.measure import (
    COLUMNS,
    Answer,
    TableError,
    brier,
    gain,
    items,
    main,
    read,
    reliability,
    report,
)

READERS, ITEMS = 1000, 24
DIFFICULTIES = [-1.5 + 3 * item / (ITEMS - 1) for item in range(ITEMS)]
SLOPES = [1.2] * (ITEMS - 1) + [0.0]
"""How well each item tells readers apart; the last one not at all."""


def chance(ability: float, item: int) -> float:
    """Return how likely a reader of an ability is right (Birnbaum's model of two parameters)."""
    return 1 / (1 + exp(-SLOPES[item] * (ability - DIFFICULTIES[item])))


@pytest.fixture(scope="module")
def made_up() -> tuple[list[float], list[Answer]]:
    """Return abilities, and answers before the course and after it, which adds 0.8 to each."""
    drawn = Random(1)
    abilities = [drawn.gauss(0, 1) for _ in range(READERS)]
    answers = []
    for occasion, form, more in (("before", "A", 0.0), ("after", "B", 0.8)):
        for reader, ability in enumerate(abilities):
            for item in range(ITEMS):
                sure = chance(ability + more, item)
                right = int(drawn.random() < sure)
                answers.append(
                    Answer(f"{reader:08x}", occasion, form, item + 1, "o", right, round(sure, 1))
                )
    return abilities, answers


def test_the_difficulty_of_an_item_is_what_the_class_was_made_with(
    made_up: tuple[list[float], list[Answer]],
) -> None:
    abilities, answers = made_up
    found = items(answers, "A", "before")
    for item in range(ITEMS):
        expected = mean(chance(ability, item) for ability in abilities)
        assert found[item + 1].difficulty == pytest.approx(expected, abs=0.04)


def test_an_item_that_tells_nobody_apart_is_seen(
    made_up: tuple[list[float], list[Answer]],
) -> None:
    apart = {
        number: item.discrimination for number, item in items(made_up[1], "A", "before").items()
    }
    assert apart[ITEMS] == pytest.approx(0, abs=0.06)
    assert all(value and value > 0.25 for number, value in apart.items() if number != ITEMS)


def test_reliability_is_the_share_of_the_spread_that_is_ability(
    made_up: tuple[list[float], list[Answer]],
) -> None:
    abilities, answers = made_up
    true = [sum(chance(ability, item) for item in range(ITEMS)) for ability in abilities]
    chances = [[chance(ability, item) for item in range(ITEMS)] for ability in abilities]
    noise = mean(sum(p * (1 - p) for p in each) for each in chances)
    expected = pvariance(true) / (pvariance(true) + noise)
    assert reliability(answers, "A", "before") == pytest.approx(expected, abs=0.03)
    assert 0.7 < expected < 0.9


def test_reliability_of_answers_by_lot_is_none() -> None:
    drawn = Random(2)
    answers = [
        Answer(f"{reader}", "before", "A", item, "o", drawn.randint(0, 1), None)
        for reader in range(1000)
        for item in range(1, ITEMS + 1)
    ]
    assert reliability(answers, "A", "before") == pytest.approx(0, abs=0.08)


def test_gain_is_what_the_course_adds(made_up: tuple[list[float], list[Answer]]) -> None:
    abilities, answers = made_up
    before, after = (
        mean(chance(ability + more, item) for ability in abilities for item in range(ITEMS))
        for more in (0, 0.8)
    )
    found = gain(answers, "before", "after")
    assert found and found.readers == READERS
    assert found.gained == pytest.approx(after - before, abs=0.01)
    assert found.of_possible == pytest.approx((after - before) / (1 - before), abs=0.02)
    assert found.margin and found.margin < 0.01
    assert gain(answers, "after", "month") is None


def test_who_is_as_sure_as_is_right_is_calibrated(
    made_up: tuple[list[float], list[Answer]],
) -> None:
    abilities, answers = made_up
    least = mean(
        chance(ability, item) * (1 - chance(ability, item))
        for ability in abilities
        for item in range(ITEMS)
    )
    assert brier(answers, "before") == pytest.approx(least, abs=0.005)
    boasting = [replace(each, sure=1.0) for each in answers]
    assert (brier(boasting, "before") or 0) > least + 0.1


def saved(path: Path, reader: str, *occasions: str) -> None:
    """Write a table as the page does."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for occasion in occasions:
            for item in range(1, 4):
                right = int(item <= 1 + (occasion == "after"))
                row = (occasion, "2026-11-30", "A" if occasion == "before" else "B", item, "c o")
                writer.writerow([reader, *row, right, "" if item == 3 else 80])


def test_tables_are_read_and_one_that_came_twice_counts_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path / "one.csv", "aa", "before")
    saved(tmp_path / "one again.csv", "aa", "before", "after")
    saved(tmp_path / "two.csv", "bb", "before", "after")
    answers = read(tmp_path)
    assert len(answers) == 12
    found = gain(answers, "before", "after")
    assert found and (found.readers, round(found.gained, 9)) == (2, round(1 / 3, 9))
    assert main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "2 readers. The measure is not yet validated." in said
    assert "before to after: 0.33 to 0.67, gain +0.33" in said
    assert said.strip() == report(answers)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,mark\nAda,3\n", "its first line should be reader,occasion"),
        (",".join(COLUMNS) + "\naa,before,2026-11-30,A,1,c o,yes,80\n", "line 2 is no answer"),
        (",".join(COLUMNS) + "\naa,sometime,2026-11-30,A,1,c o,1,80\n", "line 2 is no answer"),
    ],
)
def test_another_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    with pytest.raises(TableError, match="put there what students saved"):
        read(tmp_path)
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "other.csv" in said and why in said
