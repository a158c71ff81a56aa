"""What a move shows: one drawn step, one sentence, marks that pile up, choices, a result.

It is HTML, made by the same lines when the book is built, in the page (by MicroPython) and in
JupyterLab. The texts are the project's own and hold no sign that HTML would take for its own.
Signs (``sign``) are those of the book, which the page holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from ..models.quantity import shown

Found = TypeVar("Found")

SIGNS = {
    "shot": "flash",
    "slip": "flash-slip",
    "ordered": "flash-ordered",
    "asked": "telephone",
    "deal": "handshake",
    "leak": "leak",
    "visit": "courier",
    "shut": "door-closed",
    "open": "door-open",
    "broken": "noise",
    "paper": "letter",
}
"""The sign of each kind of mark, by its first word; one without is told apart by its frame."""


class Hand:
    """The choices that the reader has made, taken one by one.

    Parameters
    ----------
    choices
        Each the number of a choice among those that were offered.

    """

    def __init__(self, choices: Sequence[int]) -> None:
        self._choices = list(choices)
        self._taken = 0

    def left(self) -> bool:
        """Return whether there is a choice that was not taken yet."""
        return self._taken < len(self._choices)

    def take(self, offered: int) -> int:
        """Return the next choice.

        Raises
        ------
        ValueError
            If it is not among those that were offered.

        """
        choice = self._choices[self._taken]
        if not 0 <= choice < offered:
            raise ValueError(f"There is no choice {choice} among {offered}.")
        self._taken += 1
        return choice


_KEPT: dict[str, object] = {}


def once(name: str, compute: Callable[[], Found]) -> Found:
    """Return what is computed, the first time; what came to others is the same for every reader."""
    if name not in _KEPT:
        _KEPT[name] = compute()
    return cast("Found", _KEPT[name])


class View:
    """What stands on the screen after some choices.

    Parameters
    ----------
    said
        What happened, in a sentence or two, which a screen reader says too.
    choices
        What the reader may do now; nothing when the move is over.
    scene
        A drawing of the step, which says nothing that is not said in words.
    marks
        What has piled up so far.
    result
        What came of it, beside what came to others.
    values
        The values of the chapter's explorable that fit what the reader did.

    """

    def __init__(
        self,
        said: str,
        choices: Sequence[str] = (),
        scene: str = "",
        marks: str = "",
        result: str = "",
        values: dict[str, float] | None = None,
    ) -> None:
        self.said = said
        self.choices = list(choices)
        self.scene = scene
        self.marks = marks
        self.result = result
        self.values = values or {}


class Move:
    """A move, as the pages know it.

    Parameters
    ----------
    title
        What it is called where moves are listed.
    show
        Gives what is seen, for a seed and the choices so far, all of which it takes.
    told
        Gives the result for those who do not play: in print, without scripts, or by wish.

    """

    def __init__(
        self, title: str, show: Callable[[int, Hand], View], told: Callable[[], str]
    ) -> None:
        self.title = title
        self.show = show
        self.told = told


def sign(name: str, x: float, y: float, size: float = 24, kind: str = "") -> str:
    """Return a sign of the book in a drawing: its left upper corner and its size."""
    about = f' class="{kind}"' if kind else ""
    return f'<use{about} href="#glyph-{name}" x="{x}" y="{y}" width="{size}" height="{size}"/>'


def scene(parts: Sequence[str], height: int = 96) -> str:
    """Return a drawing 320 wide, of which a screen reader says nothing."""
    inside = "".join(parts)
    return f'<svg viewBox="0 0 320 {height}" aria-hidden="true">{inside}</svg>'


def two_capitals(parts: Sequence[str]) -> str:
    """Return a night with Alder's dome on the left, Basalt's gable on the right, and more."""
    names = (
        '<text x="32" y="90">Alder</text><text x="288" y="90">Basalt</text>'
        '<path class="ground" d="M8 76h304"/>'
    )
    both = [sign("capital-dome", 8, 24, 48), sign("capital-gable", 264, 24, 48)]
    return scene([names] + both + list(parts))


def strip(name: str, cells: Sequence[tuple[str, str]]) -> str:
    """Return a row of marks: for each its kind (see ``SIGNS``) and a word that is read aloud."""
    items = []
    for kind, word in cells:
        used = SIGNS.get(kind.split()[0], "")
        drawn = (
            f'<svg viewBox="0 0 24 24" aria-hidden="true">{sign(used, 0, 0)}</svg>' if used else ""
        )
        items.append(f'<li class="{kind}">{drawn}<span>{word}</span></li>')
    inside = "".join(items)
    return f'<div class="strip"><b>{name}</b><ol aria-label="{name}">{inside}</ol></div>'


def ranges(name: str, rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Return lines from 0 to 100: for each words, a range between two numbers, and a mark on it."""
    items = []
    for words, low, high, mark in rows:
        inside = low <= mark <= high
        drawn = (
            f'<path class="span" d="M{shown(3.2 * low)} 10H{shown(3.2 * high)}"/>'
            f'<path class="{"in" if inside else "out"}" d="M{shown(3.2 * mark)} 2V18"/>'
        )
        items.append(
            f'<li><svg viewBox="0 0 320 20" preserveAspectRatio="none" aria-hidden="true">'
            f'<path class="ground" d="M0 10H320"/>{drawn}</svg><span>{words}</span></li>'
        )
    inside_all = "".join(items)
    scale = f'<p class="scale"><span>0</span><span>{name}</span><span>100</span></p>'
    return f'<ol class="ranges" aria-label="{name}">{inside_all}</ol>{scale}' if rows else ""


