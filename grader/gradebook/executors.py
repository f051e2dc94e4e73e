"""Run chunks where there are processes for them, and find out which submission ends its process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from grader.errors import JudgingError
from grader.gradebook.worker import Results, Setting

AHEAD = 2  # chunks per process that are under way: one is judged, one waits
DEATHS = 2  # of the process that judges a submission alone, until it is given up
HOPELESS = 20  # deaths in a row, with nothing judged between them


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some submissions, each its digest and itself packed, that one process judges one after the other."""

    submissions: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk: its results, or None where its process ended."""

    chunk: Chunk
    results: Results | None


class Executor(Protocol):
    """Processes that judge, here or on a cluster."""

    @property
    def jobs(self) -> int:
        """How many chunks are judged at once."""

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        """Yield what became of each chunk, in any order; at most `AHEAD` a process are taken ahead.

        Raises JudgingError where nothing can be judged.
        """


@dataclass(frozen=True, slots=True)
class Finished:
    """A submission with its report as JSON, or None where the process that judged it ended again and again."""

    submission: str
    packed: bytes
    report: str | None


def run_all(executor: Executor, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[list[Finished]]:
    """Yield all submissions of the chunks, finished, some at a time.

    Where a process ended, the submissions of its chunk are judged once more, each alone, after all others; so one that ends its
    process harms nobody else, and a process that is ended from outside costs time. One whose process ends twice while it is
    judged alone is given up.
    """
    deaths: dict[str, int] = {}
    waiting: Iterable[Chunk] = chunks
    in_a_row = 0
    while True:
        doubtful: list[tuple[str, bytes]] = []
        for outcome in executor.run(setting, waiting):
            if outcome.results is not None:
                in_a_row = 0
                yield _finished(outcome.chunk, outcome.results)
                continue
            in_a_row += 1
            if in_a_row > HOPELESS:
                raise JudgingError(_HOPELESS.format(deaths=in_a_row))
            given_up, again = _sort_out(outcome.chunk, deaths)
            doubtful += again
            if given_up:
                yield given_up
        if not doubtful:
            return
        waiting = [Chunk((submission,)) for submission in doubtful]


def _finished(chunk: Chunk, results: Results) -> list[Finished]:
    packed = dict(chunk.submissions)
    return [Finished(name, packed[name], report) for name, report in results]


def _sort_out(chunk: Chunk, deaths: dict[str, int]) -> tuple[list[Finished], list[tuple[str, bytes]]]:
    """Return, of a chunk whose process ended, what is given up and what is judged again."""
    if len(chunk.submissions) > 1:
        return [], [*chunk.submissions]
    ((name, packed),) = chunk.submissions
    deaths[name] = deaths.get(name, 0) + 1
    if deaths[name] < DEATHS:
        return [], [(name, packed)]
    return [Finished(name, packed, None)], []


_HOPELESS = """\
The processes that judge ended {deaths} times in a row, so it is not the submissions. What was graded is kept. \
Is there memory enough? See: learn doctor · fewer processes: --jobs 1"""
