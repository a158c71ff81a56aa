"""Plain data across a wall: JSON with tags, which cannot carry code, within bounds.

Each kind of value is taken apart into simpler ones and put together again on the other side.
What is a subclass of a plain type arrives as the plain type; what is no plain data is refused.

>>> unpack(pack((1, {"a": {2.5}})))
(1, {'a': {2.5}})
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from itertools import islice
from socket import socket
from time import monotonic
from typing import Any

LARGEST_MESSAGE = 16 * 2**20  # bytes
LARGEST_NUMBER = 3000  # bits of a whole number
DEEPEST = 40
MOST_VALUES = 200_000
MOST_KEYS = 20_000  # of a set or dictionary: numbers can be chosen to collide
LENGTH = 4  # bytes that say how long a message is


class RefusedError(ValueError):
    """Something that may not cross; the message says what, and what may."""


class Chart:
    """A chart, of which only its specification crosses."""

    def __init__(self, specification: dict[str, Any]) -> None:
        self._specification = specification

    def to_dict(self) -> dict[str, Any]:
        """Return the specification, as Altair's charts do."""
        return deepcopy(self._specification)


@dataclass(frozen=True)
class Kind:
    """How values of a type are taken apart and put together."""

    type: type
    tag: str
    apart: Callable[[Any], Any]
    together: Callable[[Any], Any]


def _pairs(value: dict[Any, Any]) -> list[list[Any]]:
    return [list(pair) for pair in dict.items(value)]


def _few(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def put_together(members: list[Any]) -> Any:
        if len(members) > MOST_KEYS:
            raise RefusedError(f"a collection of more than {MOST_KEYS} keys")
        return make(members)

    return put_together


def _range(ends: list[int]) -> range:
    made = range(*ends)
    if abs(ends[1] - ends[0]) > MOST_VALUES * abs(ends[2]):
        raise RefusedError(f"a range of more than {MOST_VALUES} numbers")
    return made


KINDS = [
    Kind(list, "list", list, list),
    Kind(tuple, "tuple", list, tuple),
    Kind(dict, "dict", _pairs, _few(dict)),
    Kind(set, "set", list, _few(set)),
    Kind(frozenset, "frozenset", list, _few(frozenset)),
    Kind(range, "range", lambda r: [r.start, r.stop, r.step], _range),
    Kind(datetime, "datetime", datetime.isoformat, datetime.fromisoformat),
    Kind(date, "date", date.isoformat, date.fromisoformat),
    Kind(time, "time", time.isoformat, time.fromisoformat),
    Kind(
        timedelta,
        "timedelta",
        lambda t: [t.days, t.seconds, t.microseconds],
        lambda p: timedelta(*p),
    ),
    Kind(Fraction, "fraction", lambda f: [f.numerator, f.denominator], lambda p: Fraction(*p)),
    Kind(KeysView, "keys", list, _few(lambda keys: dict.fromkeys(keys).keys())),
    Kind(ValuesView, "values", list, lambda values: dict(enumerate(values)).values()),
    Kind(
        ItemsView,
        "items",
        lambda items: [list(pair) for pair in items],
        _few(lambda pairs: dict(pairs).items()),
    ),
    Kind(Iterator, "iterator", lambda values: list(islice(values, MOST_VALUES)), iter),
    Kind(Chart, "chart", Chart.to_dict, Chart),
]
"""More specific types stand first; `tables` puts its own before these."""


def pack(value: Any) -> Any:
    """Return a value as what JSON can hold.

    Raises
    ------
    RefusedError
        If it is no plain data, or too much of it.

    """
    return _Packer().pack(value, 0)


class _Packer:
    """Counts what is packed, so that a list within itself or a flood is noticed."""

    def __init__(self) -> None:
        self.count, self.length = 0, 0

    def pack(self, value: Any, depth: int) -> Any:
        self.count += 1
        if depth > DEEPEST or self.count > MOST_VALUES:
            raise RefusedError("a value that is nested too deeply or holds too much")
        plain = _plain(value)
        if plain is not NotImplemented:
            self.length += len(plain) if type(plain) is str else 0
            if self.length > LARGEST_MESSAGE:
                raise RefusedError(f"more than {LARGEST_MESSAGE // 2**20} MB of text at once")
            return plain
        if type(value) is list:
            return [self.pack(one, depth + 1) for one in value]
        if kind := _kind_of(type(value)):  # type: ignore[arg-type]
            return {kind.tag: self.pack(kind.apart(value), depth + 1)}
        if type(value).__module__.startswith("altair.") and hasattr(value, "to_dict"):
            return {"chart": self.pack(value.to_dict(), depth + 1)}
        raise RefusedError(
            f"an object of type {type(value).__name__}, which is not compared: "
            "use numbers, text, lists, tables or a chart"
        )


@cache
def _kind_of(asked: type) -> Kind | None:
    return next((kind for kind in KINDS if issubclass(asked, kind.type)), None)


def _plain(value: Any) -> Any:
    """Return what JSON holds as it is, without what a subclass adds; else NotImplemented."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        number = int.__int__(value)
        if number.bit_length() > LARGEST_NUMBER:
            raise RefusedError("a whole number of more than 900 digits")
        return number
    if isinstance(value, float) and type(value).__module__ != "numpy":
        return float.__float__(value)
    return NotImplemented


def unpack(data: Any, depth: int = 0) -> Any:
    """Return the value that was packed, or something else that is as plain.

    Raises
    ------
    RefusedError
        If these are no data that `pack` could have made.

    """
    if depth > 3 * DEEPEST:
        raise RefusedError("data that are nested too deeply")
    if data is None or isinstance(data, bool | str | float):
        return data
    if isinstance(data, int):
        if data.bit_length() > LARGEST_NUMBER:
            raise RefusedError("a whole number of more than 900 digits")
        return data
    if isinstance(data, list):
        return [unpack(one, depth + 1) for one in data]
    if isinstance(data, dict) and len(data) == 1:
        ((tag, content),) = data.items()
        for kind in KINDS:
            if kind.tag == tag:
                try:
                    return kind.together(unpack(content, depth + 1))
                except RefusedError:
                    raise
                except Exception as error:
                    raise RefusedError(f"data that are no {tag}") from error
    raise RefusedError("data of no known kind")


def same(one: Any, other: Any) -> bool:
    """Tell whether two packed values are the same, an empty number being the same as itself."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


# Messages


def send(line: socket, message: Any) -> None:
    """Send a message, its length first."""
    data = json.dumps(message).encode()
    if len(data) > LARGEST_MESSAGE:
        raise RefusedError(f"more than {LARGEST_MESSAGE // 2**20} MB at once")
    line.sendall(len(data).to_bytes(LENGTH, "big") + data)


def receive(line: socket, before: float | None = None) -> Any:
    """Return the next message; nothing, if there will be no more.

    Raises
    ------
    TimeoutError
        If it has not come before a moment of the monotonic clock.
    RefusedError
        If it is too long, or no message.

    """
    head = _exactly(line, LENGTH, before)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if length > LARGEST_MESSAGE:
        raise RefusedError(f"more than {LARGEST_MESSAGE // 2**20} MB at once")
    data = _exactly(line, length, before)
    if data is None:
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError("a message that is no JSON") from error


def _exactly(line: socket, length: int, before: float | None) -> bytes | None:
    """Return so many bytes, or nothing if the line ends before."""
    parts = []
    while length:
        if before is not None:
            line.settimeout(max(before - monotonic(), 0.001))
        part = line.recv(min(length, 2**20))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
