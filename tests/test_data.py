"""The tables, their loader, and what the loader says of a broken file."""

from __future__ import annotations

import csv
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from frictionless import Check, Checklist, Package, Resource
from frictionless.checks.row.row_constraint import row_constraint
from pybtex.database import parse_file

from backchannel import data
from backchannel.data import (
    DATA_FOLDER,
    DataError,
    Row,
    describe,
    labels,
    load_table,
    package,
    read_table,
    table_names,
)

ATTACK = "2024-01-28,,day,proxy_attack"
TABLES = table_names()
WORKS = parse_file(str(DATA_FOLDER / "references.bib")).entries

EVENTS = len((DATA_FOLDER / "events.csv").read_text(encoding="utf-8").splitlines()) - 1

each_table = pytest.mark.parametrize("name", TABLES)


def keys_of(row: Row) -> list[str]:
    return str(row["sources"]).split("; ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@each_table
def test_a_table_has_a_function_that_gives_its_rows_typed_and_documented(name: str) -> None:
    frame = getattr(data, name)()
    rows = read_table(name)
    assert len(frame) == len(rows) > 0
    fields = describe(name)["schema"]["fields"]
    assert list(frame.columns) == [field["name"] for field in fields] == list(rows[0])
    said = getattr(data, name).__doc__
    assert describe(name)["citation"] in said
    for field in fields:
        assert f"{field['name']} ({field['type']}" in said
        assert field["description"] in said
        assert field.get("unit", "") in said


def test_without_pandas_the_rows_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert len(read_table("events")) == EVENTS
    with pytest.raises(ModuleNotFoundError, match=r"read_table\('events'\) gives the same rows"):
        data.events()


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
    for table in Package(DATA_FOLDER / "datapackage.json").resources:
        assert complaints(table) == []


def complaints(table: Resource) -> list[list[object]]:
    """Return what frictionless finds, told what may not be above what."""
    pairs = [
        (each.name, each.custom["notAbove"])
        for each in table.schema.fields
        if each.custom.get("notAbove")
    ]
    ordered: list[Check] = [
        row_constraint(formula=f"{low} is None or {high} is None or {low} <= {high}")
        for low, high in pairs
    ]
    report = table.validate(Checklist(checks=ordered))
    found: list[list[object]] = report.flatten(["rowNumber", "fieldName", "note"])
    return found


@each_table
def test_a_row_names_its_sources_and_says_who_how_sure_and_how_far_checked(name: str) -> None:
    for row in read_table(name):
        keys = keys_of(row)
        assert len(set(keys)) == len(keys), row
        assert set(keys) <= set(WORKS), row
        assert row["status"] and row["verification"], row


@each_table
def test_a_contested_row_gives_both_versions_and_what_would_settle_it(name: str) -> None:
    for row in read_table(name):
        if "version_a" in row:
            versions = [row[part] for part in ("version_a", "version_b", "would_settle")]
            assert (row["status"] == "contested") == all(versions) == any(versions), row


def test_a_row_rests_on_two_sources_or_says_how_weak_it_is() -> None:
    for row in read_table("events"):
        assert len(keys_of(row)) >= 2 or row["confidence"] != "high", row["id"]
    for name in ("channels", "agreements", "injury_counts", "uranium_60", "water"):
        for row in read_table(name):
            assert len(keys_of(row)) >= 2 or row["verification"] != "checked", row


@each_table
def test_labels_stand_for_exactly_the_values_allowed(name: str) -> None:
    for field in describe(name)["schema"]["fields"]:
        if "categories" in field:
            assert list(labels(name, field["name"])) == field["constraints"]["enum"]
            assert all(labels(name, field["name"]).values())


@each_table
def test_no_row_stands_twice(name: str) -> None:
    rows = read_table(name)
    for column in ("summary", "fact", "name"):
        cells = [row[column] for row in rows if column in row]
        assert len(set(cells)) == len(cells), column
    if name == "events":
        acts = [(r["date_start"], r["type"], r["initiator"], r["target"]) for r in rows]
        assert len(set(acts)) == len(acts)


def test_a_work_is_a_full_reference_and_stands_once() -> None:
    places: dict[str, str] = {}
    for key, work in WORKS.items():
        found = work.fields
        assert work.persons.get("author") or work.persons.get("editor"), key
        assert found["title"], key
        assert re.fullmatch(r"\d{4}|n\.d\.", found["year"]), key
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found.get("date", "2000")), key
        assert found.get("date", found["year"])[:4] == found["year"], key
        where = ("journal", "publisher", "howpublished", "institution")
        assert any(re.search("[A-Za-z]", found.get(place, "")) for place in where), key
        assert "verif" not in found, key
        doubts = r"headline|not (seen|shown|captured)|inferred|title (as|from)|as (copied|reported)"
        people = " ".join(str(person) for role in work.persons.values() for person in role)
        assert not re.search(doubts, f"{found['title']} {people}"), f"{key}: {found['title']}"
        for place in (found.get("doi"), found.get("url")):
            if place:
                assert places.setdefault(place, key) == key, f"{key} is {places[place]}"


