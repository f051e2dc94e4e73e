"""Run chunks where there are processes for them, and find out which submission ends its process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from grader.errors import JudgingError
from grader.gradebook.database import in_blocks
from grader.gradebook.worker import Result, Setting

HOPELESS = 40  # deaths in a row, with nothing judged between them


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some submissions, each its digest and itself packed, that one process judges one after the other."""

    submissions: tuple[tuple[str, bytes], ...]


def chunked(submissions: Iterable[tuple[str, bytes]], size: int) -> Iterator[Chunk]:
    """Cut submissions into chunks, lazily."""
    return (Chunk(tuple(block)) for block in in_blocks(submissions, size))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk: its results, or None where its process ended."""

    chunk: Chunk
    results: list[Result] | None


class Executor(Protocol):
    """Processes that judge, here or on a cluster."""

    @property
    def jobs(self) -> int:
        """How many chunks are judged at once."""

    def run(self, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[Outcome]:
        """Yield what became of each chunk, in any order; only some per process are taken ahead.

        Raises JudgingError where nothing can be judged.
        """


def run_all(executor: Executor, setting: Setting, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
    """Yield all submissions of the chunks with their results, some at a time.

    Where a process ended, the submissions of its chunk are judged once more, each alone; and where a process ended that judged one
    alone, that one is judged for the last time with nothing else under way. So a process that is ended from outside costs time,
    one that a submission ends twice costs this submission its report, and neither harms a neighbour.
    """
    deaths = _Deaths()
    doubtful: list[Chunk] = []
    for outcome in executor.run(setting, chunks):
        if deaths.count(outcome):
            doubtful += _singly(outcome.chunk)
        else:
            yield outcome.chunk, outcome.results or []
    last: list[Chunk] = []
    for outcome in executor.run(setting, doubtful):
        if deaths.count(outcome):
            last.append(outcome.chunk)
        else:
            yield outcome.chunk, outcome.results or []
    for chunk in last:
        for outcome in executor.run(setting, [chunk]):
            given_up = deaths.count(outcome)
            yield chunk, [Result(chunk.submissions[0][0], None, ENDED)] if given_up else outcome.results or []


def _singly(chunk: Chunk) -> list[Chunk]:
    return [Chunk((submission,)) for submission in chunk.submissions]


class _Deaths:
    """Counts processes that ended one after the other, with nothing judged between them."""

    def __init__(self) -> None:
        self.in_a_row = 0

    def count(self, outcome: Outcome) -> bool:
        """Return whether the process of a chunk ended; raise JudgingError where it cannot be the submissions."""
        self.in_a_row = self.in_a_row + 1 if outcome.results is None else 0
        if self.in_a_row > HOPELESS:
            raise JudgingError(_HOPELESS.format(deaths=self.in_a_row))
        return outcome.results is None


ENDED = "the process that judged it ended twice. This is not the student's zero."
_HOPELESS = """\
The processes that judge ended {deaths} times in a row, so it is not the submissions. What was graded is kept. \
Is there memory enough? See: learn doctor · fewer processes: --jobs 1"""
