"""What a process does to itself before it runs a student's code.

Linux only. It goes into namespaces of its own (user, mounts, processes, messages, network), covers
what it must not see, gives up every capability, bounds itself, and lets the kernel refuse what an
answer never needs: other processes, sockets, mounts, tracing. One process alone, so that the bound
on its memory is the bound on all of it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 2 * 2**30  # bytes of addresses; an idle room uses a quarter of a gigabyte
DISK = 64 * 2**20  # bytes in /tmp, which is memory
PROCESSOR_TIME = 300  # seconds for all of a submission
THREADS = 64  # of an ordinary user; for root the bound on memory holds
FILES = 128

_NEW_MOUNTS, _NEW_MESSAGES, _NEW_USER = 0x20000, 0x8000000, 0x10000000
_NEW_PROCESSES, _NEW_NETWORK = 0x20000000, 0x40000000
_PRIVATE, _READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS = 0x44000, 1, 2, 4, 8
_SET_DUMPABLE, _SET_FILTER, _NO_NEW_PRIVILEGES = 4, 22, 38
_CAPABILITY_VERSION = 0x20080522

_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_THREAD = 0x10000  # the flag of clone that makes a thread and not a process

# fmt: off
_REFUSED = {
    # Processes and programs           x86_64, aarch64
    "fork":                            (57, None),
    "vfork":                           (58, None),
    "execve":                          (59, 221),
    "execveat":                        (322, 281),
    "unshare":                         (272, 97),
    "setns":                           (308, 268),
    "ptrace":                          (101, 117),
    "process_vm_readv":                (310, 270),
    "process_vm_writev":               (311, 271),
    "pidfd_open":                      (434, 434),
    "pidfd_getfd":                     (438, 438),
    "personality":                     (135, 92),
    # The network
    "socket":                          (41, 198),
    "connect":                         (42, 203),
    "bind":                            (49, 200),
    "listen":                          (50, 201),
    "accept":                          (43, 202),
    "accept4":                         (288, 242),
    # Mounts
    "mount":                           (165, 40),
    "umount2":                         (166, 39),
    "pivot_root":                      (155, 41),
    "chroot":                          (161, 51),
    "open_tree":                       (428, 428),
    "move_mount":                      (429, 429),
    "fsopen":                          (430, 430),
    "fsmount":                         (432, 432),
    "mount_setattr":                   (442, 442),
    "open_by_handle_at":               (304, 265),
    # Memory that no bound counts
    "shmget":                          (29, 194),
    "semget":                          (64, 190),
    "msgget":                          (68, 186),
    "mq_open":                         (240, 180),
    "memfd_create":                    (319, 279),
    "memfd_secret":                    (447, 447),
    # Parts of the kernel that an answer never needs
    "bpf":                             (321, 280),
    "perf_event_open":                 (298, 241),
    "add_key":                         (248, 217),
    "request_key":                     (249, 218),
    "keyctl":                          (250, 219),
    "userfaultfd":                     (323, 282),
    "io_uring_setup":                  (425, 425),
}
_CLONE, _CLONE3 = (56, 220), 435
# fmt: on


class WallError(OSError):
    """The system does not let a wall be put up."""


def protect_memory(protected: bool = True) -> None:
    """Keep others of the same user from reading this process's memory, or let them."""
    _call("prctl", _SET_DUMPABLE, 0 if protected else 1, 0, 0, 0)


def leave() -> None:
    """Go into namespaces of one's own; the next process that is forked is the first in them."""
    user, group = os.getuid(), os.getgid()
    protect_memory(False)  # or the maps could not be written
    _call("unshare", _NEW_USER | _NEW_MOUNTS | _NEW_MESSAGES | _NEW_PROCESSES | _NEW_NETWORK)
    for name, words in {
        "setgroups": "deny",
        "uid_map": f"{user} {user} 1",
        "gid_map": f"{group} {group} 1",
    }.items():
        Path("/proc/self", name).write_text(words, encoding="ascii")
    protect_memory()


def wall_off() -> None:
    """Cover what is not to be seen, give everything up, and let no more be asked for."""
    _call("mount", b"none", b"/", None, _PRIVATE, None)
    bounded = f"size={DISK},nr_inodes=4096,mode=777".encode()
    _call("mount", b"tmpfs", b"/tmp", b"tmpfs", _NO_SUID | _NO_DEVICES | _NO_PROGRAMS, bounded)
    flags = _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_PROGRAMS
    _call("mount", b"tmpfs", b"/proc", b"tmpfs", flags, b"size=4k")
    for limit, most in {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: PROCESSOR_TIME,
        resource.RLIMIT_FSIZE: DISK,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_NPROC: THREADS,
    }.items():
        resource.setrlimit(limit, (most, most))
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())
    _refuse_calls()


def _call(name: str, *arguments: Any) -> None:
    """Call a function of the C library, and say which one failed."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments):
        number = ctypes.get_errno()
        raise WallError(number, f"{name}: {os.strerror(number)}")


def _refuse_calls() -> None:
    """Let the kernel refuse the calls above, for good."""
    machine = platform.machine()
    if machine not in _MACHINES:
        raise WallError(errno.ENOSYS, f"no list of system calls for {machine}")
    program = b"".join(_filter(_MACHINES[machine], list(_MACHINES).index(machine)))
    buffer = ctypes.create_string_buffer(program, len(program))
    packed = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _call("prctl", _SET_FILTER, 2, packed, 0, 0)


def _filter(machine: int, column: int) -> Iterator[bytes]:
    """Yield the filter's instructions: each refusal is a comparison and what to return."""
    load, equal, at_least, masked, give = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse, unknown, allow = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS, 0x7FFF0000

    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    yield step(load, 4)  # which machine's calls these are
    yield step(equal, machine, 1, 0)
    yield step(give, refuse)
    yield step(load, 0)  # the call's number
    yield step(at_least, 0x40000000, 0, 1)  # the other numbering of x86_64
    yield step(give, refuse)
    for numbers in _REFUSED.values():
        if (number := numbers[column]) is not None:
            yield step(equal, number, 0, 1)
            yield step(give, refuse)
    yield step(equal, _CLONE3, 0, 1)  # cannot be looked into: C libraries then use clone
    yield step(give, unknown)
    yield step(equal, _CLONE[column], 0, 3)
    yield step(load, 16)  # the flags
    yield step(masked, _THREAD, 1, 0)
    yield step(give, refuse)
    yield step(give, allow)
