"""Take the pictures that the README shows, and others to look at, into ``_build/screenshots``.

One of the README's moves: a round of the front page as it is played, its frames drawn and encoded
by the browser and put into one WebP here.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from struct import pack, unpack

from playwright.sync_api import Browser, FloatRect, Page

from book.make.browser import launched
from tests.browser import UNFOLD, served

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "book" / "make" / "screenshot.png"
FOLDER = ROOT / "_build" / "screenshots"

ROUND, STILL = PICTURE.with_name("round.webp"), PICTURE.with_name("round-still.webp")
CHOICES = (1, 2, *[0] * 10)
"""Of the moving picture: a shot is let pass, one is asked about, the others are answered."""
SHORT, LONG = 1800, 4000
"""For how many milliseconds a frame stands, and the first and the last one."""
AS_WEBP = """async (picture) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d", { alpha: false }).drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.85);
}"""

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


def play_a_round(page: Page, address: str) -> list[bytes]:
    """Play the move of the front page, and return a picture (PNG) of each week."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/chapters/introduction.html#play=line.5.", wait_until="networkidle")
    move = page.locator("#move-line")
    move.evaluate("move => move.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -70)
    buttons = move.locator(".choices button")
    page.wait_for_timeout(300)
    box, last = move.bounding_box(), buttons.last.bounding_box()
    assert box and last
    edge = 16
    clip: FloatRect = {
        "x": box["x"] - edge,
        "y": box["y"] - edge,
        "width": box["width"] + 2 * edge,
        "height": last["y"] + last["height"] - box["y"] + 2 * edge,
    }
    frames = [page.screenshot(clip=clip)]
    for choice in CHOICES:
        said = move.locator(".said").inner_text()
        buttons.nth(choice).click()
        while move.locator(".said").inner_text() == said:
            page.wait_for_timeout(50)
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(150)
        frames.append(page.screenshot(clip=clip))
        if not buttons.count():
            break
    return frames


def encoded(browser: Browser, frames: Sequence[bytes]) -> list[bytes]:
    """Return pictures as WebP, which a browser writes."""
    page = browser.new_page()
    pictures = ("data:image/png;base64," + b64encode(frame).decode() for frame in frames)
    made = [page.evaluate(AS_WEBP, picture).partition(",")[2] for picture in pictures]
    return [b64decode(picture) for picture in made]


def moving(pictures: Sequence[bytes], size: tuple[int, int]) -> bytes:
    """Return pictures of one size (WebP, each whole) as one that moves without end."""
    sides = b"".join(_three(side - 1) for side in size)
    parts = [_part(b"VP8X", bytes([0x02, 0, 0, 0]) + sides), _part(b"ANIM", bytes(6))]
    for place, picture in enumerate(pictures):
        stands = LONG if place in (0, len(pictures) - 1) else SHORT
        drawn = picture[picture.index(b"VP8 ") :]
        parts.append(_part(b"ANMF", bytes(6) + sides + _three(stands) + b"\x02" + drawn))
    return _part(b"RIFF", b"WEBP" + b"".join(parts))


def _part(name: bytes, content: bytes) -> bytes:
    return name + pack("<I", len(content)) + content + bytes(len(content) % 2)


def _three(number: int) -> bytes:
    return pack("<I", number)[:3]


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as host, launched() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 960}, color_scheme="light")
        page.goto(f"{host.address}/chapters/proxies.html", wait_until="networkidle")
        page.evaluate(UNFOLD)
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
        small = browser.new_page(
            viewport={"width": 720, "height": 900}, device_scale_factor=1.5, color_scheme="light"
        )
        frames = play_a_round(small, host.address)
        pictures = encoded(browser, frames)
        width, height = unpack(">2I", frames[0][16:24])
        ROUND.write_bytes(moving(pictures, (width, height)))
        STILL.write_bytes(pictures[-1])
    moves = f"{ROUND.name} of {len(frames)} frames, {STILL.name}"
    print(f"Wrote {PICTURE}, {moves}, and {', '.join(SHOWN)} into {FOLDER}")
