"""A course for every test of grading, released once: a copy of one's own takes no time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exercises.grading.course import Course

SETS = ["ps1-why-secret", "ps2-proxies"]


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course in which two sets are released and nobody has handed in."""
    course = Course(tmp_path_factory.mktemp("released") / "course")
    course.release("default", SETS)
    return course.folder


@pytest.fixture
def released_course(released: Path, tmp_path: Path) -> Course:
    """Return a copy of that course of one's own."""
    return Course(Path(shutil.copytree(released, tmp_path / "course", copy_function=shutil.copy2)))
