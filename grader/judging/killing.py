"""Say which checks of a question catch which of its mistakes, without any child process: what an author wants to know."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.course.companions import property_id
from grader.course.loader import LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.judging.calls import Calls
from grader.judging.diagnose import agrees
from grader.judging.explain import Call
from grader.judging.laws import try_property
from grader.judging.oracle import Oracle, is_faultless, quietly
from grader.judging.student import Answer
from grader.results import Status
from grader.runner.child import Returned


@dataclass(frozen=True, slots=True)
class KillTable:
    """Checks × mistakes: `kills` holds, by mistake, the checks that it fails; no visible case tells those `alike` apart."""

    checks: tuple[str, ...]
    kills: Mapping[str, frozenset[str]]
    alike: tuple[tuple[str, str], ...]

    @property
    def survivors(self) -> tuple[str, ...]:
        """The mistakes that pass every check."""
        return tuple(name for name, killed_by in self.kills.items() if not killed_by)

    @property
    def needless(self) -> tuple[str, ...]:
        """The checks that catch no mistake that the others do not catch."""
        return tuple(check for check in self.checks if all(by != {check} for by in self.kills.values()))


def kill_table(loaded: LoadedQuestion, root: Path) -> KillTable:
    """Judge every mistake of a code question by every case, hidden ones included, and every law.

    Raises CourseError where the reference, a law or the file of mistakes is at fault.
    """
    question = loaded.question
    assert isinstance(question, CodeQuestion)
    calls = Calls(loaded)
    oracle = Oracle(root, loaded, calls)
    kills: dict[str, set[str]] = {name: set() for name in oracle.names}
    with quietly():
        for case in question.cases:
            for name in _caught(case, calls, oracle):
                kills[name].add(case.id)
        for law, name in itertools.product(question.properties, oracle.names):
            tried = try_property(law, loaded, root, oracle, calls, partial(_answer, oracle, name))
            if tried.verdict.status is not Status.PASSED:
                kills[name].add(property_id(law))
        alike = _alike(question, calls, oracle)
    checks = (*(case.id for case in question.cases), *map(property_id, question.properties))
    return KillTable(checks, {name: frozenset(by) for name, by in kills.items()}, alike)


def _caught(case: Case, calls: Calls, oracle: Oracle) -> tuple[str, ...]:
    """Return the mistakes that a case catches in one of its draws."""
    caught: dict[str, None] = {}
    for draw in range(case.repeat):
        call = calls.draw(case, draw)
        expected = oracle.expected(call)
        for name in oracle.names:
            answer = oracle.kept((name,), call, (case.id, draw, ""))
            if not isinstance(answer, Returned) or not is_faultless(expected, answer, call):
                caught[name] = None
    return tuple(caught)


def _alike(question: CodeQuestion, calls: Calls, oracle: Oracle) -> tuple[tuple[str, str], ...]:
    pairs = list(itertools.combinations(oracle.names, 2))
    for case in question.cases:
        for draw in range(0 if case.hidden else case.repeat):
            call = calls.draw(case, draw)
            answers = {name: oracle.kept((name,), call, (case.id, draw, "")) for name in oracle.names}
            pairs = [pair for pair in pairs if agrees(answers[pair[0]], answers[pair[1]], call)]
    return tuple(pairs)


def _answer(oracle: Oracle, name: str, call: Call, expected: object) -> Answer:
    return oracle.mistaken((name,), call)
