"""The table of marks opens in a spreadsheet and is read back."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pandas as pd

from exercises.grading.marks import Outcome, read_reasons, write_table


def test_a_persian_name_reads_well_in_excel_and_everywhere_else(tmp_path: Path) -> None:
    table, name = tmp_path / "grades.csv", "زهرا"
    write_table(table, [Outcome("ps2-proxies", name, "not graded", reason="not a notebook")])
    assert table.read_bytes().startswith(BOM_UTF8)
    frame = pd.read_csv(table)
    assert list(frame["assignment"]) == ["ps2-proxies"]
    assert list(frame["student"]) == [name]
    assert read_reasons(table) == {("ps2-proxies", name): "not a notebook"}
