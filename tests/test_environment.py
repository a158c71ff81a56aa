"""Setting up: nothing is resolved, states that went wrong are mended or named, sizes are kept."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution, distributions
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from packaging.requirements import Requirement

import environment

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".venv" / "bin" / "uv"
BARE = "/usr/bin:/bin"
WITH_UV = f"{UV.parent}:{BARE}"

MEGABYTES = {"requirements.txt": 640, "tests/requirements.txt": 360}
"""The most that each lock may bring, by what its packages list (headers of Node.js aside)."""

SECONDS_OF_PYTHON = {"backchannel.widgets": 16, "ipykernel.kernelapp": 8, "nbgrader.apps": 28}
"""What an import may cost, as a multiple of importing what Python itself brings for the web."""


def names(lock: str) -> set[str]:
    """Return the packages that a lock installs on this machine."""
    lines = re.findall(r"^[a-z0-9][^\\\n]*", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    wanted = [Requirement(line.strip()) for line in lines]
    return {each.name for each in wanted if not each.marker or each.marker.evaluate()}


def wheel(
    folder: Path, name: str, version: str, files: dict[str, str], needs: tuple[str, ...] = ()
) -> str:
    """Make a small wheel, and return its line in a lock file."""
    info = f"{name}-{version}.dist-info"
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: toml\n"
    body = {
        **files,
        f"{info}/METADATA": head + "".join(f"Requires-Dist: {need}\n" for need in needs),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = ""
    for path, text in body.items():
        hashed = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{path},sha256={hashed.decode()},{len(text.encode())}\n"
    body[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    place = folder / name / f"{name}-{version}-py3-none-any.whl"
    place.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(place, "w") as archive:
        for path, text in body.items():
            member = ZipInfo(path)
            member.external_attr = 0o100755 << 16
            archive.writestr(member, text)
    names = [file.name for file in place.parent.glob("*.whl")]
    links = "".join(f'<a href="{each}">{each}</a>' for each in names)
    (place.parent / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    return f"{name}=={version} \\\n    --hash=sha256:{digest}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Make a course of a few packages in a folder with a space and Persian letters, and an index.

    Besides what the lock lists the index offers a newer version of a package that another
    wants with an extra: what made set-up fail for everyone in November 2026.
    """
    root, index = tmp_path / "the course درس", tmp_path / "index"
    (root / "tests").mkdir(parents=True)
    (root / "book" / "live").mkdir(parents=True)
    (root / environment.LIVE).write_text(wheel(index, "pure", "1.0", {"pure.py": ""}), "utf-8")
    script = f'#!/bin/sh\nexec "{UV}" "$@"\n'
    (root / "requirements.txt").write_text(
        wheel(index, "alpha", "1.0", {"alpha.py": ""}, ("beta[toml]",))
        + wheel(index, "beta", "1.0", {"beta.py": "version = 1"})
        + wheel(index, "uv", "1.0", {"uv-1.0.data/scripts/uv": script}),
        encoding="utf-8",
    )
    wheel(index, "beta", "2.0", {"beta.py": "version = 2"})
    wheel(index, "epsilon", "1.0", {"epsilon.py": ""})  # wanted, and left out of the lock
    (root / "tests" / "requirements.txt").write_text(
        wheel(index, "gamma", "1.0", {"gamma.py": ""}, ("epsilon",)), encoding="utf-8"
    )
    (root / "pyproject.toml").write_text('[project]\nname = "course"\nversion = "1"\n', "utf-8")
    (root / "package-lock.json").write_text("{}", encoding="utf-8")
    shutil.copy(ROOT / "environment.py", root)
    return root


