"""The tables, their loader, and what the loader says of a broken file."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package
from pybtex.database import parse_file

from backchannel.data import (
    DATA_FOLDER,
    DataError,
    describe,
    load_table,
    read_table,
    table_names,
)

ATTACK = "2024-01-28,,day,proxy_attack"
TABLES = table_names()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_reads_and_has_rows(name: str) -> None:
    rows = read_table(name)
    assert rows
    assert len(load_table(name)) == len(rows)


def test_cells_have_types() -> None:
    row = next(row for row in read_table("events") if row["id"] == "2024-tower-22")
    assert row["date_start"] == date(2024, 1, 28)
    assert row["date_end"] is None
    assert read_table("attacks_2023_24")[0]["low"] == 13
    frame = load_table("attacks_2023_24")
    assert {name: str(kind) for name, kind in frame.dtypes.items()}["as_of"].startswith(
        "datetime64"
    )
    assert str(frame["low"].dtype) == "Int64"


def test_an_independent_validator_finds_nothing() -> None:
    report = Package(DATA_FOLDER / "datapackage.json").validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_source_stands_in_the_bibliography(name: str) -> None:
    works = parse_file(str(DATA_FOLDER / "references.bib")).entries
    for row in read_table(name):
        for key in str(row["sources"]).split("; "):
            assert key in works, f"{name}: {key}"


def test_an_event_rests_on_two_sources_or_says_how_weak_it_is() -> None:
    for row in read_table("events"):
        keys = str(row["sources"]).split("; ")
        assert len(set(keys)) == len(keys)
        assert len(keys) >= 2 or row["confidence"] != "high", row["id"]


def test_every_csv_file_is_described() -> None:
    assert {path.stem for path in DATA_FOLDER.glob("*.csv")} == set(TABLES)


def test_an_unknown_table_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(
        DataError, match=r"no table 'event'\. Choose one of: events, attacks_2023_24"
    ):
        describe("event")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (ATTACK, "28.1.2024,,day,proxy_attack", r"'date_start'.*28\.1\.2024.*such as 2024-01-28"),
        (ATTACK, "2024-01-28,,day,raid", r"'type'.*'raid'.*one of agreement, back_channel"),
        (ATTACK, "2026-01-28,,day,proxy_attack", r"'date_start'.*not after 2025-12-31"),
        (ATTACK, ",,day,proxy_attack", r"'date_start'.*may not be empty"),
        ("2024-tower-22", "Tower 22", r"'id'.*of the form"),
        ("2024-tower-22", "2020-swiss-fax", r"'id'.*line \d+ has it already"),
        ("2024-01-28,,day,", "2024-01-28,,day ,", r"'date_precision'.*without spaces"),
        ("2024-01-28,,day,", "2024-01-28,,day,,", r"21 cells where the table has 20 columns"),
        ("id,date_start,", "id,start,", r"first line.*should be id, date_start"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_with_what_is_allowed(
    folder: Path, old: str, new: str, said: str
) -> None:
    edit(folder, "events.csv", old, new)
    with pytest.raises(DataError, match=said) as caught:
        read_table("events", folder)
    assert re.match(r"events\.csv, (line \d+|first line)", str(caught.value))


def test_true_and_false_are_spelled_out(folder: Path) -> None:
    assert {row["end_censored"] for row in read_table("agreements")} == {True, False}
    edit(folder, "agreements.csv", ",false,", ",no,")
    with pytest.raises(DataError, match=r"'end_censored': found 'no'; allowed is true or false"):
        read_table("agreements", folder)


def test_a_count_below_zero_is_refused(folder: Path) -> None:
    edit(folder, "attacks_2023_24.csv", "2023-10-30,23", "2023-10-30,-23")
    with pytest.raises(DataError, match=r"line 3, column 'low'.*not before 0"):
        read_table("attacks_2023_24", folder)


def test_events_are_in_order_and_end_after_they_begin() -> None:
    rows = read_table("events")
    starts = [row["date_start"] for row in rows]
    assert starts == sorted(starts, key=str)
    for row in rows:
        assert row["date_end"] is None or str(row["date_end"]) >= str(row["date_start"]), row["id"]
        assert str(row["id"])[:4] == str(row["date_start"])[:4]


def test_summaries_are_short_and_disputes_are_explained() -> None:
    for row in read_table("events"):
        assert len(str(row["summary"]).split()) <= 25, row["id"]
        assert (row["status"] == "contested") == (row["dispute"] is not None), row["id"]


def test_words_for_governments_are_neutral() -> None:
    for row in read_table("events"):
        text = " ".join(str(row[name]) for name in ("initiator", "target", "summary", "dispute"))
        text = text.replace("terrorist organisation", "")  # the name of a legal listing
        found = re.search(r"\b(regime(?! change)|terrorists?|mullahs?|puppet|the Iranians)\b", text)
        assert not found, f"{row['id']}: {found and found[0]}"


def test_counts_are_ranges_and_never_fall() -> None:
    rows = read_table("attacks_2023_24")
    lows = [int(str(row["low"])) for row in rows]
    assert lows == sorted(lows)
    assert all(int(str(row["low"])) <= int(str(row["high"])) for row in rows)
