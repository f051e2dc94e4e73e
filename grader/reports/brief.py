"""What several formats say of a report in a word: whose it is, for whom it was made, its mistakes; and names that differ."""

import unicodedata
from collections.abc import Iterator, Sequence

from grader.errors import UsageError
from grader.reports.inert import inert_word
from grader.results import QuestionResult, Report


def whose(report: Report) -> str:
    """Return the student, or else the folder's name, inert, on one line."""
    return inert_word(report.folder if report.student is None else report.student)


def made_for_other(report: Report) -> str:
    """Return whose sizes a report has, inert, where it is somebody else than who handed it in; else nothing."""
    if None in (report.student, report.made_for) or key(str(report.student)) == key(str(report.made_for)):
        return ""
    return inert_word(str(report.made_for))


def made_for_note(report: Report) -> str:
    """Say that a submission was started for somebody else, where it was; else nothing."""
    other = made_for_other(report)
    return (
        f"Started for {other}, handed in by {whose(report)}: any numbers in it are those of {other}." if other else ""
    )


def key(text: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def misconceptions(report: Report) -> list[str]:
    """Return the mistakes that a report proves, as `question:name`, each once, in order."""
    return [f"{question.id}:{name}" for question in report.questions for name in _names(question)]


def _names(question: QuestionResult) -> Iterator[str]:
    return iter(dict.fromkeys(check.misconception for check in question.checks if check.misconception is not None))


def only(reports: Sequence[Report], format: str) -> Report:
    """Return the one report of a format for one submission; raise UsageError where there are none or several."""
    if len(reports) != 1:
        raise UsageError(
            f"{format} takes one submission, and here are {len(reports)}."
            f" Grade one: learn grade FOLDER --format {format} · all in one file: --format json"
        )
    return reports[0]


class Names:
    """Tells equal names apart: the second `a` becomes `a (2)`."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Return a name that was not returned before."""
        candidate = name
        while candidate in self._counts:
            self._counts[name] += 1
            candidate = f"{name} ({self._counts[name]})"
        self._counts[candidate] = 1
        return candidate
