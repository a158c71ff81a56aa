"""The nursery: `python -m nursery [--without-walls] LINE`, started by `rooms`, forks rooms.

On the line, an open socket, each message is a byte with a socket: a room that is asked for.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from socket import recv_fds, socket
from typing import NoReturn

from . import tables  # noqa: F401 - adds its kinds of data
from .desk import Desk
from .plain_data import send
from .shell import Shell, new_shell
from .walls import WallError, leave, protect_memory, wall_off

CHECKED_EVERY = 100  # milliseconds


def main() -> None:
    """Fork a room for each socket that comes, until the line ends."""
    line, walls = socket(fileno=int(sys.argv[-1])), "--without-walls" not in sys.argv
    shell = new_shell()
    if walls:
        protect_memory()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked for rooms
    while True:
        _, rooms, _, _ = recv_fds(line, 1, 1)
        if not rooms:
            return
        if os.fork() == 0:
            line.close()
            _watch(socket(fileno=rooms[0]), shell, walls)
        os.close(rooms[0])


def _watch(line: socket, shell: Shell, walls: bool) -> NoReturn:
    """Put a student's process behind walls, and end it when the room is no longer asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        folder = "" if walls else tempfile.mkdtemp()
        if walls:
            leave()
        child = os.fork()
        if child == 0:
            _sit_down(line, shell, folder)
        ends = select.poll()
        ends.register(line, 0)  # only that the other side is closed
        while not (ended := os.wait4(child, os.WNOHANG))[0]:
            if ends.poll(CHECKED_EVERY):
                os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(ended[1])
        seconds = ended[2].ru_utime + ended[2].ru_stime
        send(line, {"ended": code, "seconds": seconds})
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
    except BaseException as error:
        with suppress(OSError):
            send(line, {"no walls": f"{error}"})
    finally:
        os._exit(0)


def _sit_down(line: socket, shell: Shell, folder: str) -> NoReturn:
    """Be the student's process, behind walls unless there is a folder without them."""
    try:
        if not folder:
            wall_off()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.chdir(folder or "/tmp")
        Desk(shell, line).serve()
    except WallError as error:
        send(line, {"no walls": str(error)})
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
