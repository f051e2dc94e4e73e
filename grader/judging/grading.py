"""Grade one submission: plan its checks, judge each once, put the results together. Knows nothing of pytest."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from grader import __version__
from grader.course.formulas import FormulaError
from grader.course.loader import Course, LoadedQuestion
from grader.course.model import ChoiceQuestion, CodeQuestion, FormulaQuestion, Item, NumberQuestion
from grader.course.templates import TemplateError
from grader.errors import LearnError, UsageError
from grader.judging.code import CodeJudge
from grader.judging.quiz import judge_choice, judge_formula, judge_number
from grader.results import CheckResult, QuestionResult, Report, Status, Verdict
from grader.runner.isolation import ISOLATION
from grader.runner.pool import Pool
from grader.suggest import did_you_mean
from grader.workspace.answers import Sheet, read_answers
from grader.workspace.folder import Missing, Submission
from grader.workspace.render import ANSWERS, stub_name


@dataclass(frozen=True, slots=True)
class Options:
    """What to judge: only some questions, if any are named; hidden checks too, their inputs drawn from `salt`."""

    questions: frozenset[str] = frozenset()
    hidden: bool = False
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to judge; `points` is its share of its question, in hundredths."""

    id: str
    title: str
    points: int
    hidden: bool
    judge: Callable[[], Verdict]


@dataclass(frozen=True, slots=True)
class Planned:
    """A question of a submission with its checks."""

    loaded: LoadedQuestion
    item: Item
    checks: tuple[Check, ...]
    code: CodeJudge | None


