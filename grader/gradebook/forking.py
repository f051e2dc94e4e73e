"""Start and end the process that forks workers; say why none can be started. Linux, but for the words."""

import contextlib
import errno
import multiprocessing.process
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from typing import Any

from grader.errors import JudgingError
from grader.runner.cures import machine_limit

PREFIX = "learn-class-"  # of folders for temporary files: then the process that works there

TASKS = 8  # of one worker: two threads here, itself with two, the parent of children with another, a child

_users: set[int] = set()


def check_room(jobs: int) -> None:
    """Raise JudgingError where this user may not start the tasks that so many workers take: a pool that lacks one later hangs.

    Threads count as processes do, and cost less to try.
    """
    enough = threading.Event()
    waiting: list[threading.Thread] = []
    try:
        for _ in range(TASKS * jobs):
            thread = threading.Thread(target=enough.wait, daemon=True)
            thread.start()
            waiting.append(thread)
    except RuntimeError as error:
        raise JudgingError(why_not_started(error)) from error
    finally:
        enough.set()
        for thread in waiting:
            thread.join()


def start_forkserver() -> None:
    """Start the process that forks workers, with Ctrl-C held back: it would end there, with a traceback, while it imports.

    Its socket lies in a folder that is swept away where this process is killed.
    """
    config: dict[str, Any] = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]
    if "tempdir" not in config:
        config["tempdir"] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
    resource_tracker.ensure_running()  # this lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _silence():
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Give what is started meanwhile no standard error: where it ends, its traceback says less than we do."""
    kept, silence = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silence, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(silence)


def share_forkserver(user: object) -> None:
    """Note that somebody needs the process that forks workers: this process has one for all."""
    _users.add(id(user))


def leave_forkserver(user: object) -> None:
    """End the process that forks workers once nobody needs it, and remove what multiprocessing leaves behind."""
    _users.discard(id(user))
    if _users:
        return
    server: Any = forkserver._forkserver
    if server._forkserver_pid is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(server._forkserver_pid, signal.SIGKILL)  # it has nothing to put away
    with contextlib.suppress(OSError):
        server._stop()
    config: dict[str, Any] = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]
    if (folder := config.pop("tempdir", None)) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def why_not_started(error: Exception) -> str:
    """Say why no process can be started, and what helps against that."""
    if (limit := machine_limit(error)) is not None:
        return f"No process can be started: {limit}"
    if isinstance(error, (EOFError, ConnectionError)):
        return _ENDED
    if sys.platform == "linux" and not os.access("/dev/shm", os.W_OK | os.X_OK):
        return _NO_SHM
    place = tempfile.gettempdir()
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return (
            f"No process can be started: there is no room in {place} or in /dev/shm. Make room there, or: {_TEMPORARY}"
        )
    # The forkserver's socket is a temporary file, and its path has at most 107 bytes.
    return f"No process can be started in {place}: {error}. {_TEMPORARY}"


_TEMPORARY = "Choose another place for temporary files: TMPDIR=/tmp learn …"
_ENDED = """\
No process can be started: the one that starts them ended. Perhaps this user may have no more (ulimit -u), or memory is short. \
Raise the limit: ulimit -u 4096 · or start fewer: --jobs 1"""
_NO_SHM = """\
No process can be started: their locks lie in /dev/shm, which is not there or cannot be written. Mount it: \
sudo mount -t tmpfs -o mode=1777 tmpfs /dev/shm"""
