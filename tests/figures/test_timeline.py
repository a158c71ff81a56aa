"""The timeline: every event in its lane, and words that count right."""

from __future__ import annotations

from backchannel.data import read_table
from backchannel.figures.timeline import FILTERS, TIMELINE, choices, lanes


def test_every_event_stands_in_the_lane_of_its_type() -> None:
    rows = TIMELINE.rows()
    assert [row["id"] for row in rows] == [row["id"] for row in read_table("events")]
    for row in rows:
        assert lanes()[round(float(str(row["lane"])))] == row["type"]


def test_the_filters_offer_what_the_table_holds() -> None:
    for column in FILTERS:
        held = {str(row[column]) for row in TIMELINE.rows()}
        assert set(choices(column)) == held
    assert list(choices("decade")) == ["1970s", "1980s", "1990s", "2000s", "2010s", "2020s"]
    assert choices("channel")["third_party_oman"] == "Through Oman"