def test_identifiers_have_the_right_form() -> None:
    identified = 0
    for key, work in WORKS.items():
        doi, isbn = work.fields.get("doi"), work.fields.get("isbn")
        identified += bool(doi or isbn)
        assert doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", doi), key
        if isbn:
            digits = [10 if each == "X" else int(each) for each in isbn.replace("-", "")]
            if len(digits) == 13:
                check = sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10
            else:
                assert len(digits) == 10, key
                check = sum(d * (10 - i) for i, d in enumerate(digits)) % 11
            assert check == 0, f"{key}: {isbn} is mistyped"
    assert identified >= 45


def test_every_work_is_cited_by_a_page_or_a_row() -> None:
    pages = Path(__file__).resolve().parent.parent / "chapters"
    cited = {key for name in TABLES for row in read_table(name) for key in keys_of(row)}
    for path in pages.glob("*.md"):
        for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", path.read_text(encoding="utf-8")):
            cited |= set(re.split(r",\s*", keys))
    assert set(WORKS) - cited == set()


def test_every_csv_file_is_described() -> None:
    described = {resource["path"] for resource in package()["resources"]}
    assert {path.name for path in DATA_FOLDER.iterdir()} - {"datapackage.json"} == described
    assert {f"{name}.csv" for name in TABLES} <= described


def test_an_unknown_table_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(
        DataError, match=r"no table 'event'\. Choose one of: events, channels, attacks_2023_24"
    ):
        describe("event")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (ATTACK, "28.1.2024,,day,proxy_attack", r"'date_start'.*28\.1\.2024.*such as 2024-01-28"),
        (ATTACK, "2024-01-28,,day,raid", r"'type'.*'raid'.*one of back_channel, formal_talks"),
        (ATTACK, "2026-01-28,,day,proxy_attack", r"'date_start'.*not after 2025-12-31"),
        (ATTACK, ",,day,proxy_attack", r"'date_start'.*may not be empty"),
        ("2024-tower-22", "Tower 22", r"'id'.*of the form"),
        ("2024-tower-22", "2020-swiss-fax", r"'id'.*line \d+ has it already"),
        ("2024-01-28,,day,", "2024-01-28,,day ,", r"'date_precision'.*without spaces"),
        (ATTACK, "2024-01-28,2024-01-27,day,proxy_attack", r"above 'date_end'.*2024-01-27"),
        ("2024-tower-22,", "\n2024-tower-22,", r"line \d+: an empty line\. Remove it"),
        ("A drone", "A dr\0ne", r"'summary'.*without control characters"),
        ('"A drone', '"A" drone', r"line \d+: ',' expected after .*quotation mark"),
        ("2024-01-28,,day,", "2024-01-28,,day,,", r"23 cells where the table has 22 columns"),
        (ATTACK, "20240128,,day,proxy_attack", r"'date_start'.*'20240128'.*such as 2024-01-28"),
        (ATTACK, "2024-02-30,,day,proxy_attack", r"'date_start'.*2024-02-30.*such as"),
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


