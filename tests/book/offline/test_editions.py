"""A deploy while people read: what is kept is of one edition, and of this book alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import Host, broken_rules, served

ROOT = Path(__file__).resolve().parents[3]
CHAPTER, OTHER = "chapters/proxies.html", "chapters/red-lines.html"
PROGRESS = "chapters/progress.html"
KEPT = "This page is kept in this browser and opens without a network."
NEWER = "A newer edition of this book is here."
SIGN_IN = "<!DOCTYPE html><html><title>Sign in</title><h1>Sign in</h1>"
SLOW = 6.0
"""Seconds: longer than the worker waits for a page of which it has a copy."""


def made(folder: Path, site: Path, words: str) -> Path:
    """Return an edition of the book in which page, scripts and style bear the given word."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("live", "downloads", "_sources"))
    (folder / "live").symlink_to(site / "live")
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace("<body", f'<body data-page="{words}"', 1)
        page.write_text(text, encoding="utf-8")
    for name in ("reader", "figures", "progress"):
        (script,) = (folder / "_static").glob(f"{name}-*.js")
        with script.open("a", encoding="utf-8") as script_file:
            script_file.write(f";document.documentElement.dataset.{name} = '{words}';")
    (style,) = (folder / "_static").glob("style-*.css")
    with style.open("a", encoding="utf-8") as style_file:
        style_file.write(f":root {{ --edition: {words} }}")
    make = 'import("./book/make/edition.mjs").then(({makeEdition}) => makeEdition(process.argv[1]))'
    subprocess.run(["node", "-e", make, str(folder)], cwd=ROOT, check=True)
    long_ago = 1_700_000_000  # so that a browser which must guess takes a page for fresh for weeks
    for file in folder.rglob("*"):
        if not file.is_symlink() and "live" not in file.parts:
            os.utime(file, (long_ago, long_ago))
    return folder


@pytest.fixture(scope="module")
def editions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    below = tmp_path_factory.mktemp("editions")
    return made(below / "first", site, "first"), made(below / "second", site, "second")


class Reader:
    """A browser and a host that begins with the first edition."""

    def __init__(self, context: BrowserContext, host: Host, editions: tuple[Path, Path]) -> None:
        self.context, self.host, self.editions = context, host, editions
        self.page = context.new_page()

    def open(self, path: str) -> Page:
        """Open a page."""
        self.page.goto(f"{self.host.address}/{path}")
        return self.page

    def keep(self, *paths: str) -> Page:
        """Open pages one after another until each says that it is kept."""
        for path in paths:
            self.open(path).get_by_text(KEPT).wait_for()
        return self.page

    def deploy(self) -> None:
        """Put the second edition in place of the first."""
        self.host.folder = self.editions[1]

    def go_offline(self) -> None:
        """Lose the host."""
        self.host.stop()

    def reads(self) -> set[str]:
        """Return of which editions page, scripts and style are."""
        self.page.wait_for_function("'reader' in document.documentElement.dataset")
        found = self.page.evaluate(
            """() => {
                const root = document.documentElement;
                const {reader, figures, progress} = root.dataset;
                return [reader, figures, progress, document.body.dataset.page,
                        getComputedStyle(root).getPropertyValue("--edition").trim()];
            }"""
        )
        return {each for each in found if each is not None}


@pytest.fixture
def reader(browser: Browser, editions: tuple[Path, Path]) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1350, "height": 900})
    with served(editions[0], below="/courses/dance") as host:
        yield Reader(context, host, editions)
    context.close()


def whole(reader: Reader) -> str:
    """Keep the whole book, and return what the page says then."""
    page = reader.open(PROGRESS)
    page.get_by_role("button", name="Keep the whole book").click()
    said = page.locator(".whole-book [role=status]")
    expect(said).to_contain_text("The whole book is kept", timeout=30_000)
    return said.inner_text()


def edition_of(folder: Path) -> str:
    return str(json.loads((folder / "edition.json").read_text())["edition"])


def test_after_a_deploy_a_link_leads_to_the_new_page_with_its_own_scripts(reader: Reader) -> None:
    reader.keep(CHAPTER, OTHER)
    assert reader.reads() == {"first"}
    reader.deploy()
    reader.page.locator(f"a[href$='{Path(CHAPTER).name}']").first.click()
    reader.page.wait_for_url(f"**/{CHAPTER}")
    assert reader.reads() == {"second"}


