"""Judge chunks on a Dask cluster; submissions and course travel as bytes, so its workers need no disk of ours."""

import contextlib
import logging
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from grader.errors import JudgingError, UsageError
from grader.gradebook.executors import Chunk, Outcome
from grader.gradebook.worker import SAME, Refusal, Setting, differing, identify, judge

PATIENCE = 10  # seconds, for the scheduler to answer and for a first worker
NO_WORKER_SECONDS = 300  # how long all workers may be gone
AHEAD = 2  # chunks per worker that are under way: one is judged, one waits


class ClusterExecutor:
    """The workers of a Dask scheduler; use it as a context manager.

    Raises UsageError where distributed is not installed, JudgingError where the cluster cannot be reached, has no worker, or
    its workers have other versions than this process.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ModuleNotFoundError:
            raise UsageError(_NOT_INSTALLED) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised, or said below
        self.address = address
        try:
            self._client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            why = str(error).strip() or type(error).__name__
            raise JudgingError(f"The cluster at {address} cannot be reached: {why}. {_START}") from error
        try:
            self._check_workers()
        except BaseException:
            self._client.close()
            raise

    @property
    def jobs(self) -> int:
        """How many worker processes there are now."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def _check_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise JudgingError(f"The cluster at {self.address} has no workers. {_START}") from None
        ours = identify()
        try:
            theirs: dict[str, dict[str, str]] = self._client.run(identify)
        except Exception as error:  # whatever their interpreter says where this package is not, or is another
            raise JudgingError(
                f"The workers at {self.address} cannot run learn {ours['learn']}: {error}. {_START}"
            ) from error
        for worker, versions in sorted(theirs.items()):
            if (other := differing(versions, ours)) is not None:
                raise JudgingError(f"The worker {worker} has {other}. {SAME}")

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        """Yield what became of each chunk; see `Executor`."""
        under_way: dict[Any, Chunk] = {}
        try:
            for chunk in chunks:
                future = self._client.submit(judge, setting, chunk.submissions, pure=False)
                under_way[future] = chunk
                if len(under_way) >= AHEAD * self.jobs:
                    yield from self._ended(under_way)
            while under_way:
                yield from self._ended(under_way)
        finally:
            with contextlib.suppress(Exception):
                self._client.cancel(list(under_way))

    def _ended(self, under_way: "dict[Any, Chunk]") -> Iterator[Outcome]:
        """Wait for at least one chunk; yield, and forget, those that ended."""
        import distributed

        for future in self._wait(list(under_way)):
            chunk = under_way.pop(future)
            try:
                results = future.result()
            except distributed.KilledWorker:
                yield Outcome(chunk, None)
                continue
            except Exception as error:
                raise JudgingError(_LOST.format(address=self.address, why=error)) from error
            if isinstance(results, Refusal):
                raise JudgingError(results.reason)
            yield Outcome(chunk, results)

    def _wait(self, futures: "list[Any]") -> "set[Any]":
        """Return the futures that ended, at least one; raise JudgingError where there is nobody left to end them."""
        import distributed

        seen = time.monotonic()
        while True:
            try:
                with self._client.as_current():
                    done: set[Any] = distributed.wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                if self._client.scheduler_info(n_workers=-1)["workers"]:
                    seen = time.monotonic()
                elif time.monotonic() - seen > NO_WORKER_SECONDS:
                    raise JudgingError(_LOST.format(address=self.address, why="all its workers are gone")) from None
            except Exception as error:
                raise JudgingError(_LOST.format(address=self.address, why=type(error).__name__)) from error
            else:
                return done

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(Exception):
            self._client.close(timeout=PATIENCE)


_NOT_INSTALLED = "--cluster needs Dask's distributed: pip install 'learn-sharing[cluster]'"
_START = "Start it: dask scheduler · and on each machine: dask worker tcp://HOST:8786 --nthreads 1 --nworkers auto"
_LOST = "The cluster at {address} broke off ({why}). What was graded is kept: run the same command again."
