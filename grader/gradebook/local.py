"""Judge chunks in processes of this machine, each of which may end at any moment without harm to the others."""

import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.errors import JudgingError
from grader.gradebook.executors import Chunk, Outcome
from grader.gradebook.forking import (
    PREFIX,
    check_room,
    leave_forkserver,
    share_forkserver,
    start_forkserver,
    why_not_started,
)
from grader.gradebook.worker import Refusal, Setting, judge
from grader.runner.cures import machine_limit
from grader.workspace.files import private

_limit: str | None = None  # of this machine: what keeps this worker from judging


class LocalExecutor:
    """Worker processes of this machine; use it as a context manager.

    Each is a pool of one: a death then breaks nothing that another one needs. Chunks and results are files, so that only short
    messages go through its pipes, which a death can not cut in half.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        # Forked from a process that has no threads, and has imported the judge: a new worker is there within milliseconds.
        self._context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            self._context.set_forkserver_preload(["grader.gradebook.local"])
            share_forkserver(self)
        _sweep()
        self._temporary = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True)
        # What contains submissions is proved with a file in it that everybody may read, so this folder's own mode must not help;
        # what is secret, the chunks, lies in a folder of its own.
        self._folder = Path(self._temporary.name)
        self._folder.chmod(0o711)
        self._chunks = self._folder / "chunks"
        self._chunks.mkdir(mode=0o700)
        self._slots: list[ProcessPoolExecutor | None] = [None] * jobs
        self._number = 0

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        """Yield what became of each chunk; see `Executor`."""
        check_room(self.jobs)
        waiting = iter(chunks)
        ahead: list[Chunk] = []
        under_way: dict[Future[str], tuple[int, Chunk]] = {}
        while True:
            ahead += islice(waiting, self.jobs - len(ahead))
            free = set(range(self.jobs)) - {slot for slot, _ in under_way.values()}
            for slot, chunk in zip(sorted(free), tuple(ahead), strict=False):
                under_way[self._submit(slot, setting, chunk)] = (slot, chunk)
                ahead.remove(chunk)
            if not under_way:
                return
            if len(ahead) < self.jobs:  # read on while they judge
                ahead += islice(waiting, self.jobs - len(ahead))
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            yield from [self._outcome(future, *under_way.pop(future)) for future in done]

    def _submit(self, slot: int, setting: Setting, chunk: Chunk) -> "Future[str]":
        self._number += 1
        path = self._chunks / f"chunk-{self._number}"
        with open(path, "xb", opener=private) as file:
            file.write(pickle.dumps((setting, chunk.submissions)))
        for _ in range(2):
            try:
                return self._slot(slot).submit(_judge_file, str(path))
            except BrokenProcessPool:  # it ended while it had nothing to do
                self._drop(slot)
            except (OSError, EOFError, RuntimeError) as error:
                raise JudgingError(why_not_started(error)) from error
        raise JudgingError("The processes that judge end as they start. See: learn doctor · fewer of them: --jobs 1")

    def _slot(self, slot: int) -> ProcessPoolExecutor:
        pool = self._slots[slot]
        if pool is None:
            if sys.platform == "linux":
                start_forkserver()
            arguments = (str(self._folder),)
            pool = ProcessPoolExecutor(1, mp_context=self._context, initializer=_prepare, initargs=arguments)
            self._slots[slot] = pool
        return pool

    def _drop(self, slot: int) -> None:
        pool, self._slots[slot] = self._slots[slot], None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _outcome(self, future: "Future[str]", slot: int, chunk: Chunk) -> Outcome:
        try:
            path = Path(future.result())
        except BrokenProcessPool:
            self._drop(slot)
            return Outcome(chunk, None)
        except Exception as error:
            if (limit := machine_limit(error)) is not None:
                raise JudgingError(f"Nothing can be judged here: {limit}") from error
            raise JudgingError(f"Internal error: {type(error).__name__}: {error}. Please report it.") from error
        results = pickle.loads(path.read_bytes())
        path.unlink()
        if isinstance(results, Refusal):
            raise JudgingError(results.reason)
        return Outcome(chunk, results)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._slots:
            if pool is not None:
                for process in list(pool._processes.values()) if kind is not None else ():
                    process.kill()  # whatever it judges, nobody waits for it
                with contextlib.suppress(RuntimeError):  # it could not start its own thread
                    pool.shutdown(cancel_futures=True)
        if sys.platform == "linux":
            leave_forkserver(self)
        with contextlib.suppress(RecursionError):
            self._temporary.cleanup()


def _judge_file(name: str) -> str:
    """Judge the chunk in a file, in a worker; return the name of the file with the results."""
    path = Path(name)
    setting, submissions = pickle.loads(path.read_bytes())
    results = judge(setting, submissions) if _limit is None else Refusal(f"Nothing can be judged here: {_limit}")
    path.write_bytes(pickle.dumps(results))
    return name


def _prepare(folder: str) -> None:
    """Make this process a worker: silent, ended with the main process, its files in a folder that will be removed."""
    global _limit
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    if sys.platform == "linux":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    tempfile.tempdir = folder
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    try:
        threading.Thread(target=_end_with_main, daemon=True).start()
    except RuntimeError as error:
        _limit = machine_limit(error)  # the main process is told with the first chunk


def _end_with_main() -> None:
    """Wait for the end of the main process; the forkserver ends with the last worker, and with a worker its children."""
    main = multiprocessing.parent_process()
    assert main is not None
    connection.wait([main.sentinel])
    os._exit(1)


def _sweep() -> None:
    """Remove what processes left that were killed; a folder stays whose process runs, or belongs to somebody else."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdecimal():
            try:
                os.kill(int(owner), 0)
            except ProcessLookupError:
                shutil.rmtree(folder, ignore_errors=True)
            except OSError:
                continue
