"""Judge a function that a student wrote: its cases, with the mistake behind a failure, and its laws."""

from collections.abc import Iterator

import numpy as np

from grader.course.formulas import FormulaError
from grader.course.laws import sides
from grader.course.loader import Course, LoadedQuestion
from grader.course.model import Case, CodeQuestion, SameLines
from grader.course.templates import TemplateError
from grader.errors import LearnError
from grader.judging.calls import Calls
from grader.judging.diagnose import Diagnosis, Trial, diagnose
from grader.judging.explain import Call
from grader.judging.failures import described, failed
from grader.judging.laws import judge_property
from grader.judging.lines import judge_lines
from grader.judging.oracle import Oracle, faults, is_faultless, quietly
from grader.judging.student import StudentCode
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Returned
from grader.runner.pool import Pool
from grader.workspace.files import Missing
from grader.workspace.render import stub_name

PASSED = Verdict(Status.PASSED, fraction=1.0)


class CodeJudge:
    """The checks of one student's function. A case is called once; its trials are kept for the diagnosis."""

    def __init__(self, course: Course, loaded: LoadedQuestion, source: bytes | Missing, pool: Pool, salt: str) -> None:
        assert isinstance(loaded.question, CodeQuestion)
        self.question = loaded.question
        self._course = course
        self._loaded = loaded
        self._salt = salt
        self._calls = Calls(loaded, salt)
        self._oracle = Oracle(course.root, loaded, self._calls)
        self._student = StudentCode(loaded, source, pool, self._calls)
        self._visible = [case for case in loaded.question.cases if not case.hidden]
        self._trials: dict[str, list[Trial]] = {}
        self._diagnosis: Diagnosis | None = None
        self._is_diagnosed = False

    @property
    def printed(self) -> str:
        """What the student's code printed, bounded, but for what it printed when it saw hidden inputs."""
        return self._student.printed

    def close(self) -> None:
        """End the child, if there is one."""
        self._student.close()

    def judge(self, case: Case) -> Verdict:
        """Call the function with the inputs of a case, as often as it says, until a result is wrong."""
        verdict = self._verdict(case)
        if verdict.status is not Status.FAILED:
            return verdict
        if case.hidden:
            return Verdict(Status.FAILED, f"A hidden check failed ({verdict.category}).", category=verdict.category)
        return self._with_diagnosis(verdict) if case.id in self._trials else verdict

    def judge_property(self, name: str) -> Verdict:
        """Try a law with the student's function, once a case is right: nothing but zeros keeps many a law."""
        if self._student.blocked is None and not any(self._is_right(case) for case in self._visible):
            return self._student.blocked or Verdict(Status.NOT_RUN, NOTHING_RIGHT)
        return judge_property(name, self._loaded, self._course.root, self._oracle, self._calls, self._student.call)

    def judge_lines(self, lines: SameLines) -> Verdict:
        """Compare how many lines run for a small and for a large case, once both are right."""
        for id in (lines.small, lines.large):
            if self._verdict(self._calls.case(id)).status is not Status.PASSED:
                return self._student.blocked or Verdict(Status.NOT_RUN, f'Not run: "{id}" is not right yet.')
        trials = {id: self._trials[id][0] for id in (lines.small, lines.large)}
        return judge_lines(lines, trials, self._student, self._oracle, stub_name(self._loaded))

    def _verdict(self, case: Case) -> Verdict:
        if self._student.blocked is not None:
            return self._student.blocked
        for trial in self._tried(case):
            if isinstance(trial, Verdict):
                return trial
            if trial.verdict.status is not Status.PASSED:
                return trial.verdict
        return self._again(case)

    def _is_right(self, case: Case) -> bool:
        """Whether a case is right, and its result holds something."""
        right = self._verdict(case).status is Status.PASSED
        return right and any(np.any(part) for part in sides(self._trials[case.id][0].expected))

    def _tried(self, case: Case) -> Iterator[Trial | Verdict]:
        """Yield the calls of a case, each made once; a verdict where the function cannot be called."""
        trials = self._trials.get(case.id, [])
        yield from tuple(trials)
        for draw in range(len(trials), case.repeat):
            trial = self._try(case, draw)
            if isinstance(trial, Trial):
                trials = self._trials.setdefault(case.id, trials)
                trials.append(trial)
            yield trial

    def _try(self, case: Case, draw: int) -> Trial | Verdict:
        call = self._calls.draw(case, draw)
        expected = self._oracle.expected(call)
        answer = self._student.call(call, expected, hidden=case.hidden)
        if isinstance(answer, Verdict):
            return answer
        if isinstance(answer, Returned):
            verdict = PASSED if is_faultless(expected, answer, call) else _faulty(expected, answer, call, case.hidden)
        else:
            verdict = described(answer, self.question)
        return Trial(case.id, draw, call, expected, answer, verdict)

    def _again(self, case: Case) -> Verdict:
        """Call the first case a second time: the same arguments must give the same result."""
        if self.question.strict or case is not self._visible[0]:
            return PASSED
        first = self._trials[case.id][0]
        answer = self._student.call(first.call, first.expected)
        if isinstance(answer, Verdict) or answer == first.answer:
            return PASSED
        if not isinstance(answer, Returned):
            verdict = described(answer, self.question)
        elif is_faultless(first.expected, answer, first.call):
            return PASSED
        else:
            verdict = _faulty(first.expected, answer, first.call)
        return Verdict(Status.FAILED, f"{AGAIN}\n{verdict.message}", category=verdict.category)

    def _with_diagnosis(self, verdict: Verdict) -> Verdict:
        """Add the mistake that the results prove; it is told with the first failure, and named with each."""
        is_first = not self._is_diagnosed
        if is_first:
            self._is_diagnosed = True
            self._diagnosis = self._diagnose()
        if self._diagnosis is None:
            return verdict
        message = f"{verdict.message}\n{self._diagnosis.text}" if is_first else verdict.message
        return Verdict(Status.FAILED, message, self._diagnosis.misconception, category=verdict.category)

    def _diagnose(self) -> Diagnosis | None:
        """Make the calls of all visible cases that are still to be made, and compare them with the mistakes."""
        if not self.question.misconceptions:
            return None
        trials: list[Trial] = []
        try:
            for case in self._visible:
                for trial in self._tried(case):
                    if isinstance(trial, Verdict) or trial.verdict.category not in (None, *COMPARABLE):
                        return None
                    trials.append(trial)
            with quietly():
                return diagnose(trials, self.question.misconceptions, self._mistaken)
        except (LearnError, FormulaError, TemplateError):
            return None  # the check that is to blame says so itself; this one is wrong all the same

    def _mistaken(self, names: tuple[str, ...], trial: Trial) -> Returned | wire.Raised:
        return self._oracle.kept(names, trial.call, (trial.case, trial.draw, self._salt))


def _faulty(expected: object, answer: Returned, call: Call, hidden: bool = False) -> Verdict:
    """Return the verdict on a wrong result; no word is put together that a hidden check keeps to itself."""
    return failed("" if hidden else "\n".join(faults(expected, answer, call)), Category.WRONG)


# What a mistake can do too; a time-out or a crash ends the search.
COMPARABLE = (Category.WRONG, Category.EXCEPTION, Category.EXITED, Category.MEMORY)
NOTHING_RIGHT = "Not run: a law is tried once a case is right."
AGAIN = "The first call is right, and a second one with the same arguments is not. Does something stay behind?"
