"""The prompts as a deck for Anki: the same file for the same prompts, and one that updates."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import genanki
from sphinx.application import Sphinx

from ..sources import CHAPTERS, front_matter
from .prompts import Prompt, prompts

NAME = "the-delicate-dance.apkg"
DECK, MODEL = 1_726_402_511, 1_726_402_512
"""By which Anki knows deck and kind of note again; drawn once, and never to be changed."""
MADE = 1_764_500_000.0
"""What the file says of when it was made: always the same, or each build would differ."""

CARD = genanki.Model(
    MODEL,
    "The Delicate Dance",
    fields=[{"name": name} for name in ("Ask", "Choices", "Answer", "Why", "Source")],
    templates=[
        {
            "name": "Prompt",
            "qfmt": "<p>{{Ask}}</p>{{Choices}}",
            "afmt": "{{FrontSide}}<hr id=answer><p><b>{{Answer}}</b></p><p>{{Why}}</p>"
            "<p><small>{{Source}}</small></p>",
        }
    ],
    css=".card { font: 20px/1.45 serif; margin: 1em auto; max-width: 34em; }",
)


class Note(genanki.Note):
    """A prompt, which Anki knows by its name whatever becomes of its words."""

    @property
    def guid(self) -> str:
        """Return what Anki knows the note by."""
        return str(genanki.guid_for("the-delicate-dance", self.tags[-1]))


def note(prompt: Prompt) -> Note:
    """Return a prompt as a note of the deck; its choices stand in the order of the alphabet."""
    choices = sorted((prompt.answer, *prompt.wrong)) if prompt.wrong else []
    listed = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
    title = front_matter(CHAPTERS / f"{prompt.chapter}.md")["title"]
    return Note(
        model=CARD,
        fields=[
            escape(prompt.ask),
            f"<ul>{listed}</ul>" if listed else "",
            escape(prompt.answer),
            escape(prompt.why),
            escape(f"{title}. Source: {prompt.of.words}."),
        ],
        tags=[prompt.chapter, f"{prompt.chapter}-{prompt.objective}", prompt.name],
    )


def deck() -> bytes:
    """Return the deck as the file that Anki imports."""
    made = genanki.Deck(DECK, "The Delicate Dance")
    for prompt in prompts():
        made.add_note(note(prompt))
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        genanki.Package(made).write_to_file(str(path), timestamp=MADE)
        found = BytesIO()
        # Packed again, because a zip says of each of its files when it was written.
        with ZipFile(path) as written, ZipFile(found, "w", ZIP_DEFLATED) as archive:
            for name in sorted(written.namelist()):
                archive.writestr(ZipInfo(name), written.read(name), ZIP_DEFLATED)
    return found.getvalue()


def write_deck(app: Sphinx, error: Exception | None) -> None:
    """Write the deck among the downloads."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "downloads"
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(deck())