def test_a_cell_without_an_end_is_named_with_its_line(folder: Path) -> None:
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines()
    [line] = [number for number, text in enumerate(lines, 1) if "A drone" in text]
    edit(folder, "events.csv", "A drone", "A dr" + "o" * 200_000 + "ne")
    before = csv.field_size_limit(131_072)  # Python's own; frictionless raises it
    with pytest.raises(
        DataError, match=rf"events\.csv, line {line}: field larger .*quotation mark"
    ):
        read_table("events", folder)
    csv.field_size_limit(before)


def test_true_and_false_are_spelled_out(folder: Path) -> None:
    assert {row["end_censored"] for row in read_table("agreements")} == {True, False}
    edit(folder, "agreements.csv", ",false,", ",no,")
    with pytest.raises(DataError, match=r"'end_censored': found 'no'; allowed is true or false"):
        read_table("agreements", folder)


def test_a_count_below_zero_is_refused(folder: Path) -> None:
    edit(folder, "attacks_2023_24.csv", "2023-10-30,23", "2023-10-30,-23")
    with pytest.raises(DataError, match=r"line 3, column 'low'.*not before 0"):
        read_table("attacks_2023_24", folder)


@pytest.mark.parametrize("digits", ["\u06f1\u06f3", "\uff11\uff13", "013", "13.0"])
def test_a_number_is_written_as_pandas_and_browsers_read_it(folder: Path, digits: str) -> None:
    edit(folder, "attacks_2023_24.csv", "2023-10-24,13", f"2023-10-24,{digits}")
    with pytest.raises(DataError, match=r"line 2, column 'low'.*a whole number such as 23, in the"):
        read_table("attacks_2023_24", folder)
    edit(folder, "uranium_60.csv", ",10.0,", f",{digits if '.' not in digits else '01.5'},")
    with pytest.raises(DataError, match=r"line 3, column 'kg_low'.*0\.5, in the digits 0 to 9"):
        read_table("uranium_60", folder)


def test_a_lowest_count_above_the_highest_is_refused_here_and_by_the_validator(
    folder: Path,
) -> None:
    edit(folder, "attacks_2023_24.csv", "2023-10-24,13", "2023-10-24,99")
    with pytest.raises(
        DataError, match=r"line 2, column 'low': found '99'.*above 'high', which is 13"
    ):
        read_table("attacks_2023_24", folder)
    assert complaints(Package(folder / "datapackage.json").get_resource("attacks_2023_24"))


def test_a_file_that_is_missing_or_not_text_is_named(folder: Path) -> None:
    (folder / "water.csv").unlink()
    with pytest.raises(DataError, match=r"water\.csv is missing in .*; restore it"):
        read_table("water", folder)
    latin = (folder / "events.csv").read_bytes().replace(b"Carter", b"Cart\xe9r", 1)
    (folder / "events.csv").write_bytes(latin)
    with pytest.raises(DataError, match=r"events\.csv, line 3: not UTF-8 text"):
        read_table("events", folder)
    edit(folder, "datapackage.json", '"name"', "name")
    with pytest.raises(DataError, match=r"datapackage\.json, line \d+: Expecting property name"):
        read_table("events", folder)


def test_the_mark_that_spreadsheets_put_before_a_file_does_no_harm(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_table("events", folder)) == EVENTS


@each_table
def test_days_are_in_order(name: str) -> None:
    for row in read_table(name):
        for first, last in (("date_start", "disclosed_date"), ("opened", "disclosed")):
            if row.get(first) and row.get(last):
                assert str(row[first]) <= str(row[last]), f"{row['id']}: {last} before {first}"
    if name == "events":
        starts = [str(row["date_start"]) for row in read_table(name)]
        assert starts == sorted(starts)
    for row in read_table(name):
        if name in ("events", "channels"):
            assert (
                str(row["id"])[:4] == str(row["date_start" if name == "events" else "opened"])[:4]
            )