def test_slow_scripts_are_waited_for_and_never_replaced_by_old_ones(reader: Reader) -> None:
    reader.keep(CHAPTER)
    reader.deploy()
    reader.host.slow = {"*_static*": SLOW}
    reader.page.goto(f"{reader.host.address}/{CHAPTER}", timeout=60_000)
    assert reader.reads() == {"second"}


def test_a_slow_page_shows_the_copy_whole_and_the_notice_leads_to_the_new_one(
    reader: Reader,
) -> None:
    reader.keep(CHAPTER)
    reader.deploy()
    reader.host.slow = {"*.html": SLOW}
    page = reader.open(CHAPTER)
    assert reader.reads() == {"first"}
    notice = page.get_by_role("status").filter(has_text=NEWER)
    notice.wait_for(timeout=30_000)
    notice.get_by_role("button", name="Show it").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-page=second]")
    assert reader.reads() == {"second"}
    assert page.get_by_text(NEWER).count() == 0


@pytest.mark.parametrize("status", [502, 503])
def test_an_error_of_the_host_does_not_hide_what_is_kept(reader: Reader, status: int) -> None:
    reader.keep(CHAPTER)
    reader.host.instead = lambda _: (status, {}, "<h1>Not available</h1>")
    page = reader.open(CHAPTER)
    page.get_by_role("heading", name="Proxies").wait_for()
    assert reader.reads() == {"first"}
    page.get_by_text("Its host does not answer with this book now").wait_for()


def test_a_sign_in_page_takes_no_copys_place_and_can_be_reached(reader: Reader) -> None:
    reader.keep(CHAPTER)
    reader.host.instead = lambda _: (200, {}, SIGN_IN)
    page = reader.open(CHAPTER)
    page.get_by_role("heading", name="Proxies").wait_for()
    page.get_by_role("link", name="see what it says").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    reader.open(OTHER).get_by_role("heading", name="Sign in").wait_for()
    reader.go_offline()
    reader.open(CHAPTER).get_by_role("heading", name="Proxies").wait_for()
    assert reader.reads() == {"first"}
    reader.open(OTHER).get_by_role("heading", name="This page is not kept").wait_for()


def test_a_host_that_leads_to_its_sign_in_page_does_not_hide_what_is_kept(reader: Reader) -> None:
    reader.keep(CHAPTER)
    below = "/courses/dance/login"
    reader.host.instead = lambda path: (
        (200, {}, SIGN_IN) if path == below else (302, {"Location": below}, "")
    )
    reader.open(CHAPTER).get_by_role("heading", name="Proxies").wait_for()
    reader.open(OTHER).get_by_role("heading", name="Sign in").wait_for()


def test_a_host_that_leaves_out_endings_is_kept_and_read_as_any(reader: Reader) -> None:
    def shorter(path: str) -> tuple[int, dict[str, str], str] | None:
        if path.endswith(".html"):
            return 301, {"Location": path.removesuffix(".html")}, ""
        file = reader.host.folder / f"{path.removeprefix('/courses/dance/')}.html"
        return (200, {}, file.read_text("utf-8")) if file.is_file() else None

    reader.host.instead = shorter
    reader.keep(CHAPTER)
    reader.keep(CHAPTER)  # from now on the worker answers
    assert reader.page.url.endswith("/proxies")
    reader.go_offline()
    for path in (CHAPTER, CHAPTER.removesuffix(".html")):
        reader.open(path).get_by_role("heading", name="Proxies").wait_for()
        assert reader.reads() == {"first"}


def test_pages_read_before_a_deploy_are_renewed_with_the_first_one_after_it(
    reader: Reader,
) -> None:
    reader.keep(CHAPTER, OTHER)
    reader.deploy()
    reader.keep(OTHER)
    reader.go_offline()
    reader.open(CHAPTER).get_by_role("heading", name="Proxies").wait_for()
    assert reader.reads() == {"second"}


def test_the_whole_book_is_renewed_whole_and_says_which_edition_it_is(reader: Reader) -> None:
    first, second = map(edition_of, reader.editions)
    assert f"edition {first[:8]}, the one you read" in whole(reader)
    reader.deploy()
    page = reader.open(PROGRESS)
    said = page.locator(".whole-book [role=status]")
    page.get_by_text(KEPT).wait_for(timeout=30_000)
    page.reload()
    expect(said).to_contain_text(f"The whole book is kept in this browser: edition {second[:8]}")
    reader.go_offline()
    for file in sorted(reader.editions[1].rglob("*.html")):
        path = str(file.relative_to(reader.editions[1]))
        if path != "index.html" and "_static" not in path:
            reader.open(path)
            assert reader.reads() == {"second"}, path