def set_up(
    root: Path,
    *parts: str,
    path: str | None = None,
    python: Path = Path(sys.executable),
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Set a course up from the local index alone; npm and the project itself are left out."""
    code = (
        "import environment, pathlib; "
        "environment.install_from_npm = lambda root, with_tests: None; "
        "uv = environment.run_uv; "
        "environment.run_uv = lambda root, *words: '--editable' in words or uv(root, *words); "
        f"environment.main(pathlib.Path({str(root)!r}), {['book', *parts]!r})"
    )
    index = (root.parent / "index").as_uri()
    return subprocess.run(
        [str(python), "-c", code],
        cwd=root,
        env={
            "PATH": path or WITH_UV,
            "HOME": str(root.parent),
            "PYTHONPATH": more.pop("PYTHONPATH", str(root)),
            "PIP_INDEX_URL": index,
            "UV_CACHE_DIR": str(root.parent / "cache"),
            **more,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def installed(root: Path) -> dict[str, str]:
    """Return the packages in the environment of a course, with their versions."""
    places = (root / ".venv" / "lib").glob("python*/site-packages")
    found = distributions(path=[str(place) for place in places])
    return {each.name: each.version for each in found if each.name not in ("pip", "setuptools")}


@pytest.mark.parametrize("path", [BARE, WITH_UV], ids=["pip", "uv"])
def test_nothing_is_resolved_though_the_index_is_newer(course: Path, path: str) -> None:
    done = set_up(course, path=path)
    assert done.returncode == 0, done.stderr
    assert installed(course) == {"alpha": "1.0", "beta": "1.0", "uv": "1.0"}
    assert set_up(course, "tests").returncode == 0
    assert installed(course) == {"alpha": "1.0", "beta": "1.0", "uv": "1.0", "gamma": "1.0"}


def test_the_same_index_breaks_a_set_up_that_looks_at_dependencies(course: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--require-hashes", "--target", "somewhere"]
    done = subprocess.run(
        [*pip, "--requirement", "requirements.txt"],
        cwd=course,
        env={**os.environ, "PIP_INDEX_URL": (course.parent / "index").as_uri()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "must have their versions pinned" in done.stderr


@pytest.mark.parametrize("has", ["uv", "pip", "nothing"])
def test_a_python_without_ensurepip_is_helped_or_told(
    course: Path, tmp_path: Path, has: str
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    (gone / "ensurepip.py").write_text("raise ImportError('not here')", encoding="utf-8")
    [oldest] = (ROOT / ".venv" / "lib").glob("python*/site-packages/pip")
    (gone / "pip").symlink_to(oldest)
    if has == "nothing":
        (gone / "pip").unlink()
        (gone / "pip.py").write_text("raise ImportError('not here')", encoding="utf-8")
    done = set_up(course, path=WITH_UV if has == "uv" else BARE, PYTHONPATH=f"{gone}:{course}")
    if has == "nothing":
        assert done.returncode != 0
        assert "apt install python3-venv" in done.stderr
    else:
        assert done.returncode == 0, done.stderr
        assert installed(course)["beta"] == "1.0"


def spoil_the_stamp(root: Path) -> Path:
    (root / ".venv" / "installed").write_text('{"folder": ', encoding="utf-8")
    return root


def interrupt(root: Path) -> Path:
    (root / ".venv" / "installed").unlink()
    shutil.rmtree(next((root / ".venv").glob("lib/python*/site-packages/beta-1.0.dist-info")))
    return root


def lose_the_python(root: Path) -> Path:
    (root / ".venv" / "bin" / "python").unlink()
    (root / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    return root


def move(root: Path) -> Path:
    return root.rename(root.with_name("elsewhere"))


def change_the_lock(root: Path) -> Path:
    lock = root / "requirements.txt"
    beta = environment.stanza(lock.read_text("utf-8"), "beta")
    newer = wheel(root.parent / "index", "beta", "2.0", {"beta.py": "version = 2"})
    lock.write_text(lock.read_text("utf-8").replace(beta, newer), "utf-8")
    return root


@pytest.mark.parametrize(
    "spoil", [spoil_the_stamp, interrupt, lose_the_python, move, change_the_lock]
)
def test_a_half_made_or_old_environment_is_made_anew(course: Path, spoil: object) -> None:
    assert set_up(course, "tests").returncode == 0
    root: Path = spoil(course)  # type: ignore[operator]
    (root / ".venv" / "left-over").touch()
    done = set_up(root)
    assert done.returncode == 0, done.stderr
    assert not (root / ".venv" / "left-over").exists()
    assert installed(root)["beta"] == ("2.0" if spoil is change_the_lock else "1.0")
    assert subprocess.run([root / ".venv" / "bin" / "python", "-c", "import alpha"], check=True)


def test_what_is_whole_is_left_alone(course: Path) -> None:
    assert set_up(course, "tests").returncode == 0
    (course / ".venv" / "left-over").touch()
    for parts in ((), ("tests",)):
        assert set_up(course, *parts).returncode == 0
    assert (course / ".venv" / "left-over").exists()


def test_a_changed_list_of_tests_adds_to_what_is_there(course: Path) -> None:
    assert set_up(course, "tests").returncode == 0
    lock = course / "tests" / "requirements.txt"
    lock.write_text(wheel(course.parent / "index", "delta", "1.0", {"delta.py": ""}), "utf-8")
    (course / ".venv" / "left-over").touch()
    assert set_up(course, "tests").returncode == 0
    assert installed(course)["delta"] == "1.0"
    assert (course / ".venv" / "left-over").exists()


def test_a_damaged_package_is_refused_in_words(course: Path) -> None:
    lock = course / "requirements.txt"
    lock.write_text(
        re.sub(r"(beta.*\n.*sha256:)....", r"\g<1>0000", lock.read_text("utf-8")), "utf-8"
    )
    done = set_up(course)
    assert done.returncode != 0
    assert "beta" in done.stderr
    assert "This command failed" in done.stderr
    assert not (course / ".venv" / "installed").exists()


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(environment.SetUpError, match=r"make PYTHON=python3\.12"):
        environment.main(tmp_path, ["book"])


@pytest.mark.parametrize("lock", MEGABYTES)
def test_an_environment_keeps_to_its_size(lock: str) -> None:
    total = 0
    for name in names(lock):
        for file in distribution(name).files or ():
            if "/include/" not in str(file) and file.suffix != ".pyc":
                total += file.size or 0
    assert 0 < total / 1e6 < MEGABYTES[lock]


def test_what_costs_every_process_seconds_stays_out() -> None:
    here = {re.sub(r"[-_.]+", "-", each.name).lower() for each in distributions()}
    assert not here & {"rfc3987-syntax", "axelrod", "torch", "jedi", "debugpy"}
    assert not names("requirements.txt") & {"playwright", "pytest", "mypy", "hypothesis"}
    assert names("requirements.txt") | names("tests/requirements.txt") <= here


@pytest.mark.parametrize("module", SECONDS_OF_PYTHON)
def test_an_import_costs_no_more_than_it_should(module: str) -> None:
    def seconds(name: str) -> float:
        code = f"import time; import {name}; print(time.process_time())"
        runs = [
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            for _ in range(3)
        ]
        return min(float(run.stdout) for run in runs)

    assert seconds(module) < SECONDS_OF_PYTHON[module] * seconds(
        "http.server, email, json, asyncio"
    )


def test_the_stamp_names_the_folder_and_each_lock() -> None:
    stamp = json.loads((ROOT / ".venv" / "installed").read_text("utf-8"))
    assert stamp == {
        "folder": str(ROOT),
        **{part: environment.fingerprint(ROOT, files) for part, files in environment.LOCKS.items()},
    }