def test_a_channel_agrees_with_its_events() -> None:
    events = {row["id"]: row for row in read_table("events")}
    members = []
    for row in read_table("channels"):
        names = str(row["events"]).split("; ")
        members += names
        own = [events[name] for name in names]
        # A channel may be older, and outlive, what the table of events tells of it.
        assert str(row["opened"]) <= min(str(each["date_start"]) for each in own), row["id"]
        last = max(str(each["date_end"] or each["date_start"]) for each in own)
        assert str(row["closed"]) >= last, row["id"]
        assert str(row["disclosed"]) == min(str(each["disclosed_date"]) for each in own), row["id"]
        assert (row["disclosed_how"] == "never") == (row["disclosed"] is None), row["id"]
        told = [row["as_told_in_washington"], row["as_told_in_tehran"]]
        assert all(told) == any(told), f"{row['id']}: one capital speaks, the other does not"
    assert sorted(members) == sorted(set(members)), "an event belongs to one channel"
    secret = {name for name, event in events.items() if event["type"] == "back_channel"}
    assert secret <= set(members)


def test_summaries_are_short() -> None:
    for name, most in (("events", 25), ("channels", 25), ("agreements", 25), ("water", 40)):
        for row in read_table(name):
            text = str(row["fact" if name == "water" else "summary"])
            assert len(text.split()) <= most, f"{row['id']}: {text}"


NEUTRAL = {
    "a title or label that is not a name": r"\b(regime(?! change)|terrorists?|mullahs?|puppets?)\b",
    "people for their government": (
        r"\b[Tt]he (Iranians|Americans|Israelis|Arabs|Shiites|Sunnis|West)\b"
    ),
    "a country that strikes by itself": (
        r"\b(Iran|Israel|America|(the )?United States)"
        r" (strikes|attacks|fires|shoots|bombs|kills|launches|seizes|detains|hits|sinks|mines)\b"
    ),
    "a claim without its author": r"\b(reportedly|allegedly|believed to|thought to|said to)\b",
    "an act without its actor": (
        r"\b(is|are|was|were|been|being) (\w+ly )?(killed|attacked|struck|hit|seized|detained"
        r"|shot|bombed|launched|sunk|freed|released|arrested|blamed|wounded|damaged)(?! by)\b"
    ),
    "the usual name of the sea": r"\b(Arabian Gulf|the Gulf)(?! of)\b",
}


@each_table
@pytest.mark.parametrize("fault", NEUTRAL)
def test_wording_is_neutral(name: str, fault: str) -> None:
    for row in read_table(name):
        for column, cell in row.items():
            if isinstance(cell, str) and column not in ("id", "events", "sources"):
                text = cell.replace("terrorist organisation", "")  # the name of a legal listing
                text = re.sub(r"(?<!\w)'[^']{3,}'(?!\w)", "", text)  # quotations are others' words
                found = re.search(NEUTRAL[fault], text)
                assert not found, f"{name}, {column}: {found and found[0]!r} in {cell!r}"


def test_counts_never_fall() -> None:
    lows = [int(str(row["low"])) for row in read_table("attacks_2023_24")]
    assert lows == sorted(lows)


def test_it_is_said_by_whose_clock_an_event_has_its_day() -> None:
    [events] = [each for each in package()["resources"] if each["name"] == "events"]
    said = {field["name"]: field["description"] for field in events["schema"]["fields"]}
    rule = "by the clock of the place where it happened"
    assert rule in said["date_start"]
    assert rule in (DATA_FOLDER.parent / "chapters" / "codebook.md").read_text(encoding="utf-8")


def test_the_package_says_how_to_cite_and_use_each_table() -> None:
    for resource in package()["resources"]:
        assert resource["licenses"][0]["name"] == "CC-BY-4.0"
        assert (DATA_FOLDER / resource["path"]).exists()
    for name in TABLES:
        assert package()["version"] in describe(name)["citation"]
