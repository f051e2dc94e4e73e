"""Keep the calls of a submission with what came back, as long as they are small; what is not kept has to be called again."""

from grader.course.model import Case
from grader.judging.diagnose import Trial
from grader.judging.explain import Call
from grader.judging.kept import array_bytes
from grader.judging.student import Answer
from grader.runner import wire
from grader.runner.child import Returned

MAX_BYTES = 64_000_000  # of answers, and of the arrays that belong to them


class Trials:
    """The calls of the cases of one question in the order of their draws; `is_full` once one was too much to be kept."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.is_full = False
        self._left = max_bytes
        self._by_case: dict[str, list[Trial]] = {}

    def of(self, case: Case) -> tuple[Trial, ...]:
        """Return the calls of a case that are kept."""
        return tuple(self._by_case.get(case.id, ()))

    def keep(self, case: Case, trial: Trial) -> None:
        """Keep a call, unless it is too large or one before it was."""
        size = _answer_bytes(trial.answer) + array_bytes(trial.expected) + _argument_bytes(trial.call)
        self.is_full = self.is_full or size > self._left
        if not self.is_full:
            self._left -= size
            self._by_case.setdefault(case.id, []).append(trial)


def _argument_bytes(call: Call) -> int:
    return array_bytes((*call.arguments.values(),))


def _answer_bytes(answer: Answer) -> int:
    return sum(map(_value_bytes, (answer.value, *answer.arguments))) if isinstance(answer, Returned) else 0


def _value_bytes(value: wire.Value) -> int:
    if isinstance(value, wire.Items):
        return sum(map(_value_bytes, value.values))
    return len(value.data) if isinstance(value, wire.Array) else 0
