"""What a chart draws, read off the drawing: places, lengths, order, titles, what is not seen."""

from __future__ import annotations

import json
import os
from typing import Any

import altair as alt
import pandas as pd
import pytest

from exercises.grading import easel
from exercises.grading.nursery.plain_data import Chart
from exercises.grading.picture import Picture, PictureError, lengths_show, picture_of, stands_for

DAYS = pd.to_datetime(["2020-01-01", "2020-01-05", "2020-03-01", "2020-12-24"])
ROWS = pd.DataFrame({"day": DAYS, "low": [2, 5, 3, 9], "high": [3, 7, 3, 12], "way": list("abac")})
ORDINALS = [day.toordinal() for day in DAYS]


def drawn(specification: dict[str, Any]) -> Picture:
    """Return the picture of a specification as it comes out of a student's room."""
    return picture_of(Chart(specification))


def test_places_stand_for_days_and_numbers_to_the_day() -> None:
    line = alt.Chart(ROWS).mark_line(interpolate="step-after")
    seen = picture_of(line.encode(x="day:T", y="low:Q"))
    (path,) = seen.of("line")
    across, up = zip(*path.points, strict=True)
    assert stands_for(across, ORDINALS) and stands_for(up, ROWS["low"])
    assert not stands_for(across, [*ORDINALS[:2], ORDINALS[2] + 1, ORDINALS[3]]), "a day off"
    assert path.steps == "step-after"


@pytest.mark.parametrize(
    ("x", "y"), [("day:T", "low:O"), ("day:N", "low:Q"), ("month(day):T", "low:Q")]
)
def test_another_order_or_distance_is_seen(x: str, y: str) -> None:
    points = sorted(picture_of(alt.Chart(ROWS).mark_line().encode(x=x, y=y)).of("line")[0].points)
    across, up = zip(*points, strict=True)
    assert not (stands_for(across, ORDINALS) and stands_for(up, ROWS["low"]))


def test_bars_have_their_lengths_in_the_order_in_which_they_are_read() -> None:
    lying = alt.Chart(ROWS).mark_bar().encode(y=alt.Y("way:N").sort("-x"), x="count()")
    standing = alt.Chart(ROWS).mark_bar().encode(x="way:N", y="count()", color="high:N")
    cut = lying.encode(x=alt.X("count()").scale(domain=[0.5, 3])).mark_bar(clip=True)
    assert lengths_show(picture_of(lying).bars(), [1, 2, 1])
    assert picture_of(lying).bars()[0] == max(picture_of(lying).bars())
    assert lengths_show(picture_of(standing).bars(), [2, 1, 1]), "pieces of one bar count together"
    assert not lengths_show(picture_of(cut).bars(), [2, 1, 1])


def test_what_lies_on_another_piece_of_a_bar_counts_once() -> None:
    one_on_another = alt.Y("count()").stack(None)
    hidden = alt.Chart(ROWS).mark_bar().encode(x="way:N", y=one_on_another, color="low:N")
    assert lengths_show(picture_of(hidden).bars(), [1, 1, 1])


@pytest.mark.parametrize("clip", [False, True])
def test_what_a_scale_leaves_out_is_not_in_the_picture(clip: bool) -> None:
    time = alt.X("day:T").scale(domain=["2020-02-01", "2020-12-31"])
    base = alt.Chart(ROWS).encode(x=time, y="high:Q")
    assert len(picture_of(base.mark_point(clip=clip)).of("symbol")) == 2
    [line] = picture_of(base.mark_line(clip=clip)).of("line")
    assert not stands_for([x for x, _ in line.points], ORDINALS)


def test_charts_side_by_side_have_the_titles_of_their_axes() -> None:
    count = alt.X("count()").title("Events")
    seen = picture_of(alt.Chart(ROWS).mark_bar().encode(x=count, row="way:N"))
    assert seen.own_title("x") == "Events"
    assert lengths_show(seen.bars(), [2, 1, 1])


def test_a_gradient_is_a_colour() -> None:
    stops = [alt.GradientStop(color=name, offset=at) for at, name in enumerate(("white", "red"))]
    shades = alt.Gradient(gradient="linear", stops=stops)
    filled = alt.Chart(ROWS).mark_area(color=shades).encode(x="day:T", y="low:Q")
    assert len(picture_of(filled).of("area")) == 1


def test_what_cannot_be_seen_is_not_there() -> None:
    base = alt.Chart(ROWS).encode(x="day:T", y="low:Q", y2="high:Q")
    assert len(picture_of(base.mark_rule()).of("rule")) == 3, "one range has no length"
    for empty in (
        base.mark_bar(opacity=0),
        alt.Chart(ROWS).mark_line(color="transparent").encode(x="day:T", y="low:Q"),
        base.mark_bar(color="white"),
        base.mark_rule(strokeWidth=0),
        base.mark_bar().encode(color="way:Q"),
        alt.Chart(ROWS.head(0)).mark_bar().encode(x="day:T", y="low:Q"),
    ):
        assert picture_of(empty).marks == ()


def test_a_title_is_more_than_the_name_of_a_column() -> None:
    points = alt.Chart(ROWS).mark_point()
    for title, own in ((None, ""), ("LOW", ""), ("شمار", "شمار"), ("Zahl, low", "Zahl")):
        y = alt.Y("low:Q") if title is None else alt.Y("low:Q").title(title)
        assert picture_of(points.encode(x="day:T", y=y)).own_title("y", "low") == own
    bars = alt.Chart(ROWS).mark_bar().encode(y="way:N", x="count()")
    assert picture_of(bars).own_title("x") == ""


def test_what_asks_too_much_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = {"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    for data, words in (
        ({"url": "http://127.0.0.1:9/a.json"}, "come from url"),
        ({"sequence": {"start": 0, "stop": 10**9}}, "come from sequence"),
        ({"values": [{"a": number} for number in range(6000)]}, "more than 5000 marks"),
        ({"values": [{"a": "x" * 2**20}]}, "more than a million characters"),
        ({"values": "no list"}, "cannot be drawn"),
    ):
        with pytest.raises(PictureError, match=words):
            drawn({"data": data, **mark})
    with pytest.raises(PictureError, match="Give the name chart to an Altair chart"):
        picture_of("no chart")
    bins = {"x": {"field": "a", "type": "quantitative", "bin": {"step": 1e-9}}}
    monkeypatch.setattr(easel, "DRAWS_WITHIN", 0.001)
    with pytest.raises(PictureError, match="it took more than"):
        drawn({"data": {"values": [{"a": 0}, {"a": 1}]}, "mark": "bar", "encoding": bins})
    monkeypatch.undo()
    assert drawn({"data": {"values": [{"a": 3}]}, **mark}).of("symbol"), "and the next is drawn"


def test_a_process_that_was_forked_draws_by_itself() -> None:
    """Two that read the answers of one would take each other's."""
    easel.easel().draw("{}")
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        own = easel.easel()
        os.write(writing, json.dumps([own.owner == os.getpid(), own.process is None]).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert json.loads(os.read(reading, 100)) == [True, True]
    os.close(reading)
    os.close(writing)
