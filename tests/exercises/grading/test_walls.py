"""What a student's code tries at the walls; without walls, the same tries get through."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.grading import rooms
from exercises.grading.rooms import NotGradedError, NoWallsError, Nursery, nursery

ROOT = Path(__file__).resolve().parents[3]
CALL = "import ctypes; c = ctypes.CDLL(None, use_errno=True); assert"
HARMLESS = {
    "the problem sets": f"open({str(ROOT / 'exercises/problems/ps2-proxies.md')!r})",
    "the folder of the course": f"import os; os.listdir({str(ROOT)!r})",
    "the users of this machine": "open('/etc/passwd')",
    "a process that goes on": "import os; os.fork() or os._exit(0)",
    "a program": "import subprocess; subprocess.run(['/bin/true'], check=True)",
    "a command": "import os; assert os.system('true') == 0",
    "a program without Python's help": "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "a worker": "import multiprocessing as m; p = m.Process(target=int); p.start(); p.join()",
    "a connection": "import socket; socket.create_connection(('127.0.0.1', PORT), 2)",
    "a page": "import urllib.request as u; u.urlopen('http://127.0.0.1:PORT', timeout=2)",
    "a name on the network": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a line to another process": "import socket; socket.socket(socket.AF_UNIX)",
    "a place to listen at": "import socket; socket.create_server(('127.0.0.1', 0))",
    "the grader as a process": "import os; os.kill(GRADER, 0)",
    "the list of processes": "import os; assert any(n.isdigit() for n in os.listdir('/proc'))",
    "the memory of this process": "open('/proc/self/mem')",
    "a file in a shared place": "import tempfile; tempfile.TemporaryFile(dir='/dev/shm')",
    "a hundred megabytes on disk": "open('large', 'wb').write(bytes(100 * 2**20))",
    "ten thousand files": "[open(f'file-{n}', 'w').close() for n in range(10_000)]",
    "three gigabytes of memory": "import mmap; mmap.mmap(-1, 3 * 2**30)",
    "memory that is a file": "import os; os.memfd_create('hoard')",
    "memory that nobody counts": f"{CALL} c.shmget(0, 4096, 0o1600) >= 0",
    "a thousand open files": "kept = [open('/dev/zero') for _ in range(1000)]",
    "a namespace": f"{CALL} c.unshare(0x10000000) == 0",
    "the course as a module": "import exercises",
    "its models": "import backchannel",
}
"""Tries that do no harm where they succeed."""
MENDED = {
    "the grader's environment": "import os; os.environ['GRADERS_SECRET']",
    "an empty folder for all the others": "open('/note', 'w')",
    "a library": "import altair; open(altair.__file__, 'a')",
    "Python itself": "import os; open(os.__file__, 'a')",
    "a mount": f"{CALL} c.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0",
    "a look below the covers": f"{CALL} c.umount2(b'/proc', 2) == 0",
    "another root": "import os; os.chroot('/tmp')",
    "a trace": f"{CALL} c.ptrace(16, 1, 0, 0) == 0",
    "larger bounds": "import resource as r; r.setrlimit(r.RLIMIT_AS, (-1, -1))",
    "another user": "import os; os.setuid(0)",
    "a device": "import os, stat; os.mknod('disk', stat.S_IFBLK | 0o600, os.makedev(8, 0))",
    "another program in its place": "import os; os.execv('/bin/true', ['true'])",
    "the kernel's programs": f"{CALL} c.syscall(321, 0, None, 0) >= 0",
    "the line that rooms are asked for on": (
        "import os, stat\nfound = 0\nfor n in range(3, 60):\n    try: mode = os.fstat(n).st_mode\n"
        "    except OSError: mode = 0\n    found += stat.S_ISSOCK(mode)\nassert found > 1"
    ),
    "text of the tests in memory": (
        "import gc\nassert any('BEGIN' + ' HIDDEN' in str(vars(o)) for o in gc.get_objects() "
        "if type(o).__name__ == 'module' and o.__name__ != '__main__')"
    ),
}
"""Tries that would do harm, or that fail anyway for one who is not root."""


os.environ["GRADERS_SECRET"] = "for the grader alone"  # before the nursery is started


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def listening() -> Iterator[int]:
    """Listen on a port of this machine, and answer as little as a page can be."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def outcome(where: Nursery, place: Path, code: str, port: int) -> str:
    """Return what became of a try: got through, or the name of what stopped it."""
    code = code.replace("PORT", str(port)).replace("GRADER", str(os.getpid()))
    inside = "\n".join(f"    {line}" for line in code.splitlines())
    source = (
        f"try:\n{inside}\nexcept BaseException as error:\n    print('stopped by', "
        "type(error).__name__)\nelse:\n    print('got through')"
    )
    with where.room(place) as room:
        request = {"do": "run", "source": source, "seconds": 10, "shown": True}
        outputs = room.ask(request, 10)["outputs"]
    return str(outputs[0]["text"]).strip() if outputs else "nothing"


