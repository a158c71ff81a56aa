"""The standard in which every chapter is written, checked on its source."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from backchannel.data import read_table
from backchannel.figures import CHARTS, FIGURES
from book.record.readings import CITING, READ, fingerprint, readings, unlisted, voices
from book.sources import front_matter

FOLDER = Path(__file__).resolve().parent.parent / "chapters"
PROBLEMS = FOLDER.parent / "exercises" / "problems"
CHAPTERS = [path for path in sorted(FOLDER.glob("*.md")) if "objectives" in front_matter(path)]
PAGES = sorted(FOLDER.glob("*.md"))

PARTS = (
    "At a glance",
    "Decision point",
    "Play",
    "What was known",
    "What happened",
    "The idea",
    "Where the model fails",
    "Check yourself",
    "Back to your prediction",
    "Go deeper",
    "Do",
    "Summary",
)
CORE = (
    "Decision point",
    "Play",
    "What was known",
    "What happened",
    "The idea",
    "Where the model fails",
    "Summary",
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^(:{3,}|`{3,})\{.*?^\1$", re.DOTALL | re.MULTILINE)

each_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


def sections(path: Path) -> dict[str, str]:
    """Return the sections of a chapter: heading to text."""
    parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def part(path: Path, name: str) -> str:
    """Return the text of the part of that name."""
    return next(text for heading, text in sections(path).items() if heading.startswith(name))


def prose(text: str) -> str:
    """Return a text without cells, directives and tables, and its roles as the words they show."""
    text = re.sub(r"^\|.*\n", "", BLOCK.sub("", text), flags=re.MULTILINE)
    text = re.sub(r"\{cite:\w+\}`[^`]*`", "", text)
    return re.sub(r"\{[a-z:]+\}`([^`<]+?)\s*(?:<[^>`]+>)?`", r"\1", text)


def visible_lines(path: Path) -> list[list[str]]:
    """Return the lines of code that a reader sees, cell by cell."""
    cells = [match[1] for match in CELL.finditer(path.read_text(encoding="utf-8"))]
    shown = [cell for cell in cells if "remove-input" not in cell]
    return [[line for line in cell.splitlines() if line and line[0] != ":"] for cell in shown]


@each_page
def test_a_page_has_a_title_and_a_description(path: Path) -> None:
    found = front_matter(path)
    assert found["title"]
    assert 40 <= len(found["description"]) <= 170


@each_chapter
def test_the_parts_stand_in_order(path: Path) -> None:
    headings = list(sections(path))
    # A prediction that the move takes up stands before it, another after what was known.
    taken_up = ":prediction:" in part(path, "Play")
    before = next(each for each in headings if each.startswith("Play" if taken_up else "What h"))
    assert headings.index("Your prediction") == headings.index(before) - 1
    headings.remove("Your prediction")
    assert len(headings) == len(PARTS)
    for heading, name in zip(headings, PARTS, strict=True):
        assert re.match(rf"{name}(: |$)", heading), f"{heading!r} should begin with {name!r}"


@each_chapter
def test_the_core_has_the_length_of_a_sitting(path: Path) -> None:
    words = sum(len(prose(part(path, name)).split()) for name in CORE)
    assert 1200 <= words <= 1800


@each_chapter
def test_every_objective_is_checked_and_summed_up(path: Path) -> None:
    objectives: dict[str, Any] = front_matter(path)["objectives"]
    checks = re.findall(r"^:objective: (\w+)$", part(path, "Check yourself"), re.MULTILINE)
    assert 3 <= len(checks) <= 5
    assert set(checks) == set(objectives)
    summary = part(path, "Summary")
    for name in objectives:
        assert f"- **{name.capitalize()}.**" in summary


@each_chapter
def test_the_prediction_is_taken_up_again(path: Path) -> None:
    asked = re.findall(r"^:::\{prediction\} (\S+)$", part(path, "Your prediction"), re.MULTILINE)
    answered = re.findall(r"^:::\{review\} (\S+)$", part(path, "Back to"), re.MULTILINE)
    assert asked == answered != []
    choices = part(path, "Your prediction").count("\n- ")
    assert part(path, "Back to").count("\n- ") == choices >= 2


@each_chapter
def test_both_capitals_speak_with_sources(path: Path) -> None:
    views = part(path, "Where the model fails")
    for capital in ("Tehran", "Washington"):
        text = re.split(r"^### ", views.split(f"### As seen from {capital}")[1], flags=re.MULTILINE)
        assert len(re.findall(r"\{cite|\{event", text[0])) >= 2, capital


@each_chapter
@pytest.mark.parametrize(
    "name",
    ["Decision point", "What was known", "What happened", "Where the model fails", "Go deeper"],
)
def test_what_is_said_of_a_day_or_year_has_its_source(path: Path, name: str) -> None:
    text = re.sub(r"^(\||###).*\n", "", BLOCK.sub("", part(path, name)), flags=re.MULTILINE)
    paragraphs = text.strip().split("\n\n")
    sourced = [bool(re.search(r"\{cite|\{event|<codebook>", paragraph)) for paragraph in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        if re.search(rf"\b(\d+ ({MONTHS})|(19|20)\d\d)\b", paragraph):
            # A paragraph may go on with what the one before it has sourced.
            assert sourced[index] or (index and sourced[index - 1]), paragraph


@each_chapter
def test_a_chapter_is_played_reads_data_and_is_discussed(path: Path) -> None:
    assert re.search(r"explorer\(\"\w+\"\)", part(path, "Play"))
    called = re.findall(r"figure\(\"(\w+)\"\)|(\w+)_beside\(", path.read_text(encoding="utf-8"))
    assert {name for names in called for name in names} & set(CHARTS), "a chart of the record"
    assert re.search(r"^To discuss: \*\*.+\?\*\*$", part(path, "Do"), re.MULTILINE)
    weighed = re.findall(
        r"^\| (The claims?, weighed|For|Against|The model adds|Open) \|",
        part(path, "Where the model fails"),
        re.MULTILINE,
    )
    assert [weighed[0][:9], *weighed[1:]] == [
        "The claim",
        "For",
        "Against",
        "The model adds",
        "Open",
    ]


def test_every_claim_leads_to_its_chapter() -> None:
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| .+ \|$", (FOLDER / "claims.md").read_text("utf-8"), re.M
    )
    claims = [chapters for _, chapters in rows[1:]]
    assert len(claims) == 10
    named = {name for chapters in claims for name in re.findall(r"<([a-z0-9-]+)>", chapters)}
    assert named == {path.stem for path in CHAPTERS}


@each_page
def test_events_and_figures_are_known_by_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = {str(row["id"]) for row in read_table("events")}
    assert set(re.findall(r"\{event\}`[^`]*<([^>]+)>`", text)) <= known
    assert set(re.findall(r"(?:figure|explorer)\(\"(\w+)\"\)", text)) <= set(FIGURES)


@each_chapter
def test_code_is_short_and_outweighed_by_words(path: Path) -> None:
    cells = visible_lines(path)
    assert max(len(cell) for cell in cells) <= 12
    words = len(prose(path.read_text(encoding="utf-8")).split())
    assert words >= 25 * sum(len(cell) for cell in cells)


@each_page
def test_the_source_has_one_sentence_a_line(path: Path) -> None:
    for line in prose(path.read_text(encoding="utf-8")).splitlines():
        listed = re.match(r"\d+\. ", line)
        if listed or line.startswith(("#", "- ", "  ", "|", "title:", "description:", "level:")):
            continue
        ends = re.findall(r"(?<![A-Z]\.)(?<!\bv)[.?!]\"?\s+(?=[A-Z])", line.replace("**", ""))
        assert not ends, line


def test_the_counts_in_the_chapter_on_proxies_are_those_of_the_table() -> None:
    text = prose(part(FOLDER / "proxies.md", "What happened"))
    rows = {str(row["as_of"]): row for row in read_table("attacks_2023_24")}
    first, last = rows["2023-10-30"], rows["2024-01-30"]
    assert f"stood at {first['low']} on 30 October" in text
    assert f"at {last['low']} or {last['high']} on 30 January" in text


@each_page
def test_wording_is_neutral_and_of_its_time(path: Path) -> None:
    text = prose(path.read_text(encoding="utf-8"))
    found = re.search(
        r"\b(regime|mullahs?|the Iranians|the Americans|today's|currently|nowadays)\b", text
    )
    assert not found, found and found[0]
    years = {int(year) for year in re.findall(r"\b20(\d\d)\b", text)}
    assert max(years, default=0) <= 25


@each_page
def test_every_cited_sentence_was_read_as_it_stands(path: Path) -> None:
    # A new or changed sentence wants a row in data/readings.csv: read it against its source.
    # python -m book.record.readings PAGE prints the rows.
    assert unlisted(path.stem) == []
    lines = path.read_text(encoding="utf-8").splitlines()
    cited = {fingerprint(line) for line in lines if CITING.search(line)}
    kept = {row["fingerprint"] for row in readings() if row["page"] == path.stem}
    assert not kept - cited, "rows of data/readings.csv whose sentence is gone"


def test_readings_say_how_and_few_are_unread() -> None:
    counts = Counter(row["verification"] for row in readings())
    assert set(counts) <= set(READ)
    assert counts["unread"] <= 5
    assert counts["read"] >= 0.55 * counts.total()


@each_chapter
def test_both_capitals_and_those_between_are_heard_in_their_own_words(path: Path) -> None:
    heard = voices(path.read_text(encoding="utf-8"))
    iranian, american = heard["Iranian, published in Iran"], heard["American"]
    assert iranian >= 4
    assert american >= 4
    assert max(iranian, american) <= 5 * min(iranian, american)
    assert heard["Iraqi, Lebanese, Omani, Qatari"] + heard["Others"] >= 3
    assert heard["Scholarship"] >= 3


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_say_where_they_lead(path: Path) -> None:
    mute = re.compile(r"[`\[](?:here|this|there|more|link|page)(?: <|\])", re.IGNORECASE)
    assert not mute.search(path.read_text(encoding="utf-8"))


def test_times_are_the_sum_of_what_chapters_and_problem_sets_take() -> None:
    """Minutes stand at the head of each chapter, and in the heading of each question."""
    pages = {path.stem: front_matter(path) for path in PAGES}
    heading = re.compile(r"^# .*, (\d+) minutes\)$", re.MULTILINE)
    questions, memos = 0, 0
    for path in sorted(PROBLEMS.glob("ps*.md")):
        *each, memo = map(int, heading.findall(path.read_text(encoding="utf-8")))
        text = part(FOLDER / f"{front_matter(path)['chapter']}.md", "Do")
        assert f"about {sum(each)} minutes, and the memo another {memo};" in text
        questions, memos = questions + sum(each), memos + memo
    chapters = sum(page["minutes"] for page in pages.values() if "objectives" in page)
    hours = (chapters + pages["python-you-need"]["minutes"]) / 60
    hours += questions / 60
    words = {5: "five", 19: "Nineteen"}
    text = (FOLDER / "introduction.md").read_text(encoding="utf-8")
    assert f"**{words[round(hours)]} hours, for all of it**" in text
    assert f"their seven memos take {words[round(memos / 60)]} hours more" in text


def test_every_term_has_a_source_and_its_persian_word() -> None:
    text = (FOLDER / "glossary.md").read_text(encoding="utf-8")
    entries = re.findall(
        r"^(\S.*)\n((?:  .*\n|\n(?=  ))+)", text.split("{glossary}")[1], re.MULTILINE
    )
    assert len(entries) >= 60
    assert [term for term, _ in entries] == sorted({term for term, _ in entries}, key=str.casefold)
    for term, body in entries:
        definition, _, persian = body.partition("\n\n")
        assert "{cite:" in definition, term
        assert re.match(r"  In Persian(, in our own rendering)?: [\u0600-\u06ff]", persian), term
        assert "our own" in persian or "{cite:p}" in persian, term


def test_the_page_says_which_words_are_persian(site: Path) -> None:
    page = (site / "chapters" / "glossary.html").read_text(encoding="utf-8")
    assert page.count('lang="fa" dir="rtl"') >= 60
    assert 'lang="ar"' not in page