@pytest.mark.parametrize("answer", [(404, {}, "gone"), (200, {}, SIGN_IN)], ids=["404", "sign-in"])
def test_a_renewal_that_breaks_off_leaves_the_old_edition_whole(
    reader: Reader, answer: tuple[int, dict[str, str], str]
) -> None:
    whole(reader)
    reader.deploy()
    reader.host.instead = lambda path: answer if path.endswith(OTHER) else None
    page = reader.open(PROGRESS)
    assert reader.reads() == {"second"}
    page.get_by_role("button", name="Keep the whole book").click()
    said = page.locator(".whole-book [role=status]")
    expect(said).to_contain_text("What was kept before stays", timeout=30_000)
    assert OTHER in said.inner_text()
    reader.go_offline()
    for path in (CHAPTER, OTHER, PROGRESS):
        reader.open(path)
        assert reader.reads() == {"first"}, path
    expect(said).to_contain_text(edition_of(reader.editions[0])[:8])


def test_of_what_did_not_change_nothing_is_asked_for_again(reader: Reader) -> None:
    whole(reader)
    same = reader.editions[0] / "chapters/about.html"
    listed = [edition["files"] for edition in map(contents, reader.editions)]
    kept = [path for path in listed[0] if listed[0][path] == listed[1].get(path)]
    assert same.exists() and any("timeline-" in path for path in kept)
    reader.deploy()
    before = len(reader.host.sent)
    reader.keep(PROGRESS)
    asked = {path.removeprefix("/courses/dance/") for path, _ in reader.host.sent[before:]}
    assert not asked & set(kept)


def contents(folder: Path) -> dict[str, dict[str, list[object]]]:
    return dict(json.loads((folder / "edition.json").read_text()))


def test_another_copy_on_the_same_host_keeps_its_own(
    browser: Browser, editions: tuple[Path, Path], tmp_path: Path
) -> None:
    for name, folder in zip(("2026", "2027"), editions, strict=True):
        (tmp_path / name).symlink_to(folder)
    context = browser.new_context()
    with served(tmp_path) as host:
        reader = Reader(context, host, editions)
        reader.keep(f"2026/{CHAPTER}", f"2027/{CHAPTER}", f"2027/{OTHER}")
        reader.go_offline()
        for name, words in (("2026", "first"), ("2027", "second")):
            reader.open(f"{name}/{CHAPTER}")
            assert reader.reads() == {words}
    context.close()


def asks_for_python(reader: Reader) -> Page:
    page = reader.page
    page.get_by_role("button", name="Run this page live").click()
    return page


def test_a_tab_open_across_a_deploy_is_told_where_python_went(reader: Reader) -> None:
    reader.keep(CHAPTER)
    reader.deploy()
    reader.host.missing = {"live-[0-9a-f]*.js"}
    page = asks_for_python(reader)
    status = page.locator("section.live [role=status]")
    expect(status).to_contain_text("the host has the files of this one no more")
    page.get_by_role("button", name="Show it").click()
    page.wait_for_selector("body[data-page=second]")


def test_without_a_network_python_says_that_there_is_none(reader: Reader) -> None:
    reader.keep(CHAPTER)
    reader.go_offline()
    status = asks_for_python(reader).locator("section.live [role=status]")
    expect(status).to_contain_text("There is no network")


def test_a_browser_without_the_worker_tells_of_a_newer_edition_too(
    browser: Browser, editions: tuple[Path, Path]
) -> None:
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")  # as over plain http
    with served(editions[0]) as host:
        reader = Reader(context, host, editions)
        reader.page.clock.install()
        reader.open(CHAPTER)
        reader.page.wait_for_load_state("networkidle")
        reader.deploy()
        reader.page.evaluate("dispatchEvent(new Event('online'))")
        assert reader.page.get_by_text(NEWER).count() == 0, "it was just asked"
        reader.page.clock.fast_forward(61_000)
        reader.page.evaluate("dispatchEvent(new Event('online'))")
        reader.page.get_by_text(NEWER).wait_for()
        for theme, width in (("light", 1350), ("dark", 360)):
            assert broken_rules(reader.page, theme, width, ".newer-edition") == []
        reader.page.get_by_role("button", name="Later").click()
        assert reader.page.get_by_text(NEWER).count() == 0
    context.close()
