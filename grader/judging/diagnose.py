"""Name the mistake whose results a student's results are, on every visible call; and only where that is proved."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.judging.compare import allowed_error, is_near, to_array, whole_number
from grader.judging.explain import Call
from grader.judging.oracle import is_faultless
from grader.judging.student import Answer
from grader.results import Status, Verdict
from grader.runner import wire
from grader.runner.child import Returned

MAX_PAIRED = 32  # mistakes that are combined with each other

Mistaken = Callable[[tuple[str, ...], "Trial"], Returned | wire.Raised]


@dataclass(frozen=True, slots=True)
class Trial:
    """One call of a student's function: what belongs there, what came back, and how that was judged."""

    case: str
    draw: int
    call: Call
    expected: object
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a student is told of the cause; `misconception` is its stable name, two joined by + where both were made.

    It is None where several mistakes give the same results: then none of them is proved.
    """

    text: str
    misconception: str | None


def diagnose(trials: Sequence[Trial], says: Mapping[str, str], mistaken: Mistaken) -> Diagnosis | None:
    """Return the one mistake, else the one pair of mistakes, whose results equal the student's in all trials.

    `says` holds the mistakes by their names, `mistaken` gives what one of them, or one applied to another, gives in a trial.
    """
    # Those that failed tell most apart, the small ones quickest.
    order = sorted(trials, key=_use)
    if not all(isinstance(trial.answer, (Returned, wire.Raised)) for trial in order):
        return None
    if not any(isinstance(trial.answer, Returned) and trial.verdict.status is not Status.PASSED for trial in order):
        return None  # nothing wrong came back that a mistake could explain, as where every call of a stub raises

    def explains(names: tuple[str, ...]) -> bool:
        return _explains(order, lambda trial: mistaken(names, trial))

    alone = [name for name in says if explains((name,))]
    if len(alone) == 1:
        return Diagnosis(says[alone[0]].strip(), alone[0])
    if alone:
        head = f"Your results equal those of {_count(len(alone))} mistakes; the cases do not tell them apart:"
        return Diagnosis(_listed(head, (says[name] for name in alone)), None)
    pairs = itertools.combinations(list(says)[:MAX_PAIRED], 2)
    both = [pair for pair in pairs if explains(pair) or explains(pair[::-1])]
    if len(both) != 1:
        return None
    head = "Your results equal those of two mistakes together:"
    return Diagnosis(_listed(head, (says[name] for name in both[0])), "+".join(both[0]))


def _use(trial: Trial) -> tuple[bool, bool, int]:
    return isinstance(trial.answer, wire.Raised), trial.verdict.status is Status.PASSED, trial.call.reduction


def _explains(order: Iterable[Trial], mistaken: Callable[[Trial], Returned | wire.Raised]) -> bool:
    """Whether a mistake gives what the student's code gave, and something wrong where that was wrong.

    Where the code raised, nothing came back to compare; there the mistake must be wrong too, in whatever way: NumPy refuses a
    window that loops find no place for. More must have come back wrong than raised where the mistake does not.
    """
    seen = raised = 0
    for trial in order:  # those that came back first: they rule most mistakes out
        gave = mistaken(trial)
        if isinstance(trial.answer, wire.Raised):
            if not _is_wrong(gave, trial):
                return False
            raised += isinstance(gave, Returned)
            if raised >= seen:  # all that came back stands before this
                return False
        elif not agrees(gave, trial.answer, trial.call):
            return False
        elif trial.verdict.status is not Status.PASSED:
            seen += _is_wrong(gave, trial)
    return seen > raised


def _is_wrong(gave: Returned | wire.Raised, trial: Trial) -> bool:
    return isinstance(gave, wire.Raised) or not is_faultless(trial.expected, gave, trial.call)


def agrees(one: Answer, other: Answer, call: Call) -> bool:
    """Return whether two ends of a call are the same: both raised, or equal results and equally changed arguments.

    A time-out or a crash equals nothing, for nothing is known of what would have come.
    """
    if not (isinstance(one, Returned) and isinstance(other, Returned)):
        return isinstance(one, wire.Raised) and isinstance(other, wire.Raised)
    pairs = ((one.value, other.value), *zip(one.arguments, other.arguments, strict=False))
    return len(one.arguments) == len(other.arguments) and all(_same(*pair, call) for pair in pairs)


def _same(one: wire.Value, other: wire.Value, call: Call) -> bool:
    """Return whether two values are equal by the rules by which results are judged, kinds of numbers included."""
    match one, other:
        case wire.Alias(), wire.Alias():
            return one.argument == other.argument
        case wire.Items(), wire.Items():
            sizes = len(one.values) == len(other.values)
            return sizes and all(map(lambda a, b: _same(a, b, call), one.values, other.values))
        case wire.Array(), wire.Array():
            return _same_arrays(one, other, call)
        case (wire.Integer() | wire.Array(), wire.Integer() | wire.Array()):
            whole = whole_number(one)
            return whole is not None and whole == whole_number(other)
    return False


def _same_arrays(one: wire.Array, other: wire.Array, call: Call) -> bool:
    first, second = to_array(one), to_array(other)
    if first.shape != second.shape or first.dtype.kind != second.dtype.kind:
        return False
    error = allowed_error(first, second, call.question.tolerance, call.reduction)
    return is_near(first, second, error)


def _count(number: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(number, str(number))


def _listed(head: str, texts: Iterable[str]) -> str:
    return "\n".join([head, *(f"- {' '.join(text.split())}" for text in texts)])
