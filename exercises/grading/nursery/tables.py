"""Tables, arrays and moments as plain data, added to the kinds of `plain_data`."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd

from .plain_data import KINDS, Kind, RefusedError, unpack

KNOWN_TYPE = re.compile(
    r"(U?[Ii]nt|[Ff]loat)(8|16|32|64)|bool(ean)?|str|string|object"
    r"|(datetime|timedelta)64\[(s|ms|us|ns|D)(, [\w/+:-]+)?\]"
    r"|period\[[\w-]+\]|interval\[[\w ,]+\]"
)
"""Types of columns that come back as they were; others come back as objects."""
MOST_KNOWN = 20


def _column(values: pd.Series[Any] | pd.Index[Any]) -> list[Any]:
    """Return the type and the values of a column or an index."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        array = pd.Categorical(values)
        return ["category", [array.codes.tolist(), array.categories, array.ordered]]
    return [str(values.dtype), values.tolist()]


def _series(column: list[Any]) -> pd.Series[Any]:
    """Return a column from its type and values."""
    name, values = column
    if name == "category":
        codes, categories, ordered = values
        return pd.Series(pd.Categorical.from_codes(codes, categories, ordered=ordered))
    return pd.Series(values, dtype=name if KNOWN_TYPE.fullmatch(name) else object)


def _index(parts: list[Any]) -> pd.Index[Any]:
    name, column = parts
    made: pd.Index[Any] = pd.Index(_series(column), name=name)
    return made


def _multi_index(parts: list[Any]) -> pd.MultiIndex:
    names, rows = parts
    return pd.MultiIndex.from_tuples(rows, names=names)


def _range_index(parts: list[Any]) -> pd.Index[Any]:
    start, stop, step, name = parts
    made = pd.RangeIndex(start, stop, step, name=name)
    if len(made) > 200_000:
        raise RefusedError("an index of too many rows")
    return made


def _series_together(parts: list[Any]) -> pd.Series[Any]:
    name, index, column = parts
    made = _series(column)
    made.index, made.name = index, name
    return made


def _frame(parts: list[Any]) -> pd.DataFrame:
    columns, index, contents = parts
    made = pd.DataFrame({number: _series(one) for number, one in enumerate(contents)})
    if not contents:
        return pd.DataFrame(index=index, columns=columns)
    made.index, made.columns = index, columns
    return made


def _array(parts: list[Any]) -> Any:
    name, shape, values = parts
    if not KNOWN_TYPE.fullmatch(name):
        name = "object"
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made.astype(name).reshape(shape)


def _array_parts(array: Any) -> list[Any]:
    values = array.ravel()
    if array.dtype.kind in "mM":
        return [str(array.dtype), list(array.shape), values.astype("int64").tolist()]
    kind = "object" if array.dtype.kind in "OUS" else str(array.dtype)
    return [kind, list(array.shape), values.tolist()]


def _moment(parts: list[Any]) -> Any:
    text, zone, unit = parts
    made = pd.Timestamp(text).as_unit(unit)
    return made.tz_convert(zone) if zone else made


KINDS[:0] = [
    Kind(type(pd.NaT), "no time", lambda _: None, lambda _: pd.NaT),
    Kind(type(pd.NA), "no value", lambda _: None, lambda _: pd.NA),
    Kind(pd.Timestamp, "moment", lambda t: [t.isoformat(), t.tz and str(t.tz), t.unit], _moment),
    Kind(
        pd.Timedelta,
        "span",
        lambda t: [t.as_unit("ns").value, t.unit],
        lambda p: pd.Timedelta(p[0], "ns").as_unit(p[1]),
    ),
    Kind(pd.Period, "period", lambda p: [str(p), p.freqstr], lambda p: pd.Period(p[0], p[1])),
    Kind(
        pd.Interval,
        "interval",
        lambda i: [i.left, i.right, i.closed],
        lambda p: pd.Interval(*p),
    ),
    Kind(np.generic, "number", lambda n: _array_parts(n.reshape(1)), lambda p: _array(p)[0]),
    Kind(np.ndarray, "array", _array_parts, _array),
    Kind(pd.RangeIndex, "range index", lambda i: [i.start, i.stop, i.step, i.name], _range_index),
    Kind(pd.MultiIndex, "multi-index", lambda i: [list(i.names), i.tolist()], _multi_index),
    Kind(pd.Index, "index", lambda i: [i.name, _column(i)], _index),
    Kind(pd.Series, "series", lambda s: [s.name, s.index, _column(s)], _series_together),
    Kind(
        pd.DataFrame,
        "frame",
        lambda f: [f.columns, f.index, [_column(f.iloc[:, n]) for n in range(f.shape[1])]],
        _frame,
    ),
]


class Tables:
    """Tables that were unpacked before: tests ask about the same one again and again.

    Only those whose copies share nothing that can be changed.
    """

    def __init__(self) -> None:
        self._known: dict[str, pd.DataFrame] = {}

    def copy_of(self, packed: Any) -> Any:
        """Return a value that was packed; of a table a copy, if it is known."""
        if not (isinstance(packed, dict) and "frame" in packed):
            return unpack(packed)
        key = json.dumps(packed)
        if key not in self._known:
            made = unpack(packed)
            if any(str(kind) == "object" for kind in made.dtypes) or len(self._known) == MOST_KNOWN:
                return made
            self._known[key] = made
        return self._known[key].copy()

    def holds(self, packed: Any, value: Any) -> bool:
        """Tell whether a value is a known table, as it was packed."""
        if type(value) is not pd.DataFrame:
            return False
        known = self._known.get(json.dumps(packed))
        return (
            known is not None
            and known.equals(value)
            and known.index.names == value.index.names
            and known.columns.names == value.columns.names
        )
