"""Pictures for links, and the poster: there, of the size that is asked for, and whole."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backchannel.data import read_table
from book.make import poster
from book.make.link_pictures import FACES, HEIGHT, WIDTH, opener, unpack
from book.sources import CHAPTERS, ROOT

SVG = "{http://www.w3.org/2000/svg}"


def test_every_chapter_with_a_scene_and_the_book_have_a_picture_for_links(site: Path) -> None:
    made = {path.stem: path.read_bytes() for path in (site / "pictures").glob("*.png")}
    scenes = {path.stem for path in CHAPTERS.glob("*.md") if opener(path.stem).exists()}
    assert len(scenes) >= 7
    assert set(made) == scenes | {"cover"}
    assert len({*made.values()}) == len(made)
    for name, content in made.items():
        assert content[:4] == b"\x89PNG", name
        assert struct.unpack(">2I", content[16:24]) == (WIDTH, HEIGHT) == (1200, 630), name
        assert len(content) < 300_000, name


def test_a_face_for_the_web_becomes_one_for_print() -> None:
    face = unpack((FACES / "source-serif-4-latin-400-normal.woff").read_bytes())
    assert face[:4] in (b"\0\1\0\0", b"OTTO")
    tables = struct.unpack(">H", face[4:6])[0]
    entries = [struct.unpack(">4s3I", face[12 + 16 * n : 28 + 16 * n]) for n in range(tables)]
    names = [tag for tag, *_ in entries]
    assert {b"cmap", b"head", b"name", b"hmtx"} <= {*names}
    for tag, check, start, length in entries:
        body = face[start : start + length]
        assert len(body) == length
        if tag != b"head":  # its sum is told without itself
            padded = body + b"\0" * (-length % 4)
            assert sum(struct.unpack(f">{len(padded) // 4}I", padded)) % 2**32 == check, tag


def test_the_poster_has_every_event_whole_and_apart(site: Path) -> None:
    drawn = ElementTree.parse(site / "downloads" / poster.NAME).getroot()
    marks = {mark.get("id", ""): mark for mark in drawn.iter(f"{SVG}g") if mark.get("id")}
    assert list(marks) == [row["id"] for row in read_table("events")]
    words = " ".join(text.text or "" for text in drawn.iter(f"{SVG}text"))
    lowest: dict[float, float] = {}
    for event in read_table("events"):
        assert str(event["summary"]) in words, event["id"]
        at = re.findall(r"[\d.]+", str(marks[str(event["id"])].get("transform")))
        column, down = float(at[0]), float(at[1])
        assert lowest.get(column, 0) < down < poster.HEIGHT - poster.EDGE
        assert column < poster.WIDTH - poster.EDGE
        lowest[column] = down
    assert len(lowest) == poster.COLUMNS


def test_a_poster_that_is_too_small_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poster, "HEIGHT", 700)
    with pytest.raises(ValueError, match="7 columns; the events want"):
        poster.poster()


def test_the_readme_moves_lightly_and_stands_still_for_who_asks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(
        r'<source media="\(prefers-reduced-motion: reduce\)" srcset="([^"]+)">\s*'
        r'<img src="([^"]+)"[^>]* alt="[^"]{40,}">',
        readme,
    )
    assert found
    still, moving = ((ROOT / name).read_bytes() for name in found.groups())
    assert len(moving) <= 300 * 1024
    assert int.from_bytes(moving[4:8], "little") == len(moving) - 8
    assert moving.count(b"ANMF") >= 4
    assert still[8:12] == moving[8:12] == b"WEBP"
    assert b"ANMF" not in still
