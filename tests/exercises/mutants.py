"""Small errors, made by machine: an answer with one operator, bound or number changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy

COMPARED: dict[type[ast.AST], list[type[ast.cmpop]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
COMPUTED: dict[type[ast.AST], list[type[ast.operator]]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}
CALLED = {"min": "max", "max": "min", "head": "tail", "tail": "head"}


def mutants(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield where a piece of code was changed, what was, and the code with it."""
    tree = ast.parse(code)
    for number, node in enumerate(ast.walk(tree)):
        for said, change in _changes(node):
            changed = deepcopy(tree)
            change(list(ast.walk(changed))[number])
            yield f"line {getattr(node, 'lineno', 0)}", said, ast.unparse(changed)


def _changes(node: ast.AST) -> Iterator[tuple[str, _Change]]:
    """Yield what may be changed in one place, in words and as what does it."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for kind in COMPARED.get(type(operator), []):
                yield f"{_name(operator)} to {kind.__name__}", _Change("ops", kind(), place)
    elif isinstance(node, ast.BinOp):
        for operation in COMPUTED.get(type(node.op), []):
            yield f"{_name(node.op)} to {operation.__name__}", _Change("op", operation())
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{_name(node.op)} to {_name(other)}", _Change("op", other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"without {_name(node.op)}", _Change("op", ast.UAdd())
    elif isinstance(node, ast.Constant):
        for value in _other_values(node.value):
            yield f"{node.value!r} to {value!r}", _Change("value", value)
    elif isinstance(node, ast.Name) and node.id in CALLED:
        yield f"{node.id} to {CALLED[node.id]}", _Change("id", CALLED[node.id])
    elif isinstance(node, ast.Attribute) and node.attr in CALLED:
        yield f"{node.attr} to {CALLED[node.attr]}", _Change("attr", CALLED[node.attr])


class _Change:
    """Gives a field of a node, or one of its members, another value."""

    def __init__(self, field: str, value: object, place: int | None = None) -> None:
        self.field, self.value, self.place = field, value, place

    def __call__(self, node: ast.AST) -> None:
        if self.place is None:
            setattr(node, self.field, self.value)
        else:
            getattr(node, self.field)[self.place] = self.value


def _other_values(value: object) -> list[object]:
    """Return numbers near a number, and the other truth value."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1] if value else [1]
    if isinstance(value, float):
        return [value * 1.1, value * 0.9]
    return []


def _name(node: ast.AST) -> str:
    return type(node).__name__
