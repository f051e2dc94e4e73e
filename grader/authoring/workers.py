"""Check questions side by side, each in a process that is watched: whatever hangs is ended, and its line is named."""

import contextlib
import faulthandler
import multiprocessing
import multiprocessing.connection
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import IO, Any

from grader.authoring.findings import Checked, Finding
from grader.course.loader import Course

GRACE = 5.0  # seconds that a watched process may take to say where it hangs
PATIENCE = 10.0  # how many times its deadline a question may take on the clock: what sleeps takes no processor time

Connection = Any  # typeshed knows two kinds, one for each platform
Done = Callable[[Checked], None]


@dataclass(frozen=True, slots=True)
class _Limits:
    """Seconds that a question may take: of processor time, and on the clock."""

    processor: float
    clock: float


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection
    traces: Path
    key: str | None = None
    since: float = 0.0


def check_side_by_side(
    course: Course, keys: Sequence[str], *, jobs: int, deadline: float, done: Done = lambda checked: None
) -> list[Checked]:
    """Check the questions in `jobs` processes; one that takes more than `deadline` seconds of processor time is a finding.

    So is one that takes `PATIENCE` times as long on the clock, which a busy machine does not make of honest work.
    """
    limits = _Limits(deadline, deadline * PATIENCE)
    waiting, found = list(reversed(keys)), []
    with tempfile.TemporaryDirectory(prefix="learn-") as scratch:
        workers = [_started(course, Path(scratch, str(n)), limits) for n in range(min(jobs, len(keys)))]
        try:
            while workers:
                for worker in list(workers):
                    if worker.key is None and not (waiting and _given(worker, waiting.pop())):
                        workers.remove(worker)
                        _end(worker)
                for checked in _finished(workers, limits):
                    found.append(checked)
                    done(checked)
                for position, worker in enumerate(workers):
                    if not worker.process.is_alive() and worker.key is None:
                        workers[position] = _started(course, worker.traces, limits)
        finally:
            for worker in workers:
                _end(worker)
            _end_tracker()
    return sorted(found, key=lambda checked: checked.key)


def _started(course: Course, traces: Path, limits: _Limits) -> _Worker:
    context = multiprocessing.get_context("spawn")  # a fork would copy the threads of NumPy's library
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, course, str(traces), limits), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, traces)


def _given(worker: _Worker, key: str) -> bool:
    worker.connection.send(key)
    worker.key, worker.since = key, time.monotonic()
    return True


def _finished(workers: Sequence[_Worker], limits: _Limits) -> list[Checked]:
    """Wait until something comes, and return what was checked; a process that ended has checked nothing."""
    ready = multiprocessing.connection.wait([worker.connection for worker in workers], timeout=1.0)
    results = []
    for worker in workers:
        assert worker.key is not None
        seconds = time.monotonic() - worker.since
        if worker.connection in ready:
            try:
                results.append(worker.connection.recv())
            except (EOFError, OSError):
                worker.process.join(GRACE)
                results.append(_lost(worker, seconds))
            worker.key = None
        elif seconds > limits.clock + GRACE:  # its own watch did not end it
            _end(worker)
            results.append(_lost(worker, seconds))
            worker.key = None
    return results


def _end(worker: _Worker) -> None:
    with contextlib.suppress(OSError):
        worker.connection.close()  # what waits for a question ends by itself, and its children with it
    worker.process.join(GRACE if worker.key is None else 0)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _end_tracker() -> None:
    """End the process that multiprocessing starts beside ours, and wait for it: else it outlives ours for a moment.

    Where there are processes of another kind, they hold on to it, and it is theirs to end.
    """
    others: Any = forkserver._forkserver
    tracker: Any = resource_tracker._resource_tracker
    if getattr(others, "_forkserver_pid", None) is None:
        with contextlib.suppress(OSError, AttributeError):  # a private name: another version of Python may lack it
            tracker._stop()


def _lost(worker: _Worker, seconds: float) -> Checked:
    """Say where a process was when it was ended."""
    assert worker.key is not None
    trace = worker.traces.read_text(encoding="utf-8") if worker.traces.exists() else ""
    file = Path("questions", f"{worker.key}.yaml")
    solutions = re.findall(r'File "[^"\n]*[/\\](solutions[/\\][^"\n]+)", line (\d+)', trace)
    path, line = (Path(solutions[0][0].replace("\\", "/")), int(solutions[0][1])) if solutions else (file, 1)
    if trace:
        message = f"checking {worker.key} did not end within its deadline, and this is where it was: does a loop end?"
        return Checked(worker.key, (Finding(path, line, 1, "hangs", message),), seconds)
    message = f"checking {worker.key} ended the process (exit code {worker.process.exitcode}): does its code exit?"
    return Checked(worker.key, (Finding(path, line, 1, "ends", message),), seconds)


def _work(connection: Connection, course: Course, traces: str, limits: _Limits) -> None:
    """Check one question after another, until no more come."""
    from grader.authoring.question import check_question
    from grader.runner.pool import Pool

    with Pool() as pool, open(traces, "w", encoding="utf-8") as file:
        while True:
            try:
                key = connection.recv()
            except (EOFError, OSError):
                return
            with _watched(limits, file):
                checked = check_question(course, key, pool)
            connection.send(checked)


@contextlib.contextmanager
def _watched(limits: _Limits, file: IO[str]) -> Iterator[None]:
    """End this process beyond its limits, once it has written to the file where it is.

    Both watches are C, since a loop in C may hold Python's lock.
    """
    counts = hasattr(signal, "setitimer")  # not on Windows, where the clock alone decides
    if counts:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # which ends a process, once it has said where it is
        faulthandler.register(signal.SIGPROF, file=file, all_threads=True, chain=True)
        signal.setitimer(signal.ITIMER_PROF, limits.processor)
    faulthandler.dump_traceback_later(limits.clock if counts else limits.processor, exit=True, file=file)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        if counts:
            signal.setitimer(signal.ITIMER_PROF, 0)


def processors() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