def field(name: str, rows: Sequence[tuple[str, int, int]]) -> str:
    """Return fields of a hundred weeks: for each words, how many are filled and ringed."""
    items = []
    for words, filled, ringed in rows:
        dots = []
        for number in range(filled + ringed):
            # The filled ones from the left, the ringed ones from the right; they never meet.
            place = number if number < filled else 99 - (number - filled)
            x, y = 6.4 * (place // 2) + 0.7, 6.4 * (place % 2) + 0.7
            dots.append(
                f'<path class="filled" d="M{shown(x)} {shown(y)}h5v5h-5z"/>'
                if number < filled
                else f'<circle class="ringed" cx="{shown(x + 2.5)}" cy="{shown(y + 2.5)}" r="2"/>'
            )
        inside = "".join(dots)
        items.append(
            f'<li>{words}<svg viewBox="0 0 320 13" aria-hidden="true">'
            f'<path class="ground" d="M0 6.5H320"/>{inside}</svg></li>'
        )
    return f'<ol class="field" aria-label="{name}">{"".join(items)}</ol>' + (
        f'<p class="scale">{name}</p>' if rows else ""
    )


class Row:
    """A row of a comparison: who did what, and what came of it.

    Parameters
    ----------
    label
        What these did.
    bars
        For each column how long its bar is, from 0 to 1, and what stands beside it.
    yours
        Whether it is what the reader did.
    answer
        The number of the answer to the chapter's prediction that says so; -1 if none does.

    """

    def __init__(
        self,
        label: str,
        bars: Sequence[tuple[float, str]],
        yours: bool = False,
        answer: int = -1,
    ) -> None:
        self.label = label
        self.bars = list(bars)
        self.yours = yours
        self.answer = answer


def comparison(caption: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return a table with a bar in each cell."""
    heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
    lines = []
    for row in rows:
        told = (
            f'<span class="you-said" data-answer="{row.answer}" hidden> You predicted this.</span>'
        )
        label = row.label + (told if row.answer >= 0 else "")
        cells = "".join(
            f'<td><span class="bar" style="--share:{shown(share, 3)}"></span>{text}</td>'
            for share, text in row.bars
        )
        lines.append(
            f'<tr class="{"yours" if row.yours else ""}"><th scope="row">{label}</th>{cells}</tr>'
        )
    inside = "".join(lines)
    return (
        f'<table class="others"><caption>{caption}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{inside}</tbody></table>"
    )


def paragraphs(*sentences: str) -> str:
    """Return paragraphs, empty ones left out."""
    return "".join(f"<p>{sentence}</p>" for sentence in sentences if sentence)


NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def none_or(number: int) -> str:
    """Return a small count that stands alone: none, one, two."""
    return NUMBERS[number] if number else "none"


def in_words(number: int, noun: str) -> str:
    """Return a small count in words: no shot, one shot, two shots."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"


def upper(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
