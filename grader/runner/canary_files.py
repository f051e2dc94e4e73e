"""The part of the canary that tries what no rule for files governs: their modes, times, sizes, owners, attributes; and threads.

proof.py sends it behind canary.py; it is never imported. SECRET belongs to the user of the child.
"""

import ctypes
import mmap
import os
import platform
from collections.abc import Callable

SECRET = ""

MAX_TRIED = 256  # tasks, more than anybody may have
_THREAD_FLAGS, _STACK = 0x50F00, 16384  # memory, files and signals are shared, as those of a thread are

_kernel = ctypes.CDLL(None)
_stacks = mmap.mmap(-1, MAX_TRIED * _STACK)  # kept: the threads outlive the attempt
_AARCH64 = platform.machine() == "aarch64"


def _call(x86_64: int, aarch64: int | None, *arguments: object) -> bool:
    """Make a system call that Python has no function for; whether it worked."""
    number = aarch64 if _AARCH64 else x86_64
    return number is not None and int(_kernel.syscall(ctypes.c_long(number), *arguments)) >= 0


def _tried(call: Callable[..., object], *arguments: object) -> bool:
    call(*arguments)
    return True


def _open(path: str, flags: int) -> bool:
    os.close(os.open(path, flags))
    return True


def _renamed() -> bool:
    os.rename(SECRET, f"{SECRET}-moved")
    os.rename(f"{SECRET}-moved", SECRET)
    return True


def _linked() -> bool:
    os.link(SECRET, f"{SECRET}-linked")
    os.unlink(f"{SECRET}-linked")
    return True


def _attribute() -> bool:
    os.setxattr(SECRET, "user.canary", b"1")
    return True


def _threads() -> bool:
    """Start threads that wait, by the bare call, on stacks of their own; whether there were more than anybody may have."""
    first = ctypes.addressof(ctypes.c_char.from_buffer(_stacks))
    wait = ctypes.cast(_kernel.pause, ctypes.c_void_p)
    tops = (ctypes.c_void_p(first + (n + 1) * _STACK - 64) for n in range(MAX_TRIED))
    return all(_kernel.clone(wait, top, ctypes.c_int(_THREAD_FLAGS), None) > 0 for top in tops)


def _path() -> ctypes.c_char_p:
    return ctypes.c_char_p(os.fsencode(SECRET))


# What nobody may do to a file of the same user that lies outside.
OUTSIDE: dict[str, Callable[[], object]] = {
    "changes the mode of a file": lambda: _tried(os.chmod, SECRET, 0o644),
    "changes the mode of a file by the bare call": lambda: _call(268, 53, -100, _path(), 0o644),
    "changes the mode of a file by the newer call": lambda: _call(452, 452, -100, _path(), 0o644, 0),
    "changes the times of a file": lambda: _tried(os.utime, SECRET),
    "changes the times of a file by utime": lambda: _call(132, None, _path(), None),
    "changes the times of a file by utimes": lambda: _call(235, None, _path(), None),
    "changes the times of a file by futimesat": lambda: _call(261, None, -100, _path(), None),
    "empties a file": lambda: _tried(os.truncate, SECRET, 0),
    "empties a file by making it": lambda: _call(85, None, _path(), 0o644),
    "gives a file away": lambda: _tried(os.chown, SECRET, os.getuid(), os.getgid()),
    "marks a file": _attribute,
    "marks a file by the newer call": lambda: _call(463, 463, -100, _path(), 0, b"user.canary", bytes(16), 16),
    "sets the flags of a file": lambda: _call(469, 469, -100, _path(), bytes(24), 24, 0),
    "renames a file": _renamed,
    "links to a file": _linked,
    "watches a file": lambda: _call(254, 27, _kernel.inotify_init1(0), _path(), 0xFFF),
}
# Tried when all else is over, since the threads stay.
LAST: dict[str, Callable[[], object]] = {"has more threads than it may": _threads}

# What could only be done to a file of its own, where there is none.
READ_ONLY: dict[str, Callable[[], object]] = {
    "changes the mode of what it holds": lambda: _tried(os.fchmod, os.pipe()[0], 0o600),
    "changes the times of what it holds": lambda: _tried(os.utime, os.pipe()[0]),
    "opens a file to empty it": lambda: _open(os.devnull, os.O_RDONLY | os.O_TRUNC),
}


def _keeps() -> bool:
    """Return whether a file of its own can be changed in every way that honest programs use."""
    with open("kept", "w", encoding="utf-8") as file:
        file.write("kept")
    os.chmod("kept", 0o600)
    os.truncate("kept", 2)
    os.utime("kept", (1, 1))
    about = os.stat("kept")
    os.unlink("kept")
    return (about.st_mode & 0o777, about.st_mtime, about.st_size) == (0o600, 1, 2)


OWN: dict[str, Callable[[], bool]] = {"keeps files in its own folder": _keeps}
