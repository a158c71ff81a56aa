"""Which cells need pandas: by their names, and by what such cells have made."""

from __future__ import annotations

from book.live.needs import PANDAS, needs_pandas


def test_what_uses_pandas_or_what_it_made_needs_it() -> None:
    known = set(PANDAS)
    assert needs_pandas("import pandas as pd\nreports = pd.DataFrame()", known)
    assert needs_pandas("late = reports[:2]", known)
    assert needs_pandas("len(late)", known)
    assert needs_pandas("from backchannel.data import events\nevents()", known)


def test_what_makes_a_name_anew_needs_it_no_more() -> None:
    known = {*PANDAS, "late"}
    assert not needs_pandas("late = [1, 2]", known)
    assert not needs_pandas("len(late)", known)


def test_plain_rows_do_without() -> None:
    rows = "from backchannel.data import read_table\nread_table('events')"
    assert not needs_pandas(rows, set(PANDAS))
    assert not needs_pandas("if True print", set(PANDAS))