@pytest.mark.parametrize("what", [*HARMLESS, *MENDED])
def test_nobody_gets_through(what: str, place: Path, listening: int) -> None:
    code = (HARMLESS | MENDED)[what]
    assert outcome(nursery(walls=True), place, code, listening).startswith("stopped by")


def test_without_walls_the_same_gets_through(place: Path, listening: int) -> None:
    """Or the tries above would prove nothing."""
    said = {
        what: outcome(nursery(walls=False), place, code, listening)
        for what, code in HARMLESS.items()
        if what not in {"a page", "a thousand open files"}  # none answers; bounds differ
    }
    assert {what: one for what, one in said.items() if one != "got through"} == {}


def test_what_one_leaves_another_does_not_find(place: Path) -> None:
    (place / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    source = "import os; print(sorted(os.listdir('/tmp'))); open('left', 'w').close()"
    for _ in range(2):
        with nursery(walls=True).room(place) as room:
            reply = room.ask({"do": "run", "source": source, "seconds": 5, "shown": True}, 5)
        assert reply["outputs"][0]["text"] == "['table.csv']\n"


def test_nothing_lives_on(place: Path) -> None:
    source = (
        "import threading, time\ndef work():\n    while True: time.sleep(0.01)\n"
        "threading.Thread(target=work).start()"
    )
    nursery(walls=True).try_out()
    time.sleep(1)  # until what other tests left has ended
    before = descendants()
    with nursery(walls=True).room(place) as room:
        room.ask({"do": "run", "source": source, "seconds": 5, "shown": True}, 5)
        assert descendants() > before
    deadline = time.monotonic() + 20
    while descendants() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert descendants() <= before


def descendants() -> int:
    """Return how many processes descend from this one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found = {os.getpid()}
    while more := {child for child, parent in pairs if parent in found} - found:
        found |= more
    return len(found)


def test_what_will_not_stop_is_given_up(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "PATIENCE", 0.5)
    stubborn = "import signal; signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass"
    for code, words in {
        stubborn: "could not be interrupted",
        "import os; os._exit(0)": "ended Python",
        "import ctypes; ctypes.string_at(0)": "broke off",
    }.items():
        with (
            nursery(walls=True).room(place) as room,
            pytest.raises(NotGradedError, match=words),
        ):
            room.ask({"do": "run", "source": code, "seconds": 0.5, "shown": True}, 0.5)


def test_without_bubblewrap_grading_stops_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "_find_bubblewrap", lambda: None)
    with pytest.raises(NoWallsError, match=r"apt install bubblewrap.*--without-walls"):
        Nursery()
    monkeypatch.setattr(rooms, "_find_bubblewrap", lambda: "/bin/false")
    broken = Nursery()
    with pytest.raises(NoWallsError, match="container image"):
        broken.try_out()
    broken.close()


def test_the_nursery_ends_with_who_started_it(place: Path) -> None:
    code = (
        "import os, pathlib, sys\nfrom exercises.grading.rooms import nursery\n"
        f"room = nursery(walls=True).room(pathlib.Path({str(place)!r}))\n"
        "print(nursery(walls=True)._process.pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    deadline = time.monotonic() + 20
    while Path(f"/proc/{said.strip()}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert said.strip() and not Path(f"/proc/{said.strip()}").exists()