class Grading:
    """A submission's way from its files to its report."""

    def __init__(self, course: Course, submission: Submission, pool: Pool, options: Options) -> None:
        self.course = course
        self.exercise = submission.exercise
        self.submission = submission
        self._pool = pool
        self._options = options
        self._sheet = self._read_sheet()
        self._results: dict[tuple[str, str], CheckResult] = {}
        self.questions = tuple(
            self._plan(item, loaded)
            for item, loaded in self.exercise.questions
            if not options.questions or loaded.id in options.questions
        )

    def judge(self, planned: Planned, check: Check) -> CheckResult:
        """Judge a check, once; what is wrong with the course or this machine becomes an *error*, never a zero."""
        key = (planned.loaded.id, check.id)
        if key not in self._results:
            began = time.perf_counter()
            try:
                verdict = check.judge()
            except (FormulaError, TemplateError) as error:
                path = planned.loaded.path.relative_to(self.course.root)
                verdict = Verdict(Status.ERROR, f"{path}: {error}")
            except LearnError as error:
                verdict = Verdict(Status.ERROR, str(error))
            except (
                Exception,
                SystemExit,
            ) as error:  # a fault of ours must not become a student's zero, nor end the whole run
                verdict = Verdict(Status.ERROR, f"Internal error: {type(error).__name__}: {error}. Please report it.")
            self._results[key] = _result(check, verdict, time.perf_counter() - began)
        return self._results[key]

    def finish(self, planned: Planned) -> None:
        """End the process of a question whose checks were judged."""
        if planned.code is not None:
            planned.code.close()

    def report(self, *, complete: bool = True) -> Report:
        """Return what was found; a check that was left out is *not run*, or an *error* where all should be there."""
        return Report(
            tool=__version__,
            course=self.course.id,
            exercise=self.exercise.id,
            title=self.exercise.model.title,
            student=self.submission.student,
            folder=self.submission.label,
            isolation=ISOLATION,
            questions=tuple(self._question_result(planned, complete) for planned in self.questions),
        )

    def _question_result(self, planned: Planned, complete: bool) -> QuestionResult:
        self.finish(planned)
        question = planned.loaded.question
        checks = [
            self._results.get((planned.loaded.id, check.id)) or self._unjudged(check, complete)
            for check in planned.checks
        ]
        printed = planned.code.printed if planned.code is not None else ""
        values = self.course.values(planned.loaded, self.submission.student)
        return QuestionResult(
            planned.loaded.id,
            question.kind,
            question.title,
            planned.item.points * 100,
            tuple(checks),
            printed,
            {name: value for name, value in values.items() if isinstance(value, int)},
        )

    def _unjudged(self, check: Check, complete: bool) -> CheckResult:
        if check.hidden and not self._options.hidden:
            verdict = Verdict(Status.NOT_RUN, "Runs when you hand in.")
        elif complete:
            verdict = Verdict(Status.ERROR, "Internal error: the session left this check out. Please report it.")
        else:
            verdict = Verdict(Status.NOT_RUN, "Not selected.")
        return _result(check, verdict, 0.0)

    def _plan(self, item: Item, loaded: LoadedQuestion) -> Planned:
        question = loaded.question
        code: CodeJudge | None = None
        match question:
            case CodeQuestion():
                code = CodeJudge(self.course, loaded, self._file(stub_name(loaded)), self._pool, self._options.salt)
                judge = code.judge
                drafts = [(c.id, c.id, c.points, c.hidden, partial(judge, c)) for c in question.cases]
            case NumberQuestion():
                values = self.course.values(loaded, self.submission.student)
                given = self._sheet.numbers.get(loaded.id, {})
                drafts = [
                    (name, name, ask.points, False, partial(judge_number, ask, values, given.get(name)))
                    for name, ask in question.asks.items()
                ]
            case FormulaQuestion():
                given = self._sheet.numbers.get(loaded.id, {})
                drafts = [
                    (name, name, ask.points, False, partial(judge_formula, question, ask, given.get(name)))
                    for name, ask in question.asks.items()
                ]
            case ChoiceQuestion():
                letters = self._sheet.letters.get(loaded.id)
                drafts = [("choice", question.title, 1, False, partial(judge_choice, question, letters))]
            case _:
                assert_never(question)
        return Planned(loaded, item, self._checks(item.points * 100, drafts, is_code=code is not None), code)

    def _checks(
        self, points: int, drafts: Sequence[tuple[str, str, int, bool, Callable[[], Verdict]]], *, is_code: bool
    ) -> tuple[Check, ...]:
        """Share a question's points among the checks that run here, by their weights."""
        unreadable = Verdict(Status.INVALID, "\n".join(self._sheet.problems))
        shares = share(
            points, [0 if hidden and not self._options.hidden else weight for _, _, weight, hidden, _ in drafts]
        )
        return tuple(
            Check(id, title, part, hidden, judge if is_code or not self._sheet.problems else lambda: unreadable)
            for (id, title, _, hidden, judge), part in zip(drafts, shares, strict=True)
        )

    @property
    def selected(self) -> Mapping[str, tuple[Check, ...]]:
        """The checks that run here, by question."""
        return {
            planned.loaded.id: tuple(check for check in planned.checks if self._options.hidden or not check.hidden)
            for planned in self.questions
        }

    def _read_sheet(self) -> Sheet:
        if all(isinstance(loaded.question, CodeQuestion) for _, loaded in self.exercise.questions):
            return Sheet()
        data = self._file(ANSWERS)
        if isinstance(data, Missing):
            return Sheet(problems=(f"{data.reason}. Get the sheet back: learn reset QUESTION",))
        return read_answers(data, self.exercise)

    def _file(self, name: str) -> bytes | Missing:
        return self.submission.files.get(name, Missing(f"{name} is missing"))


def open_submission(course: Course, submission: Submission, pool: Pool, options: Options) -> Grading:
    """Return the grading of a submission; raise UsageError where a question is named that it does not hold."""
    exercise = submission.exercise
    known = [loaded.id for _, loaded in exercise.questions]
    for question in options.questions.difference(known):
        hint = did_you_mean(question, known)
        raise UsageError(f'{exercise.id} has no question "{question}".{hint} It has: {", ".join(known)}.')
    return Grading(course, submission, pool, options)


def share(points: int, weights: list[int]) -> list[int]:
    """Split points by weight into whole hundredths that add up exactly."""
    total, shares, passed = sum(weights), [], 0
    for weight in weights:
        before = points * passed // total if total else 0
        passed += weight
        shares.append((points * passed // total if total else 0) - before)
    return shares


def _result(check: Check, verdict: Verdict, seconds: float) -> CheckResult:
    score = round(check.points * verdict.fraction)
    return CheckResult(
        check.id,
        check.title,
        verdict.status,
        score,
        check.points,
        check.hidden,
        verdict.message,
        verdict.misconception,
        seconds,
    )
