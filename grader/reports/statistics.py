"""What the reports of a class say together: how many, how well, which questions tell students apart, which mistakes are common."""

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from grader.reports.brief import made_for_other, whose
from grader.results import CheckResult, QuestionResult, Report, Status

BINS = 10
FEWEST = 5  # submissions in which a check must have run before "nobody" means anything


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """One question over a class; `max_score` in hundredths of a point, `difficulty` in [0, 1], `discrimination` in [-1, 1].

    `none` counts those without a point, unanswered ones included; `unjudged` those in which one of its checks is an *error*.
    Where `discrimination` is None, `undefined` says why.
    """

    id: str
    title: str
    max_score: int
    full: int
    partial: int
    none: int
    unjudged: int
    difficulty: float | None
    discrimination: float | None
    undefined: str

    @property
    def submissions(self) -> int:
        """How many submissions hold the question, judged or not."""
        return self.full + self.partial + self.none + self.unjudged


@dataclass(frozen=True, slots=True)
class MisconceptionCount:
    """In how many submissions a question's answer proves a mistake; two names joined by `+` are both mistakes together."""

    question: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckCount:
    """A check that everybody passed or that everybody failed, among the `ran` submissions in which it ran."""

    question: str
    check: str
    hidden: bool
    ran: int


@dataclass(frozen=True, slots=True)
class ClassStatistics:
    """All submissions of one exercise; scores in hundredths of a point, of those that are `graded` alone.

    `histogram` counts them by their part of the greatest score, in ten bins of a tenth; each holds its lower bound, the last
    full marks too. `adjusted` counts submissions in which points were changed by hand; `handed_on` holds, for each that was
    started for somebody else, who handed it in and for whom it was.
    """

    exercise: str
    title: str
    statuses: Mapping[str, int]
    adjusted: int
    handed_on: tuple[tuple[str, str], ...]
    max_score: int
    mean: float | None
    median: float | None
    histogram: tuple[int, ...]
    questions: tuple[QuestionStatistics, ...]
    misconceptions: tuple[MisconceptionCount, ...]
    nobody_fails: tuple[CheckCount, ...]
    nobody_passes: tuple[CheckCount, ...]

    @property
    def submissions(self) -> int:
        """How many reports there were."""
        return sum(self.statuses.values())


def class_statistics(reports: Iterable[Report]) -> tuple[ClassStatistics, ...]:
    """Return the statistics of each exercise, in the order in which the exercises come first; the reports are read once.

    Reports that are `partial` are counted, and nothing else is taken from them. Of those with status `error`, mistakes, checks
    that ran and how each question ended count; their scores do not, for nobody knows what they would be.
    """
    tallies: dict[str, _Tally] = {}
    for report in reports:
        tallies.setdefault(report.exercise, _Tally(report.exercise, report.title)).add(report)
    return tuple(tally.statistics() for tally in tallies.values())


def point_biserial(n: int, ones: int, total: int, squares: int, total_of_ones: int) -> float | None:
    """Return the correlation of a 0/1 variable x with a number y from sums over n pairs, or None where either does not vary.

    It is Pearson's r = (n Σxy − Σx Σy) / √((n Σx² − (Σx)²)(n Σy² − (Σy)²)), where Σx² = Σx; of whole numbers, so nothing cancels.
    Source: the point biserial coefficient in F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores (1968);
    that y is the rest of the score, not all of it: S. Henrysson, Psychometrika 28 (1963), 211–218.
    """
    spread = (n * ones - ones * ones) * (n * squares - total * total)
    return (n * total_of_ones - ones * total) / math.sqrt(spread) if spread > 0 else None


