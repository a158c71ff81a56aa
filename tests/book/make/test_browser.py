"""The browsers of the tests: found, fetched, or named with what a person is to install."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from book.make import browser


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the folder of browsers of a machine that has none."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(browser, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", browser.FINDERS)
def test_a_browser_that_is_not_there_is_named_with_its_packages(bare: Path, name: str) -> None:
    assert name in browser.missing()
    with pytest.raises(RuntimeError, match=f"no {name} .*{' '.join(browser.DEBIAN[name])}"):
        browser.needed(name)


@pytest.mark.parametrize(("code", "found"), [(0, True), (1, False)])
def test_a_webkit_of_our_own_counts_if_it_starts(bare: Path, code: int, found: bool) -> None:
    program = bare / "webkit-1" / "pw_run.sh"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    assert browser.webkit() == (str(program) if found else None)


def test_the_engine_alone_comes_before_a_whole_browser(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = [bare / "chromium", bare / "chromium_headless_shell-1" / "linux" / "headless_shell"]
    for program in (*programs, bare / "chromium-headless-shell"):
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
        if program == programs[1]:
            assert browser.chromium() == str(program), "one of the project's own"
            monkeypatch.setenv("PATH", str(bare))
            assert browser.chromium() == str(programs[0]), "a whole one will do"
    assert browser.chromium() == str(bare / "chromium-headless-shell")


def test_who_may_install_nothing_is_told_what_to_install(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def fetch(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command[-1])
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(subprocess, "run", fetch)
    monkeypatch.setattr(browser, "_is_root", lambda: False)
    browser.install()
    said = capsys.readouterr()
    assert asked == ["chromium-headless-shell", str(bare), "webkit"]
    assert said.out.count("about 150 MB") == 3
    assert "chromium-headless-shell firefox-esr webkit2gtk-driver xvfb" in said.err
