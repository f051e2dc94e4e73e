"""What the kill table shows of the mistakes and of the cases: which of them teach a student nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.findings import Finding, Places
from grader.course.companions import load_mistakes, mistakes_path
from grader.course.loader import LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.judging.diagnose import Trial, diagnose
from grader.judging.explain import Call
from grader.judging.killing import KillTable
from grader.judging.oracle import Oracle, is_faultless, quietly
from grader.results import Status, Verdict
from grader.runner import wire
from grader.runner.child import Returned

PASSED, WRONG = Verdict(Status.PASSED), Verdict(Status.FAILED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of a case, and what belongs there."""

    case: Case
    draw: int
    call: Call
    expected: object


def mistake_findings(
    loaded: LoadedQuestion, oracle: Oracle, asked: Sequence[Asked], table: KillTable, root: Path
) -> Iterator[Finding]:
    """Find mistakes that are none, that only raise, that nobody can tell from another, or that are not named."""
    question, reference = loaded.question, loaded.reference
    assert isinstance(question, CodeQuestion)
    assert reference is not None
    path = mistakes_path(reference).relative_to(root)
    lines = {name: each.__code__.co_firstlineno for name, each in load_mistakes(reference).items()}
    seen = {case.id for case in question.cases if not case.hidden}
    visible = [each for each in asked if not each.case.hidden]
    alike: dict[str, str] = {}
    for first, second in table.alike:
        alike.setdefault(second, first)
    for name in oracle.names:
        trials = [_trial(oracle, name, each) for each in visible]
        raised = [trial.answer for trial in trials if isinstance(trial.answer, wire.Raised)]
        code, message = "", ""
        if len(raised) == len(trials):
            code, message = (
                "mistake-raises",
                _RAISES.format(name=name, error=f"{raised[0].type_name}: {raised[0].text}"),
            )
        elif seen.isdisjoint(table.kills[name]):
            code, message = "mistake-right", _RIGHT.format(name=name)
        elif name in alike:
            code, message = "mistakes-alike", _ALIKE.format(name=name, other=alike[name])
        elif name not in alike.values() and (told := _told(question, oracle, trials)) != name:
            code, message = "mistake-unnamed", _UNNAMED.format(name=name, told=told)
        if code:
            yield Finding(path, lines[name], 1, code, message)


_RAISES = "{name} raises in every case that a student sees ({error}): return what a student's code would"
_RIGHT = (
    "{name} gives what the reference gives in every case that a student sees: add a case that catches it, or drop it"
)
_ALIKE = (
    "{name} and {other} give the same in every case that a student sees, so neither is ever named:"
    " add a case that tells them apart, or drop one"
)
_UNNAMED = (
    "a student with the results of {name} is told of {told}: add a case in which {name} gives a result of its own"
)


def _trial(oracle: Oracle, name: str, each: Asked) -> Trial:
    with quietly():
        answer = oracle.kept((name,), each.call, (each.case.id, each.draw, ""))
        wrong = not isinstance(answer, Returned) or not is_faultless(each.expected, answer, each.call)
    return Trial(each.case.id, each.draw, each.call, each.expected, answer, WRONG if wrong else PASSED)


def _told(question: CodeQuestion, oracle: Oracle, trials: Sequence[Trial]) -> str:
    """Return the name that a student gets whose results are those of a mistake."""
    with quietly():
        found = diagnose(
            trials,
            question.misconceptions,
            lambda names, trial: oracle.kept(names, trial.call, (trial.case, trial.draw, "")),
        )
    return "none" if found is None or found.misconception is None else found.misconception


def case_findings(question: CodeQuestion, table: KillTable, places: Places) -> Iterator[Finding]:
    """Find cases that catch no mistake of their own and do not say why they stay; a hidden one is not seen, and excuses none."""
    caught = {case.id: {name for name, by in table.kills.items() if case.id in by} for case in question.cases}
    for position, case in enumerate(question.cases):
        beside = [other.id for other in question.cases if other is not case and (case.hidden or not other.hidden)]
        others = {name for other in beside for name in caught[other]}
        if table.kills and case.because is None and others.issuperset(caught[case.id]):
            what = "no mistake" if not caught[case.id] else "no mistake that another case does not"
            message = f'"{case.id}" catches {what}: drop it, change its inputs, or say why it stays in because:'
            yield places.at(("cases", position), "case-idle", message)


def by_check(table: KillTable) -> dict[str, list[str]]:
    """Return check → the mistakes that it catches, in the order of the question."""
    return {check: [name for name, by in table.kills.items() if check in by] for check in table.checks}
