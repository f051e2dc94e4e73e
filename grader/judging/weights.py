"""Say what each case of a function is worth: nothing where its result can be told without doing the work."""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np

from grader.course.formulas import FormulaError
from grader.course.laws import sides
from grader.course.model import Case, CodeQuestion
from grader.errors import LearnError
from grader.judging.calls import Calls
from grader.judging.kept import Kept, exactly
from grader.judging.oracle import Oracle


def case_weights(question: CodeQuestion, calls: Calls, oracle: Oracle, *, anew: bool) -> Mapping[str, int]:
    """Return the weights of the cases that run, by their names; with `anew`, where work is handed in, all of them do.

    An empty result, or one of zeros, can be guessed. Where work is handed in, inputs in which nothing is drawn are known to
    everybody, and so is a result that is the same whatever is drawn: they can be looked up. Such cases show something and are
    worth nothing, unless there are no others.
    """
    weights = {case.id: case.points for case in question.cases if anew or not case.hidden}
    worth = {id: points for id, points in weights.items() if not can_be_guessed(calls.case(id), calls, oracle)}
    unknown = {id: points for id, points in worth.items() if not anew or varies(calls.case(id), calls, oracle)}
    counted = next((those for those in (unknown, worth) if any(those.values())), weights)
    return {case.id: counted.get(case.id, 0) for case in question.cases}


def holds_something(expected: object) -> bool:
    """Return whether a result has a number in it that is not zero."""
    return any(np.any(part) for part in sides(expected))


def can_be_guessed(case: Case, calls: Calls, oracle: Oracle) -> bool:
    """Return whether each result of a case is empty or holds zeros alone."""
    try:
        return not any(holds_something(oracle.expected(calls.draw(case, draw))) for draw in range(case.repeat))
    except (LearnError, FormulaError):
        return False  # its check says what is wrong


def varies(case: Case, calls: Calls, oracle: Oracle) -> bool:
    """Return whether the result of a case depends on what is drawn where work is handed in: found out once in a process.

    The salts are those of no run, since what a case is worth must not depend on the run.
    """
    question = oracle.question
    key = (id(question), case.id)
    made = _varying.get(key, lambda: (question, calls.is_drawn(case) and _varies(case, calls, oracle)), lambda _: 0)
    return bool(made[1])


def _varies(case: Case, calls: Calls, oracle: Oracle) -> bool:
    runs = [calls.salted(f"run {number}") for number in range(RUNS)]
    try:
        seen = sides(oracle.expected(calls.draw(case, 0)))
        if any(getattr(part, "dtype", np.dtype(int)).kind in "fc" for part in seen):
            # No two draws give the same fractions by chance; what is compared is needed later anyhow, for it may take its time.
            other = (calls if calls.salt and not case.hidden else runs[0]).draw_anew(case, 0)
            return _exactly(seen) != _exactly(sides(oracle.expected(other)))
        first, *others = ([_whole(case, draw, run, oracle) for draw in range(case.repeat)] for run in runs)
        return any(first != other for other in others)
    except (LearnError, FormulaError):
        return True  # its check says what is wrong


def _whole(case: Case, draw: int, calls: Calls, oracle: Oracle) -> list[Hashable]:
    return _exactly(sides(oracle.expected(calls.draw_anew(case, draw))))


def _exactly(parts: Iterable[object]) -> list[Hashable]:
    return [exactly(part) for part in parts]


RUNS = 8  # of two results that are as likely, one comes 8 times in less than 1 of 100
_varying = Kept()
