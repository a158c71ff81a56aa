"""The tables of the course, read by one loader that checks every cell.

Each table has a function of its own, which returns a typed pandas DataFrame: ``events()``,
``channels()`` and so on (:func:`table_names` lists them); its docstring tells columns, units
and source. Where pandas is not installed, :func:`read_table` gives the same rows as plain
dictionaries. The columns, their types and the values they allow stand in
``data/datapackage.json`` (a Frictionless data package), and nowhere else.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import pandas as pd

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]


class DataError(ValueError):
    """A table that breaks its schema; the message names file, row, column and what is allowed."""


# For each type: the form of a cell, what turns it into a value, and how to say what is allowed.
# As narrow as the readers of the files are: pandas and browsers take no digits but 0 to 9.
_WHOLE = r"-?(0|[1-9][0-9]*)"
_TYPES: dict[str, tuple[str, Callable[[str], Cell], str]] = {
    "string": (r"[^\x00-\x09\x0b-\x1f\x7f]*", str, "text without control characters"),
    "integer": (_WHOLE, int, "a whole number such as 23, in the digits 0 to 9"),
    "number": (rf"{_WHOLE}(\.[0-9]+)?", float, "a number such as 0.5, in the digits 0 to 9"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat, "a date such as 2024-01-28"),
    "boolean": (r"true|false", "true".__eq__, "true or false"),
}


def package(folder: Path = DATA_FOLDER) -> dict[str, Any]:
    """Return the data package: its title, licence and tables.

    Raises
    ------
    DataError
        If ``datapackage.json`` is missing or damaged; the message names file and line.

    """
    path = folder / "datapackage.json"
    try:
        found: dict[str, Any] = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}: {error.msg}.") from error
    return found


def describe(name: str, folder: Path = DATA_FOLDER) -> dict[str, Any]:
    """Return what the data package says of one table.

    Parameters
    ----------
    name
        Name of the table, for example ``"events"``.
    folder
        Folder that holds ``datapackage.json``.

    Returns
    -------
    dict
        The Frictionless resource: title, description, licence, citation and schema.

    Raises
    ------
    DataError
        If the package has no such table; the message lists those it has.

    """
    tables = {table["name"]: table for table in _tables(folder)}
    if name not in tables:
        raise DataError(f"There is no table {name!r}. Choose one of: {', '.join(tables)}.")
    return tables[name]


def table_names(folder: Path = DATA_FOLDER) -> list[str]:
    """Return the names of all tables, in the order of the data package."""
    return [table["name"] for table in _tables(folder)]


def labels(name: str, column: str, folder: Path = DATA_FOLDER) -> dict[str, str]:
    """Return the values that a column of a closed vocabulary may hold, each with its label."""
    fields = {field["name"]: field for field in describe(name, folder)["schema"]["fields"]}
    return {each["value"]: each["label"] for each in fields[column]["categories"]}


def read_table(name: str, folder: Path = DATA_FOLDER) -> list[Row]:
    """Read a table as plain dictionaries, checking every cell against the data package.

    Parameters
    ----------
    name
        Name of the table, for example ``"events"``.
    folder
        Folder that holds ``datapackage.json`` and the CSV files.

    Returns
    -------
    list of dict
        One dictionary a row: text, numbers, dates, and ``None`` for an empty cell.

    Raises
    ------
    DataError
        If a row breaks the schema; the message names file, row, column and what is allowed.

    """
    resource = describe(name, folder)
    path = folder / resource["path"]
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    rows: list[Row] = []
    seen: dict[str, dict[Cell, int]] = {field["name"]: {} for field in fields}
    lines = _cells(path)
    _, header = next(lines, (1, []))
    if header != names:
        raise DataError(
            f"{path.name}, first line: the columns are {', '.join(header) or 'missing'}; "
            f"they should be {', '.join(names)}, in this order."
        )
    for line, cells in lines:
        if not cells:
            raise DataError(f"{path.name}, line {line}: an empty line. Remove it.")
        if len(cells) != len(names):
            raise DataError(
                f"{path.name}, line {line}: {len(cells)} cells where the table has "
                f"{len(names)} columns. Put text that contains a comma in double quotes."
            )
        row: Row = {}
        for field, text in zip(fields, cells, strict=True):
            where = f"{path.name}, line {line}, column {field['name']!r}"
            row[field["name"]] = value = _parse(text, field, where)
            if field.get("constraints", {}).get("unique"):
                first = seen[field["name"]].setdefault(value, line)
                if first != line:
                    _refuse(where, text, f"a value of its own (line {first} has it already)")
        for field in fields:
            _check_order(row, field, f"{path.name}, line {line}, column {field['name']!r}")
        rows.append(row)
    return rows


def load_table(name: str, folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """Read a table as a pandas DataFrame with typed columns.

    Parameters
    ----------
    name
        Name of the table, for example ``"events"``.
    folder
        Folder that holds ``datapackage.json`` and the CSV files.

    Returns
    -------
    pandas.DataFrame
        One line a row; dates as ``datetime64``, whole numbers as ``Int64``, text as ``string``.

    Raises
    ------
    DataError
        As :func:`read_table`.
    ModuleNotFoundError
        If pandas is not installed; the message says how to do without.

    """
    try:
        import pandas as pd  # noqa: PLC0415 - the rows alone must be readable without pandas
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"pandas is not installed here; read_table({name!r}) gives the same rows without it."
        ) from error

    types = {
        "boolean": "boolean",
        "date": "datetime64[s]",
        "integer": "Int64",
        "number": "Float64",
        "string": "string",
    }
    fields = describe(name, folder)["schema"]["fields"]
    rows = read_table(name, folder)
    return pd.DataFrame(
        {
            field["name"]: pd.Series(
                [row[field["name"]] for row in rows], dtype=types[field["type"]]
            )
            for field in fields
        }
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # spreadsheets put a mark before the text
    except FileNotFoundError:
        raise DataError(f"{path.name} is missing in {path.parent}; restore it.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(f"{path.name}, line {line}: not UTF-8 text. Save it as UTF-8.") from None


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row of a file, and the line on which it ends."""
    reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            f"{path.name}, line {reader.line_num}: {error}. "
            "Look for a quotation mark too many or too few."
        ) from None