def histogram_bin(score: int, max_score: int) -> int:
    """Return which tenth of the greatest score a score lies in, 0 to 9; nothing of nothing lies in the first."""
    return min(BINS - 1, score * BINS // max_score) if max_score else 0


@dataclass(slots=True)
class _QuestionTally:
    """The sums of one question; x is 1 for full marks, y the rest of the submission's score in hundredths."""

    title: str
    max_score: int = 0
    full: int = 0
    partial: int = 0
    none: int = 0
    unjudged: int = 0
    graded: int = 0
    fractions: float = 0.0
    ones: int = 0
    rest: int = 0
    rest_squares: int = 0
    rest_of_ones: int = 0

    def add(self, question: QuestionResult, graded: int | None) -> None:
        """Count a question of a submission; `graded` is the score of the whole one, if it is graded."""
        self.max_score = max(self.max_score, question.max_score)
        if question.status is Status.ERROR:
            self.unjudged += 1
            return
        full = question.score >= question.max_score
        self.full += full
        self.partial += not full and question.score > 0
        self.none += not full and question.score <= 0
        if graded is not None:
            self._add_score(question, graded - question.score, full)

    def _add_score(self, question: QuestionResult, rest: int, full: bool) -> None:
        self.graded += 1
        self.fractions += question.score / question.max_score if question.max_score else 0.0
        self.ones += full
        self.rest += rest
        self.rest_squares += rest * rest
        self.rest_of_ones += rest * full

    def statistics(self, id: str) -> QuestionStatistics:
        discrimination = point_biserial(self.graded, self.ones, self.rest, self.rest_squares, self.rest_of_ones)
        return QuestionStatistics(
            id=id,
            title=self.title,
            max_score=self.max_score,
            full=self.full,
            partial=self.partial,
            none=self.none,
            unjudged=self.unjudged,
            difficulty=self.fractions / self.graded if self.graded else None,
            discrimination=discrimination,
            undefined=self._undefined() if discrimination is None else "",
        )

    def _undefined(self) -> str:
        if self.graded < 2:
            return "fewer than two graded"
        if self.ones in (0, self.graded):
            return "all have full marks" if self.ones else "nobody has full marks"
        return "the rest of the score is the same for all"


@dataclass(slots=True)
class _Tally:
    """What one exercise's reports add up to; it grows with the scores alone, by one small number each."""

    exercise: str
    title: str
    statuses: Counter[str] = field(default_factory=Counter)
    adjusted: int = 0
    handed_on: list[tuple[str, str]] = field(default_factory=list)
    max_score: int = 0
    scores: list[int] = field(default_factory=list)
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    questions: dict[str, _QuestionTally] = field(default_factory=dict)
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    checks: dict[tuple[str, str, bool], list[int]] = field(default_factory=dict)  # ran, passed

    def add(self, report: Report) -> None:
        self.statuses[report.status] += 1
        self.adjusted += any(question.adjustments for question in report.questions)
        if other := made_for_other(report):
            self.handed_on.append((whose(report), other))
        if report.status == "partial":
            return
        graded = report.score if report.status == "graded" else None
        if graded is not None:
            self.max_score = max(self.max_score, report.max_score)
            self.scores.append(graded)
            self.bins[histogram_bin(graded, report.max_score)] += 1
        for question in report.questions:
            self.questions.setdefault(question.id, _QuestionTally(question.title)).add(question, graded)
            self.mistakes.update(
                {(question.id, check.misconception) for check in question.checks if check.misconception}
            )
            for check in question.checks:
                self._add_check(question.id, check)

    def _add_check(self, question: str, check: CheckResult) -> None:
        if check.status in (Status.PASSED, Status.FAILED):
            counts = self.checks.setdefault((question, check.id, check.hidden), [0, 0])
            counts[0] += 1
            counts[1] += check.status is Status.PASSED

    def statistics(self) -> ClassStatistics:
        return ClassStatistics(
            exercise=self.exercise,
            title=self.title,
            statuses={status: self.statuses[status] for status in ("graded", "error", "partial")},
            adjusted=self.adjusted,
            handed_on=tuple(self.handed_on),
            max_score=self.max_score,
            mean=sum(self.scores) / len(self.scores) if self.scores else None,
            median=statistics.median(self.scores) if self.scores else None,
            histogram=tuple(self.bins),
            questions=tuple(tally.statistics(id) for id, tally in self.questions.items()),
            misconceptions=tuple(
                MisconceptionCount(question, name, count)
                for (question, name), count in sorted(self.mistakes.items(), key=lambda item: (-item[1], item[0]))
            ),
            nobody_fails=self._checks(lambda ran, passed: passed == ran),
            nobody_passes=self._checks(lambda ran, passed: passed == 0),
        )

    def _checks(self, holds: Callable[[int, int], bool]) -> tuple[CheckCount, ...]:
        return tuple(
            CheckCount(question, check, hidden, ran)
            for (question, check, hidden), (ran, passed) in self.checks.items()
            if ran >= FEWEST and holds(ran, passed)
        )
