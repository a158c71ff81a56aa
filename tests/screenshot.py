"""Take the picture that the README shows, and others to look at, into ``_build/screenshots``."""

from __future__ import annotations

from pathlib import Path

from book.make.browser import launched
from tests.browser import served

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "book" / "make" / "screenshot.png"
FOLDER = ROOT / "_build" / "screenshots"

SHOWN = {
    "front": ("chapters/introduction.html", "h1"),
    "chapter": ("chapters/proxies.html", "h1"),
    "chart": ("chapters/places.html", "#figure-carriers"),
    "map": ("chapters/places.html", ".map"),
    "poster": ("downloads/poster.svg", ""),
}
"""For each picture a page, and what stands at its top."""


def to_the_top(selector: str) -> str:
    """Return the script that brings something to the top of the window."""
    return f"document.querySelector('{selector}').scrollIntoView({{behavior: 'instant'}})"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as host, launched() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 960}, color_scheme="light")
        page.goto(f"{host.address}/chapters/proxies.html", wait_until="networkidle")
        page.get_by_label("How much does retaliation hurt?").fill("16")
        page.evaluate(to_the_top("#figure-leash"))
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        for name, (path, selector) in SHOWN.items():
            page.goto(f"{host.address}/{path}", wait_until="networkidle")
            if selector:
                page.evaluate(to_the_top(selector))
            page.wait_for_timeout(500)
            page.screenshot(path=FOLDER / f"{name}.png")
    print(f"Wrote {PICTURE}, and {', '.join(SHOWN)} into {FOLDER}")
