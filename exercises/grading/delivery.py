"""Takes in what students handed in, as learning management systems, nbgrader or a folder have it.

Each layout is a pattern for the path of a file in a download: Canvas and Blackboard put student,
attempt and file name into one name, Moodle makes a folder for each student, nbgrader's exchange
one for each attempt. Nothing is guessed in silence: what fits no pattern is named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from operator import itemgetter
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST = 100 * 2**20
"""A notebook above this many bytes is not taken in."""

LAYOUTS = {
    "Moodle": r"(?:.*/)?(?P<student>[^/]+_\d+)_assignsubmission_file_?/?(?P<name>.+)",
    "Blackboard": r"(?:.*/)?[^/]*_(?P<student>[^_/]+)_attempt_"
    r"(?P<attempt>\d{4}(?:-\d\d){5})_(?P<name>[^/]+)",
    "Canvas": r"(?:.*/)?(?P<student>[^_/]+(?P<late>_LATE)?_\d+)_\d+_(?P<name>[^/]+)",
    "nbgrader's exchange": r"(?:.*/)?(?P<student>[^/+]+)\+(?P<assignment>[^/+]+)\+"
    r"(?P<attempt>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^/+]*)(?:\+[^/]*)?/(?P<name>.+)",
    "student and set": r"(?:.*/)?(?P<student>[^/]+)/(?P<assignment>SETS)/(?P<name>[^/]+)",
    "student": r"(?:.*/)?(?P<student>[^/]+)/(?P<name>[^/]+)",
    "loose notebooks": r"(?P<name>[^/]+)",
}
"""What a path looks like in each kind of download, the more particular first."""

NOISE = re.compile(r"(^|/)(__MACOSX|\.[^./][^/]*|[^/]*\.ipynb_checkpoints)(/|$)")
ODD = re.compile(r"[\[\]*?/\\]|^[.\s]+|\s+$")  # nbgrader looks for folders by such signs
COPY = re.compile(r"[-_ ]?\((\d+)\)$|-(\d+)$")  # "set (1)", and "set-1" as Canvas counts


@dataclass(frozen=True)
class HandIn:
    """A notebook that was handed in: whose, for which assignment, at which attempt."""

    student: str
    assignment: str
    attempt: tuple[str, int]
    content: bytes = field(repr=False)
    time: str = ""

    def lie_in(self, submitted: Path) -> str:
        """Put it where nbgrader looks; return "new", "replaced" or "there already"."""
        place = submitted / self.student / self.assignment / f"{self.assignment}.ipynb"
        before = place.read_bytes() if place.is_file() else None
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.time:
            (place.parent / "timestamp.txt").write_text(self.time, encoding="utf-8")
        if before == self.content:
            return "there already"
        place.write_bytes(self.content)
        return "new" if before is None else "replaced"


@dataclass
class Delivery:
    """What a download held: the last notebook of each student and set, and what was left."""

    found: dict[tuple[str, str], HandIn] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def add(self, one: HandIn, path: str) -> None:
        """Keep a notebook, or the later one of two attempts; of two alike in all, name one."""
        key = (one.student, one.assignment)
        other = self.found.get(key)
        if other and other.attempt == one.attempt and other.content != one.content:
            self.left.append(f"{path}: a second notebook of {one.student}; keep one of the two")
        elif not other or one.attempt > other.attempt:
            self.found[key] = one


def read_delivery(
    source: Path, sets: list[str], assignment: str = "", zone: str = "UTC"
) -> Delivery:
    """Read a download: a zip file or a folder.

    Parameters
    ----------
    source
        The download of Canvas, Moodle or Blackboard, a folder of notebooks, or the exchange's
        folder ``inbound``.
    sets
        The names of the assignments that were released.
    assignment
        What a notebook is that does not say so itself.
    zone
        The time zone of Blackboard's clock, such as Europe/Berlin.

    Raises
    ------
    FileNotFoundError
        If there is nothing at that place.
    ValueError
        If the file is no zip file.

    """
    delivery = Delivery()
    files = sorted(_files(source), key=itemgetter(0))
    known = Known(sets, assignment, zone, _blackboard_users(files))
    forms = [form.replace("SETS", "|".join(map(re.escape, sets))) for form in LAYOUTS.values()]
    for path, read in files:
        if NOISE.search(path) or path.endswith("/timestamp.txt"):
            continue
        layout = next(found for form in forms if (found := re.fullmatch(form, path)))
        content = read()
        if content is None:
            delivery.left.append(f"{path}: a link, or above {LARGEST >> 20} MB; ask for it again")
        elif path.lower().endswith(".zip"):
            _unpack(delivery, path, content, layout, known)
        elif path.lower().endswith(".ipynb"):
            _take(delivery, path, content, layout, known)
        elif path not in known.users:
            delivery.left.append(f"{path}: no notebook; only .ipynb files are graded")
    return delivery


@dataclass(frozen=True)
class Known:
    """What is known beside a file: the sets, what was said of them, whose the files are."""

    sets: list[str]
    assignment: str
    zone: str
    users: dict[str, str]


def _take(
    delivery: Delivery, path: str, content: bytes, layout: re.Match[str], known: Known
) -> None:
    """Add a notebook to a delivery, or say why it cannot be placed."""
    sets, given = known.sets, known.assignment
    parts = layout.groupdict()
    stem = PurePosixPath(parts["name"]).stem
    copy = COPY.search(stem)
    name = COPY.sub("", stem)
    own = _names_itself(content) or parts.get("assignment") or given
    assignment = own if own in sets else next((each for each in sets if each in name), given)
    student = known.users.get(path) or (parts.get("student") or "").replace("_LATE", "")
    if not student:  # a loose file: what is left of its name
        student = name.replace(assignment, "").strip(" -_.") if assignment else name
    student = ODD.sub("-", student).strip()
    if assignment not in sets:
        known_sets = ", ".join(sets) or "none, so release one first"
        delivery.left.append(
            f"{path}: of which assignment? Say ASSIGNMENT=... (released: {known_sets})"
        )
    elif not student:
        delivery.left.append(f"{path}: of which student? Put the student's name into the file's")
    else:
        number = int(next((digits for digits in copy.groups() if digits), 0)) if copy else 0
        attempt = time = parts.get("attempt") or ""
        if time and " " not in time:  # Blackboard's: 2027-03-01-12-30-45, by the server's clock
            time = f"{time[:10]} {time[11:].replace('-', ':')} {known.zone}"
        delivery.add(HandIn(student, assignment, (attempt, number), content, time), path)


def _unpack(
    delivery: Delivery, path: str, content: bytes, layout: re.Match[str], known: Known
) -> None:
    """Take the one notebook out of a zip file that a student handed in."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            inside = [
                each
                for each in archive.infolist()
                if each.filename.lower().endswith(".ipynb") and not NOISE.search(each.filename)
            ]
            if len(inside) == 1 and inside[0].file_size <= LARGEST:
                _take(delivery, path, archive.read(inside[0]), layout, known)
                return
        delivery.left.append(f"{path}: holds {len(inside)} notebooks; unpack it and keep one")
    except BadZipFile:
        delivery.left.append(f"{path}: the zip file is damaged; ask for it again")


