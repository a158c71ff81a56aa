"""The page that shows the house: its picture is the code's, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.book.test_layers import ALLOWED as FEATURES
from tests.test_layers import ALLOWED as LAYERS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
START, END = "<!-- made from the code -->\n", "<!-- end of what is made -->\n"
ENDINGS = {".py", ".js", ".mjs"}


def first_sentence(folder: Path) -> str:
    """Return the first line of what a folder or module says of itself."""
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    if not path.exists():  # a folder of scripts alone
        path = folder / f"{folder.name}.js"
    found = re.match(r'(?:"""|// )(.+?)("""|$)', path.read_text("utf-8"), re.MULTILINE)
    assert found, f"{path} does not say what it is"
    return found[1]


def levels(allowed: dict[str, set[str]]) -> list[list[str]]:
    """Return the folders floor by floor, the lowest first: each uses only those below."""
    floors: list[list[str]] = []
    placed: set[str] = set()
    while len(placed) < len(allowed):
        floor = sorted(name for name in allowed if name not in placed and allowed[name] <= placed)
        floors.append(floor)
        placed |= set(floor)
    return floors


def house(name: str, allowed: dict[str, set[str]]) -> list[str]:
    """Return the picture of one part of the house, and its table."""
    arrows = [
        f"    {upper} --> {lower}" for upper, uses in allowed.items() for lower in sorted(uses)
    ]
    picture = ["```mermaid", "flowchart TD", *arrows, "```"]
    floors = [" · ".join(floor) for floor in reversed(levels(allowed))]
    lines = ["", f"In words, from the top: {'; '.join(floors)}.", ""]
    rows = ["| Folder | What it is | Files of code |", "|---|---|---|"]
    for each in allowed:
        place = ROOT / name / each
        files = place.rglob("*") if place.is_dir() else [place.with_suffix(".py")]
        count = sum(path.suffix in ENDINGS for path in files)
        rows.append(f"| `{name}/{each}` | {first_sentence(place)} | {count} |")
    return [f"### `{name}/`", "", *picture, *lines, *rows, ""]


def made() -> str:
    """Return what stands between the marks."""
    layers = {name: uses - {name} for name, (uses, _) in LAYERS.items() if name != "__init__"}
    return "\n" + "\n".join([*house("book", FEATURES), *house("backchannel", layers)]) + "\n"


def test_the_picture_of_the_house_is_the_codes() -> None:
    shown = PAGE.read_text("utf-8").split(START)[1].split(END)[0]
    assert shown == made(), "python -m tests.test_architecture writes it anew"


def test_what_the_pages_name_is_there() -> None:
    for page in (PAGE, PAGE.with_name("decisions.md")):
        text = page.read_text("utf-8")
        for path in re.findall(r"`([\w./-]+\.(?:py|js|mjs|md|json|csv|toml))`", text):
            assert (ROOT / path).exists() or path in ("_config.yml", "_toc.yml"), path
        for name in re.findall(r"`(?:Explorable|Course)\.(\w+)`", text):
            files = [*ROOT.glob("backchannel/figures/figure.py"), *ROOT.glob("exercises/grading/*")]
            code = "".join(path.read_text("utf-8") for path in files if path.suffix == ".py")
            assert f"def {name}(" in code, name


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    head, rest = text.split(START)
    PAGE.write_text(head + START + made() + END + rest.split(END)[1], "utf-8")
