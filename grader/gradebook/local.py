"""Judge chunks in processes of this machine, each of which may end without harm to the others."""

import contextlib
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from grader.errors import JudgingError
from grader.gradebook.executors import AHEAD, Chunk, Outcome
from grader.gradebook.worker import Refusal, Setting, judge, prepare

# A student's code has deadlines of its own; this one is for a judge that hangs.
CHUNK_SECONDS, SUBMISSION_SECONDS = 300.0, 120.0


class LocalExecutor:
    """Worker processes of this machine; use it as a context manager."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        # Forked from a process that has no threads, and has imported the judge: a new worker is there within milliseconds.
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            context.set_forkserver_preload(["grader.gradebook.worker", "grader.judging.session", "numpy"])
        self._folder = tempfile.TemporaryDirectory(prefix="learn-class-", ignore_cleanup_errors=True)
        self._pool = ProcessPool(
            jobs, initializer=prepare, initargs=(self._folder.name, _forker(context)), context=context
        )

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        """Yield what became of each chunk; see `Executor`."""
        under_way: dict[Future[Any], Chunk] = {}
        try:
            for chunk in chunks:
                under_way[self._schedule(setting, chunk)] = chunk
                if len(under_way) >= AHEAD * self.jobs:
                    yield from _ended(under_way)
            while under_way:
                yield from _ended(under_way)
        finally:
            for future in under_way:
                future.cancel()

    def _schedule(self, setting: Setting, chunk: Chunk) -> "Future[Any]":
        deadline = CHUNK_SECONDS + SUBMISSION_SECONDS * len(chunk.submissions)
        try:
            scheduled: Future[Any] = self._pool.schedule(judge, args=(setting, chunk.submissions), timeout=deadline)
        except RuntimeError as error:
            raise JudgingError(f"The processes that judge could not be started: {error}. See: learn doctor") from error
        return scheduled

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close() if kind is None else self._pool.stop()
        self._pool.join()
        with contextlib.suppress(RecursionError):
            self._folder.cleanup()


def _forker(context: Any) -> int:
    """Return the process that will be the parent of the workers."""
    if sys.platform != "linux":
        return os.getpid()
    from multiprocessing import forkserver

    forkserver.ensure_running()
    number: int = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return number


def _ended(under_way: "dict[Future[Any], Chunk]") -> Iterator[Outcome]:
    """Wait for at least one chunk; yield, and forget, those that ended."""
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    for future in done:
        chunk = under_way.pop(future)
        try:
            results = future.result()
        except (ProcessExpired, TimeoutError):
            yield Outcome(chunk, None)
            continue
        except Exception as error:
            raise JudgingError(f"Internal error: {type(error).__name__}: {error}. Please report it.") from error
        if isinstance(results, Refusal):
            raise JudgingError(results.reason)
        yield Outcome(chunk, results)
