"""A submission of ours that tries what is forbidden, in the very sandbox, and what honest programs need.

proof.py sends this file to a child, with canary_files.py behind it and the names below set for the run; it is never imported.
`sing` raises Escaped with what succeeded, or returns how much was tried.
"""

import ctypes
import fcntl
import os
import resource
import socket
import sys
import threading
from collections.abc import Callable

import numpy as np

SECRET = PARENT = LEVEL = LANDLOCK = (
    ""  # a file of the trusted process, its number, the level, the version of Landlock if any
)
# What stands in canary_files.py.
OUTSIDE: dict[str, Callable[[], object]] = {}
READ_ONLY: dict[str, Callable[[], object]] = {}
LAST: dict[str, Callable[[], object]] = {}
OWN: dict[str, Callable[[], bool]] = {}

_libc = ctypes.CDLL(None)
_ENVIRONMENT = {"PATH", "LC_ALL", "LC_CTYPE", "SYSTEMROOT"}
_PR_GET_DUMPABLE, _TIOCSTI = 3, 0x5412


class Escaped(Exception):
    """Something forbidden worked, or something honest did not."""


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(1)


def _write(path: str) -> bool:
    with open(path, "w", encoding="utf-8") as file:
        file.write("canary")
    os.unlink(path)
    return True


def _done(call: Callable[..., object], *arguments: object) -> bool:
    call(*arguments)
    return True


def _fork() -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0)
    return True


def _connect(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.setblocking(False)
        connection.connect_ex(address)
    return True


def _open_descriptors() -> bool:
    for number in range(5, 64):
        try:
            fcntl.fcntl(number, fcntl.F_GETFD)
        except OSError:
            continue
        return True
    return False


FORBIDDEN: dict[str, Callable[[], object]] = {
    "reads a file of the grader": lambda: _read(SECRET),
    "reads /etc/passwd": lambda: _read("/etc/passwd"),
    "reads /proc": lambda: _read("/proc/self/environ"),
    "reads memory of the grader": lambda: _read(f"/proc/{PARENT}/mem"),
    "lists a folder of the grader": lambda: os.listdir(os.path.dirname(SECRET)) is not None,
    "writes into the library": lambda: _write(os.path.join(os.path.dirname(os.__file__), "canary")),
    "writes into /tmp": lambda: _write("/tmp/canary"),
    "writes into shared memory": lambda: _write("/dev/shm/canary"),
    "opens a socket of the network": lambda: _connect(socket.AF_INET, ("127.0.0.1", 9)),
    "opens a local socket": lambda: _connect(socket.AF_UNIX, "/tmp/canary"),
    "opens an abstract socket": lambda: _connect(socket.AF_UNIX, "\0canary"),
    "forks": _fork,
    "makes a file in memory": lambda: os.memfd_create("canary") > 0,
    "makes shared memory": lambda: _libc.shmget(0, 4096, 0o1600) >= 0,
    "signals the grader": lambda: _done(os.kill, int(PARENT), 0),
    "signals everybody": lambda: _done(os.kill, -1, 0),
    "has a signal sent": lambda: fcntl.fcntl(4, fcntl.F_SETOWN, int(PARENT)) is not None,
    "types on the terminal": lambda: fcntl.ioctl(0, _TIOCSTI, b"x") is not None,
    "becomes root": lambda: _done(os.setuid, 0),
    "is root": lambda: os.getuid() == 0,
    "raises its limits": lambda: _done(resource.setrlimit, resource.RLIMIT_NOFILE, (100, 100)),
    "has no memory limit": lambda: resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY,
    "can be looked into": lambda: _libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0,
    "holds a descriptor": _open_descriptors,
    "knows the environment": lambda: any(n not in _ENVIRONMENT and not n.endswith("_NUM_THREADS") for n in os.environ),
    "knows the arguments": lambda: sys.argv != ["submission.py"],
    "knows the package": lambda: any(name.split(".")[0] == "grader" for name in sys.modules),
}

OF_LANDLOCK: dict[str, Callable[[], object]] = {
    "reads what only Landlock hides": lambda: _read("/.learn/sealed/trap"),
    "lists the root folder": lambda: os.listdir("/") is not None,
}
OF_NAMESPACES: dict[str, Callable[[], object]] = {
    "shares the host's name": lambda: os.uname().nodename != "sandbox",
    "shares the host's processes": lambda: os.getpid() != 1,
    "changes the mode of its root": lambda: _done(os.chmod, "/", 0o755),
    "changes the mode of a file in its root": lambda: _done(os.chmod, "/.learn/sealed/trap", 0o644),
}
OF_OTHERS: dict[str, Callable[[], object]] = {
    "lists the root folder": lambda: os.listdir("/") is not None,
    "writes where it stands": lambda: _write("canary"),
}


def _thread() -> bool:
    done: list[int] = []
    thread = threading.Thread(target=done.append, args=(1,))
    thread.start()
    thread.join()
    return done == [1]


def _compute() -> bool:
    matrix = np.array([[2.0, 1.0], [1.0, 3.0]])
    return bool(np.allclose(np.linalg.inv(matrix) @ matrix, np.eye(2)))


def _import() -> bool:
    import csv
    import json

    import numpy.fft

    return json.loads("1") == 1 and csv.QUOTE_ALL == 1 and numpy.fft.fft([1.0])[0] == 1


def _mark() -> bool:
    with open("mark", "w", encoding="utf-8") as file:
        return file.write("mark") == 4


HONEST: dict[str, Callable[[], bool]] = {"starts a thread": _thread, "computes": _compute, "imports": _import}


def _works(attempt: Callable[[], object]) -> bool:
    try:
        return bool(attempt())
    except Exception:
        return False


def sing(_: int) -> int:
    """Try everything; return how many things were tried."""
    own = LEVEL == "namespaces"
    others = OF_NAMESPACES if own else OF_OTHERS | READ_ONLY
    forbidden = FORBIDDEN | others | (OF_LANDLOCK if LANDLOCK else {}) | OUTSIDE
    honest = HONEST | ({"writes in its own folder": _mark} | OWN if own else {})
    wrong = [name for name, attempt in forbidden.items() if _works(attempt)]
    wrong += [
        f"can no longer be honest: one that {name} fails" for name, attempt in honest.items() if not _works(attempt)
    ]
    wrong += [name for name, attempt in LAST.items() if _works(attempt)]
    if wrong:
        raise Escaped("; ".join(wrong))
    return len(forbidden) + len(honest) + len(LAST)