def _tables(folder: Path) -> list[dict[str, Any]]:
    """Return what the package says of each table; it also lists files that are no tables."""
    return [each for each in package(folder)["resources"] if each["profile"].startswith("tabular")]


def _parse(text: str, field: dict[str, Any], where: str) -> Cell:
    limits: dict[str, Any] = field.get("constraints", {})
    if text == "":
        if limits.get("required"):
            _refuse(where, text, "a value; this column may not be empty")
        return None
    if text != text.strip():
        _refuse(where, text, "the same without spaces at its ends")
    form, parse, example = _TYPES[field["type"]]
    if not re.fullmatch(form, text):
        _refuse(where, text, example)
    try:
        value = parse(text)
    except ValueError:  # a date of the right form that no calendar has
        _refuse(where, text, example)
    if "enum" in limits and value not in limits["enum"]:
        _refuse(where, text, "one of " + ", ".join(limits["enum"]))
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        _refuse(where, text, f"text of the form {limits['pattern']}")
    for limit, words in (("minimum", "not before"), ("maximum", "not after")):
        if limit in limits and value is not None:
            bound: Any = parse(str(limits[limit]))
            if value < bound if limit == "minimum" else value > bound:
                _refuse(where, text, f"a value {words} {bound}")
    return value


def _check_order(row: Row, field: dict[str, Any], where: str) -> None:
    """Refuse a lowest value that is above the highest, or a last day before the first."""
    low: Any = row[field["name"]]
    high: Any = row.get(field.get("notAbove", ""))
    if low is not None and high is not None and low > high:
        _refuse(where, str(low), f"nothing above {field['notAbove']!r}, which is {high}")


def _refuse(where: str, text: str, allowed: str) -> NoReturn:
    raise DataError(f"{where}: found {text!r}; allowed is {allowed}.")


def _function(name: str) -> Callable[[], pd.DataFrame]:
    """Return the function that loads one table, documented from the data package."""

    def load() -> pd.DataFrame:
        return load_table(name)

    resource = describe(name)
    columns = []
    for field in resource["schema"]["fields"]:
        unit = f", {field['unit']}" if "unit" in field else ""
        columns.append(f"{field['name']} ({field['type']}{unit})\n    {field['description']}")
    load.__name__ = load.__qualname__ = name
    load.__doc__ = (
        f"{resource['title']}, as a pandas DataFrame.\n\n{resource['description']}\n\n"
        "Columns\n-------\n" + "\n".join(columns) + f"\n\nSource\n------\n{resource['citation']}"
    )
    return load


events = _function("events")
channels = _function("channels")
attacks_2023_24 = _function("attacks_2023_24")
injury_counts = _function("injury_counts")
uranium_60 = _function("uranium_60")
agreements = _function("agreements")
oil_windows = _function("oil_windows")
crises = _function("crises")
disputes = _function("disputes")
water = _function("water")
places = _function("places")
venues = _function("venues")
after_2025 = _function("after_2025")
