"""Take the picture that the README shows."""

from __future__ import annotations

from pathlib import Path

from book.make.browser import launched
from tests.browser import served

PICTURE = Path(__file__).resolve().parent.parent / "book" / "make" / "screenshot.png"

if __name__ == "__main__":
    with served() as host, launched() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 960}, color_scheme="light")
        page.goto(f"{host.address}/chapters/proxies.html", wait_until="networkidle")
        page.get_by_label("How much does retaliation hurt?").fill("16")
        page.evaluate(
            "document.querySelector('#figure-leash').scrollIntoView({behavior: 'instant'})"
        )
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
    print(f"Wrote {PICTURE}")
