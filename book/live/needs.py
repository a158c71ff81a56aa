"""Which cells need pandas, which is too heavy for a page."""

from __future__ import annotations

import ast

from backchannel.data import table_names

PANDAS = {"pandas", "pd", "load_table", *table_names()}
"""Names by which one knows such a cell."""


def needs_pandas(code: str, known: set[str]) -> bool:
    """Tell whether a cell uses pandas, a table, or what a cell that did so has made.

    Parameters
    ----------
    code
        The cell.
    known
        The names that need pandas, :data:`PANDAS` at first; what the cell makes of them is added,
        and what it makes of anything else is taken out.

    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return False  # running it will say what is wrong
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    used = {node.id for node in names} - made
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            used |= {name.name.partition(".")[0] for name in node.names}
    needed = bool(used & known)
    if needed:
        known.update(made)
    else:
        known.difference_update(made)
    return needed