def _files(source: Path) -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    """Yield each file of a folder or zip file by its path, with what reads it."""
    if source.is_dir():
        for path in source.rglob("*"):
            if path.is_file():
                yield path.relative_to(source).as_posix(), partial(_of_file, path)
    elif source.is_file():
        try:
            archive = ZipFile(source)
        except BadZipFile:
            raise ValueError(f"{source.name} is no zip file: download it again.") from None
        for each in archive.infolist():
            if not each.is_dir():
                yield each.filename, partial(_of_archive, archive, each)
    else:
        raise FileNotFoundError(f"There is no {source}: give the downloaded file, FROM=...")


def _of_file(path: Path) -> bytes | None:
    fits = path.stat().st_size <= LARGEST and not path.is_symlink()
    return path.read_bytes() if fits else None


def _of_archive(archive: ZipFile, each: ZipInfo) -> bytes | None:
    return archive.read(each) if each.file_size <= LARGEST else None


def _names_itself(content: bytes) -> str:
    """Return the problem set that a notebook says it is, or nothing."""
    try:
        said = json.loads(content)["metadata"]["problem_set"]
    except (ValueError, KeyError, TypeError):
        return ""
    return said if isinstance(said, str) else ""


def _blackboard_users(files: list[tuple[str, Callable[[], bytes | None]]]) -> dict[str, str]:
    """Return whose each file is by the note that Blackboard adds, for it and for the note.

    A user's name may hold the sign that Blackboard sets between the parts of a file's name.
    """
    users: dict[str, str] = {}
    for path, read in files:
        if note := re.fullmatch(r"(.*_attempt_\d{4}(?:-\d\d){5})\.txt", path):
            text = (read() or b"").decode("utf-8", "replace")
            if said := re.search(r"^Name:.*\(([^()]+)\)\s*$", text, re.MULTILINE):
                users |= {each: said[1] for each, _ in files if each.startswith(note[1])}
            users.setdefault(path, "")
    return users
