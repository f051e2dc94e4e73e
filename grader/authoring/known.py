"""Find cases and laws whose points can be had without the work: their inputs are known, or their results are nothing."""

from collections.abc import Iterator
from functools import partial

from grader.authoring.findings import Finding, Places
from grader.course.loader import LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.judging.calls import Calls
from grader.judging.explain import Call
from grader.judging.kept import exactly
from grader.judging.laws import try_property
from grader.judging.oracle import Oracle
from grader.judging.student import Answer
from grader.judging.weights import can_be_guessed, varies


def known_findings(loaded: LoadedQuestion, calls: Calls, oracle: Oracle, places: Places) -> Iterator[Finding]:
    """Find what the judge gives no points for where work is handed in, unless it says so itself; and laws that draw nothing."""
    question = loaded.question
    assert isinstance(question, CodeQuestion)
    for position, case in enumerate(question.cases):
        if case.points and (message := _known(case, calls, oracle)) is not None:
            yield places.at(("cases", position), "known", f'"{case.id}" {message}')
    for position, name in enumerate(question.properties):
        if _inputs(name, loaded, calls, oracle, places, "one") == _inputs(name, loaded, calls, oracle, places, "other"):
            message = f"{name} calls the function with the same inputs always, so its results can be looked up: draw them with rng"
            yield places.at(("properties", position), "known", message)


def _known(case: Case, calls: Calls, oracle: Oracle) -> str | None:
    if can_be_guessed(case, calls, oracle):
        return "has a result that can be guessed, empty or all zeros, and is worth nothing: say points: 0"
    if not calls.is_drawn(case):
        return "draws nothing, so that its result can be looked up where work is handed in: give it anew:, or points: 0"
    if not varies(case, calls, oracle):
        return "has the same result whatever is drawn, so that it can be looked up: give it anew:, or points: 0"
    return None


def _inputs(name: str, loaded: LoadedQuestion, calls: Calls, oracle: Oracle, places: Places, salt: str) -> list[object]:
    """Return what a law calls the function with, where inputs are drawn from a salt."""
    seen: list[object] = []
    try_property(name, loaded, places.root, oracle, calls, partial(_answered, oracle, seen), salt)
    return seen


def _answered(oracle: Oracle, seen: list[object], call: Call, _: object) -> Answer:
    seen.append([exactly(value) for value in call.arguments.values()])
    return oracle.mistaken((), call)
