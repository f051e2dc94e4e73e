"""Judge a function that a student wrote: its cases, with the mistake behind a failure, and its laws."""

import functools
from collections.abc import Iterator

from grader.course.formulas import FormulaError
from grader.course.loader import Course, LoadedQuestion
from grader.course.model import Case, CodeQuestion, SameLines
from grader.course.templates import TemplateError
from grader.errors import LearnError
from grader.judging.budget import Budget
from grader.judging.calls import Calls
from grader.judging.diagnose import Diagnosis, Trial, diagnose
from grader.judging.explain import Call
from grader.judging.failures import described, failed
from grader.judging.growth import judge_growth
from grader.judging.laws import judge_property, try_property
from grader.judging.lines import judge_lines
from grader.judging.oracle import Oracle, faults, is_faultless, quietly
from grader.judging.student import StudentCode
from grader.judging.trials import Trials
from grader.judging.weights import holds_something
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Returned
from grader.runner.pool import Pool
from grader.workspace.files import Missing
from grader.workspace.render import stub_name

PASSED = Verdict(Status.PASSED, fraction=1.0)


class CodeJudge:
    """The checks of one student's function. A case is called once; its trials are kept for the diagnosis."""

    def __init__(
        self,
        course: Course,
        loaded: LoadedQuestion,
        source: bytes | Missing,
        pool: Pool,
        salt: str,
        *,
        anew: bool = False,
        budget: Budget | None = None,
    ) -> None:
        assert isinstance(loaded.question, CodeQuestion)
        self.question = loaded.question
        self.calls = Calls(loaded, salt)
        self.oracle = Oracle(course.root, loaded, self.calls)
        self.anew = anew
        self._root = course.root
        self._loaded = loaded
        self._student = StudentCode(loaded, source, pool, self.calls, budget)
        self._visible = [case for case in loaded.question.cases if not case.hidden]
        self._trials = Trials()
        self._verdicts: dict[str, Verdict] = {}
        self._anew: dict[str, Verdict] = {}
        self._laws: dict[str, Verdict] = {}
        self._diagnosis: Diagnosis | None = None
        self._is_diagnosed = self._is_told = self._is_settled = False

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
        if verdict.status is Status.PASSED and not case.hidden and self.anew:
            if case.id not in self._anew:
                self._anew[case.id] = self._judge_anew(case)
            verdict = self._anew[case.id]
            return self._with_diagnosis(verdict) if verdict.status is Status.FAILED else verdict
        if verdict.status is not Status.FAILED:
            return verdict
        if case.hidden:
            return Verdict(Status.FAILED, f"A hidden check failed ({verdict.category}).", category=verdict.category)
        return self._with_diagnosis(verdict) if self._trials.of(case) else verdict

    def judge_property(self, name: str) -> Verdict:
        """Try a law with the student's function, once a case is right: nothing but zeros keeps many a law."""
        verdict = self._law(name)
        if verdict.status is not Status.PASSED or not self.anew:
            return verdict
        self._settle()
        ask = functools.partial(self._student.call, hidden=True)
        tried = try_property(name, self._loaded, self._root, self.oracle, self.calls, ask, self.calls.salt)
        return _wrong_anew(tried.verdict.category) if not tried.are_right else tried.verdict

    def judge_lines(self, lines: SameLines, *, untrusted: bool) -> Verdict:
        """Compare how many lines run for a small and for a large case, once both are right; for strangers how time grows."""
        for id in (lines.small, lines.large):
            if self.judge(self.calls.case(id)).status is not Status.PASSED:
                return self._student.blocked or Verdict(Status.NOT_RUN, f'Not run: "{id}" is not right yet.')
        if untrusted:
            self._settle()
            return judge_growth(lines, self.calls, self._student, self.oracle)
        return judge_lines(lines, self.calls, self._student, self.oracle, stub_name(self._loaded))

    def _judge_anew(self, case: Case) -> Verdict:
        """Judge a case that is right once more, on inputs that nobody could know."""
        self._settle()
        for draw in range(case.repeat):
            call = self.calls.draw_anew(case, draw)
            trial = self._try(case, draw, call, hidden=True)
            if isinstance(trial, Verdict):
                return trial
            if trial.verdict.status is not Status.PASSED:
                return _wrong_anew(trial.verdict.category)
        return PASSED

    def _settle(self) -> None:
        """Make every call whose inputs can be seen, once: a process that has seen others is used for those no more.

        Where some of them took too long, others were right, and those are still to be judged anew.
        """
        if self._is_settled:
            return
        self._is_settled = True
        verdicts = [self._verdict(case) for case in self._visible]
        if any(verdict.status is Status.FAILED for verdict in verdicts):
            self._diagnose()
        for name in self.question.properties:
            self._law(name)
        self._student.resume()

    def _law(self, name: str) -> Verdict:
        if self._student.blocked is None and not any(self._is_right(case) for case in self._visible):
            return self._student.blocked or Verdict(Status.NOT_RUN, NOTHING_RIGHT)
        if name not in self._laws:
            ask = self._student.call
            tried = try_property(name, self._loaded, self._root, self.oracle, self.calls, ask)
            self._laws[name] = judge_property(tried)
        return self._laws[name]

    def _verdict(self, case: Case) -> Verdict:
        if case.id not in self._verdicts:
            self._verdicts[case.id] = self._student.blocked or self._judged(case)
        return self._verdicts[case.id]

    def _judged(self, case: Case) -> Verdict:
        first: Trial | None = None
        for trial in self._tried(case):
            if isinstance(trial, Verdict):
                return trial
            if trial.verdict.status is not Status.PASSED:
                return trial.verdict
            first = first or trial
        return self._again(case, first) if first is not None else PASSED

    def _is_right(self, case: Case) -> bool:
        """Whether a case is right, and its result holds something."""
        right = self._verdict(case).status is Status.PASSED
        return right and holds_something(self.oracle.expected(self.calls.draw(case, 0)))

    def _tried(self, case: Case) -> Iterator[Trial | Verdict]:
        """Yield the calls of a case, each made once while it is kept; a verdict where the function cannot be called."""
        kept = self._trials.of(case)
        yield from kept
        for draw in range(len(kept), case.repeat):
            trial = self._try(case, draw, self.calls.draw(case, draw), hidden=case.hidden)
            if isinstance(trial, Trial):
                self._trials.keep(case, trial)
            yield trial

    def _try(self, case: Case, draw: int, call: Call, *, hidden: bool) -> Trial | Verdict:
        expected = self.oracle.expected(call)
        answer = self._student.call(call, expected, hidden=hidden)
        if isinstance(answer, Verdict):
            return answer
        if isinstance(answer, Returned):
            verdict = PASSED if is_faultless(expected, answer, call) else _faulty(expected, answer, call, hidden)
        else:
            verdict = described(answer, self.question)
        return Trial(case.id, draw, call, expected, answer, verdict)

    def _again(self, case: Case, first: Trial) -> Verdict:
        """Call the first case a second time: the same arguments must give the same result."""
        if self.question.strict or case is not self._visible[0]:
            return PASSED
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
        diagnosis, is_first = self._diagnose(), not self._is_told
        self._is_told = True
        if diagnosis is None:
            return verdict
        message = f"{verdict.message}\n{diagnosis.text}" if is_first else verdict.message
        return Verdict(Status.FAILED, message, diagnosis.misconception, category=verdict.category)

    def _diagnose(self) -> Diagnosis | None:
        """Return the mistake that the results of all visible cases prove, searched for once."""
        if not self._is_diagnosed:
            self._is_diagnosed = True
            self._diagnosis = self._searched() if self.question.misconceptions else None
        return self._diagnosis

    def _searched(self) -> Diagnosis | None:
        """Make the calls of all visible cases that are still to be made, and compare them with the mistakes."""
        trials: list[Trial] = []
        try:
            for case in self._visible:
                for trial in self._tried(case):
                    if isinstance(trial, Verdict) or trial.verdict.category not in (None, *COMPARABLE):
                        return None
                    if self._trials.is_full:
                        return None
                    trials.append(trial)
            with quietly():
                return diagnose(trials, self.question.misconceptions, self._mistaken)
        except (LearnError, FormulaError, TemplateError):
            return None  # the check that is to blame says so itself; this one is wrong all the same

    def _mistaken(self, names: tuple[str, ...], trial: Trial) -> Returned | wire.Raised:
        return self.oracle.kept(names, trial.call, (trial.case, trial.draw, self.calls.salt))


def _wrong_anew(category: Category | None) -> Verdict:
    """Return the verdict on a function that is right for the inputs that can be seen, and not for those of this run."""
    category = category or Category.WRONG
    return failed(f"{ONLY_VISIBLE} ({category}).", category)


def _faulty(expected: object, answer: Returned, call: Call, hidden: bool = False) -> Verdict:
    """Return the verdict on a wrong result; no word is put together that a hidden check keeps to itself."""
    return failed("" if hidden else "\n".join(faults(expected, answer, call)), Category.WRONG)


# What a mistake can do too; a time-out or a crash ends the search.
COMPARABLE = (Category.WRONG, Category.EXCEPTION, Category.EXITED, Category.MEMORY)
ONLY_VISIBLE = "It is right for the inputs that can be seen, and not for others that were drawn for this run"
NOTHING_RIGHT = "Not run: a law is tried once a case is right."
AGAIN = "The first call is right, and a second one with the same arguments is not. Does something stay behind?"
