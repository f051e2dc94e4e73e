"""Grade one submission: plan its checks, judge each once, put the results together. Knows nothing of pytest."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from grader.course.formulas import FormulaError
from grader.course.loader import Course, LoadedQuestion
from grader.course.model import (
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    Item,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.course.templates import TemplateError
from grader.course.variants import Values
from grader.errors import JudgingError, LearnError, UsageError
from grader.judging.budget import budget_for
from grader.judging.checks import Check, Options, code_checks, refusal, share
from grader.judging.choices import judge_choice, judge_match, judge_order
from grader.judging.code import CodeJudge
from grader.judging.links import judge_link, link_values
from grader.judging.quiz import judge_formula, judge_number
from grader.judging.recording import not_judged, report_of, result_of
from grader.results import Category, CheckResult, QuestionResult, Report, Status, Verdict
from grader.runner.pool import Pool
from grader.suggest import did_you_mean
from grader.workspace.answers import Sheet, read_answers
from grader.workspace.files import Missing
from grader.workspace.folder import Submission
from grader.workspace.lines import function_line
from grader.workspace.linked import find_linked
from grader.workspace.render import ANSWERS, stub_name

FURTHER_ATTEMPTS = 3  # whose sizes a wrong answer is compared with


@dataclass(frozen=True, slots=True)
class Planned:
    """A question of a submission with its checks."""

    loaded: LoadedQuestion
    item: Item
    checks: tuple[Check, ...]
    code: CodeJudge | None
    values: Values


class Grading:
    """A submission's way from its files to its report."""

    def __init__(self, course: Course, submission: Submission, pool: Pool, options: Options) -> None:
        self.course = course
        self.exercise = submission.exercise
        self.submission = submission
        self._pool = pool
        self._options = options
        self._sheet = self._read_sheet()
        functions = [
            loaded.question for _, loaded in self.exercise.questions if isinstance(loaded.question, CodeQuestion)
        ]
        limits = (question.limits.seconds for question in functions)
        self._budget = budget_for(limits, twice=options.hidden)
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
                verdict = self._budget.told(self._attempt(planned, check))
            except (FormulaError, TemplateError) as error:
                path = planned.loaded.path.relative_to(self.course.root)
                verdict = not_judged(f"{path}: {error}")
            except LearnError as error:
                verdict = not_judged(str(error))
            except (Exception, SystemExit) as error:
                # A fault of ours must not become a student's zero, nor end the whole run.
                verdict = not_judged(f"Internal error: {type(error).__name__}: {error}. Please report it.")
            question = planned.loaded.question
            limit = question.limits.seconds if isinstance(question, CodeQuestion) else 1.0
            self._results[key] = result_of(check, verdict, time.perf_counter() - began, limit)
        return self._results[key]

    def judge_all(self) -> None:
        """Judge every check that runs here, in order."""
        for planned in self.questions:
            for check in self.running(planned):
                self.judge(planned, check)
            self.finish(planned)

    def _attempt(self, planned: Planned, check: Check) -> Verdict:
        """Judge a check; once more, on a fresh parent of children, where the failure is ours."""
        try:
            return check.judge()
        except JudgingError:
            self.finish(planned)
            self._pool.restart()
            return check.judge()

    def finish(self, planned: Planned) -> None:
        """End the process of a question whose checks were judged."""
        if planned.code is not None:
            with contextlib.suppress(JudgingError):  # it is gone already
                planned.code.close()

    def report(self, *, complete: bool = True, ongoing: bool = False) -> Report:
        """Return what was found; a check that was left out is *not run*, or an *error* where all should be there.

        A report of an ongoing grading is partial, and ends no process.
        """
        questions = [self._question_result(planned, complete, ongoing) for planned in self.questions]
        return report_of(self.course.id, self.submission, self._pool.isolation, questions, partial=ongoing)

    def _question_result(self, planned: Planned, complete: bool, ongoing: bool) -> QuestionResult:
        if not ongoing:
            self.finish(planned)
        question = planned.loaded.question
        checks = [
            self._results.get((planned.loaded.id, check.id)) or self._unjudged(check, complete, ongoing)
            for check in planned.checks
        ]
        printed = planned.code.printed if planned.code is not None else ""
        return QuestionResult(
            planned.loaded.id,
            question.kind,
            question.title,
            planned.item.points * 100,
            tuple(checks),
            printed,
            {name: value for name, value in planned.values.items() if isinstance(value, int)},
            *self._place(planned.loaded),
        )

    def _place(self, loaded: LoadedQuestion) -> tuple[str, int | None]:
        """Return the file and the line where a question is answered."""
        if not isinstance(loaded.question, CodeQuestion):
            return ANSWERS, self._sheet.lines.get(loaded.id)
        source = self._file(stub_name(loaded))
        line = function_line(source, loaded.question.function) if isinstance(source, bytes) else None
        return stub_name(loaded), line

    def _unjudged(self, check: Check, complete: bool, ongoing: bool) -> CheckResult:
        if not self._runs(check):
            verdict = Verdict(Status.NOT_RUN, "Runs when you hand in.")
        elif ongoing:
            verdict = Verdict(Status.NOT_RUN, "Not judged yet.")
        elif complete:
            verdict = not_judged("Internal error: the session left this check out. Please report it.")
        else:
            verdict = Verdict(Status.NOT_RUN, "Not selected.")
        return result_of(check, verdict, 0.0)

    def _plan(self, item: Item, loaded: LoadedQuestion) -> Planned:
        question = loaded.question
        values = self.course.values(
            loaded, self.submission.student, self.submission.attempt, self.submission.sizes.get(loaded.id)
        )
        given = self._sheet.numbers.get(loaded.id, {})
        code: CodeJudge | None = None
        match question:
            case CodeQuestion():
                source = self._file(stub_name(loaded))
                code = self._judge_of(loaded, source)
                checks = code_checks(question, code, source, untrusted=self._options.untrusted)
            case NumberQuestion():
                others = partial(self._other_sizes, loaded, values)
                checks = [
                    self._quiz_check(name, ask.points, partial(judge_number, ask, values, given.get(name), others))
                    for name, ask in question.asks.items()
                ]
                checks += self._links(question, given)
            case FormulaQuestion():
                checks = [
                    self._quiz_check(name, ask.points, partial(judge_formula, question, ask, given.get(name)))
                    for name, ask in question.asks.items()
                ]
            case ChoiceQuestion():
                letters = self._sheet.letters.get(loaded.id)
                checks = [self._quiz_check("choice", 1, partial(judge_choice, question, letters))]
            case MatchQuestion():
                checks = [self._quiz_check("match", 1, partial(judge_match, question, given))]
            case OrderQuestion():
                letters = self._sheet.letters.get(loaded.id)
                checks = [self._quiz_check("order", 1, partial(judge_order, question, letters))]
            case _:
                assert_never(question)
        return Planned(loaded, item, self._with_shares(item.points * 100, checks), code, values)

    def _judge_of(self, loaded: LoadedQuestion, source: bytes | Missing) -> CodeJudge:
        options = self._options
        return CodeJudge(
            self.course, loaded, source, self._pool, options.salt, anew=options.hidden, budget=self._budget
        )

    def _other_sizes(self, loaded: LoadedQuestion, own: Values) -> dict[str, Values]:
        """Return sizes for which an answer may have been worked out that is not right for the student's own, by whose they are."""
        student, attempt, made_for = self.submission.student, self.submission.attempt, self._sheet.made_for
        whose: dict[str, tuple[str | None, int]] = {}
        if student is not None:
            whose["those without a student's name"] = (None, 1)
            whose |= {f"those of attempt {n}": (student, n) for n in range(1, FURTHER_ATTEMPTS + 1) if n != attempt}
        if made_for is not None and made_for != student:
            whose[f"those of {made_for[:80]}, for whom this sheet was made"] = (made_for, attempt)
        sizes = {words: self.course.values(loaded, *variant) for words, variant in whose.items()}
        return {words: values for words, values in sizes.items() if values != own}

    def _links(self, question: NumberQuestion, given: Mapping[str, str]) -> Iterator[Check]:
        """Yield a check for each link of which both sides are answered; it is worth no points of its own."""
        for name, link in question.links.items() if not self._options.untrusted else ():
            linked = find_linked(self.course, self.submission, link.question)
            sides = link_values(link, given, linked) if linked is not None else None
            if linked is not None and sides is not None:
                yield Check(name, 0, False, partial(judge_link, link, sides, linked))

    def _quiz_check(self, id: str, weight: int, judge: Callable[[], Verdict]) -> Check:
        """Return a check of an answer; none can be read from a sheet that is refused or has problems."""
        if self._sheet.problems:
            data = self._file(ANSWERS)
            category = Category.REFUSED if isinstance(data, Missing) else None
            unreadable = Verdict(Status.INVALID, "\n".join(self._sheet.problems), category=category)
            return Check(id, weight, False, refusal(data) or (lambda: unreadable))
        return Check(id, weight, False, judge)

    def _with_shares(self, points: int, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Share a question's points by weight among the checks that run here."""
        shares = share(points, [check.points if self._runs(check) else 0 for check in checks])
        return tuple(replace(check, points=part) for check, part in zip(checks, shares, strict=True))

    def running(self, planned: Planned) -> tuple[Check, ...]:
        """Return the checks of a question that run here, the hidden ones last: a process that saw hidden inputs is used no more."""
        checks = tuple(filter(self._runs, planned.checks))
        return checks if planned.code is None else tuple(sorted(checks, key=lambda check: check.hidden))

    def _runs(self, check: Check) -> bool:
        return self._options.hidden or not check.hidden

    def _read_sheet(self) -> Sheet:
        if all(isinstance(loaded.question, CodeQuestion) for _, loaded in self.exercise.questions):
            return Sheet()
        data = self._file(ANSWERS)
        if isinstance(data, Missing):
            return Sheet(problems=(f"{data.reason}. Get the sheet back: learn reset QUESTION",))
        return read_answers(data, self.exercise)

    def _file(self, name: str) -> bytes | Missing:
        found = self.submission.files.get(name)
        return Missing(f"{name} is missing") if found is None else found


def open_submission(course: Course, submission: Submission, pool: Pool, options: Options) -> Grading:
    """Return the grading of a submission; raise UsageError where a question is named that it does not hold."""
    exercise = submission.exercise
    known = [loaded.id for _, loaded in exercise.questions]
    for question in options.questions.difference(known):
        hint = did_you_mean(question, known)
        raise UsageError(f'{exercise.id} has no question "{question}".{hint} It has: {", ".join(known)}.')
    return Grading(course, submission, pool, options)
