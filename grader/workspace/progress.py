"""Remember, beside a student's work, the best score so far, what was solved, and how many hints were shown.

Losing it loses nothing else.
"""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from grader.results import QuestionResult, Status
from grader.workspace.files import Missing, read_file, write_private

NAME = ".learn-progress.json"
MAX_COUNT = 10_000_000


@dataclass(slots=True)
class Progress:
    """By question: the most points earned so far, in hundredths, and the hints shown; and the questions that were right."""

    points: dict[str, int] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    solved: list[str] = field(default_factory=list)

    @property
    def best(self) -> int | None:
        """The best score so far, in hundredths of a point; None before the first grading."""
        return sum(self.points.values()) if self.points else None


def read_progress(folder: Path) -> Progress:
    """Read the progress of a started folder; a missing or damaged file is a fresh start."""
    data = read_file(folder / NAME)
    try:
        stored = json.loads(b"" if isinstance(data, Missing) else data)
        return Progress(_counts(stored["points"]), _counts(stored["hints"]), [str(name) for name in stored["solved"]])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Progress()


def _counts(stored: dict[str, object]) -> dict[str, int]:
    counts = {str(question): int(str(count)) for question, count in stored.items()}
    if any(not 0 <= count <= MAX_COUNT for count in counts.values()):
        raise ValueError("somebody else wrote this")
    return counts


def write_progress(folder: Path, progress: Progress) -> None:
    """Write it if the folder can be written; grading must not fail for its sake."""
    with contextlib.suppress(OSError):
        write_private(folder / NAME, json.dumps(asdict(progress), indent=1) + "\n")


def record_results(folder: Path, questions: Iterable[QuestionResult]) -> None:
    """Keep the points that are the most so far, and what is right."""
    progress = read_progress(folder)
    for question in questions:
        progress.points[question.id] = max(question.score, progress.points.get(question.id, 0))
        if question.status is Status.PASSED and question.id not in progress.solved:
            progress.solved.append(question.id)
    write_progress(folder, progress)
