"""Serving while one writes: pages reload for a newer build, and the files stay as built."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from book.make.serve import NEWEST, SCRIPT, TAG, only_words, serve, state


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    (tmp_path / "page.html").write_text("<body>words</body>", encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "edition.json").write_text("{}", encoding="utf-8")
    server = serve(tmp_path, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def said(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def test_a_page_gets_one_script_more_and_other_files_none(place: tuple[Path, str]) -> None:
    folder, address = place
    assert said(f"{address}/page.html") == f"<body>words{TAG}"
    assert said(f"{address}/table.csv") == "a,b\n"
    assert NEWEST in said(f"{address}{SCRIPT}")
    assert TAG not in (folder / "page.html").read_text(encoding="utf-8")


def test_a_newer_build_is_told(place: tuple[Path, str]) -> None:
    folder, address = place
    before = said(f"{address}{NEWEST}")
    (folder / "edition.json").unlink()
    assert said(f"{address}{NEWEST}") != before


def test_a_port_in_use_is_said_with_another(tmp_path: Path) -> None:
    server = serve(tmp_path, 0)
    with pytest.raises(SystemExit, match=rf"make serve PORT={server.server_port + 1}"):
        serve(tmp_path, server.server_port)
    server.server_close()


def test_what_the_book_is_made_of_is_watched() -> None:
    watched = {path.name for path in state()}
    assert {"proxies.md", "events.csv", "_config.yml", "layout.html"} <= watched


def test_only_words_of_a_chapter_are_built_without_make() -> None:
    before = {Path("chapters/proxies.md"): 1, Path("data/events.csv"): 1}
    assert only_words(before, before | {Path("chapters/proxies.md"): 2})
    assert not only_words(before, before | {Path("data/events.csv"): 2})
    assert not only_words(before, before | {Path("chapters/new.md"): 2})
    assert not only_words(before | {Path("chapters/gone.md"): 1}, before)
