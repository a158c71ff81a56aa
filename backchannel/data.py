"""The tables of the course, read by one loader that checks every cell.

The columns, their types and the values they allow stand in ``data/datapackage.json``
(a Frictionless data package), and nowhere else.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import pandas as pd

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]


class DataError(ValueError):
    """A table that breaks its schema; the message names file, row, column and what is allowed."""


_PARSERS: dict[str, tuple[Callable[[str], Cell], str]] = {
    "string": (str, "text"),
    "integer": (int, "a whole number such as 23"),
    "number": (float, "a number such as 0.5"),
    "date": (date.fromisoformat, "a date such as 2024-01-28"),
    "boolean": ({"true": True, "false": False}.__getitem__, "true or false"),
}


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
        The Frictionless resource: title, description, licence and schema.

    Raises
    ------
    DataError
        If the package has no such table; the message lists those it has.

    """
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources: dict[str, dict[str, Any]] = {r["name"]: r for r in package["resources"]}
    if name not in resources:
        raise DataError(f"There is no table {name!r}. Choose one of: {', '.join(resources)}.")
    return resources[name]


def table_names(folder: Path = DATA_FOLDER) -> list[str]:
    """Return the names of all tables, in the order of the data package."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return [resource["name"] for resource in package["resources"]]


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
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != names:
            raise DataError(
                f"{path.name}, first line: the columns are {', '.join(header) or 'missing'}; "
                f"they should be {', '.join(names)}, in this order."
            )
        for cells in reader:
            line = reader.line_num
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
            rows.append(row)
    return rows


def load_table(name: str, folder: Path = DATA_FOLDER) -> pd.DataFrame:
    """Read a table as a pandas DataFrame with typed columns.

    Parameters
    ----------
    name
        Name of the table, for example ``"events"``; its columns, units and sources are
        described in the codebook and by :func:`describe`.
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

    """
    import pandas as pd  # noqa: PLC0415 - the rows alone must be readable without pandas

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


def _parse(text: str, field: dict[str, Any], where: str) -> Cell:
    limits: dict[str, Any] = field.get("constraints", {})
    if text == "":
        if limits.get("required"):
            _refuse(where, text, "a value; this column may not be empty")
        return None
    if text != text.strip():
        _refuse(where, text, "the same without spaces at its ends")
    parse, example = _PARSERS[field["type"]]
    try:
        value = parse(text)
    except (KeyError, ValueError):
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


def _refuse(where: str, text: str, allowed: str) -> NoReturn:
    raise DataError(f"{where}: found {text!r}; allowed is {allowed}.")
