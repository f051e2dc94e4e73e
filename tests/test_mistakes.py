"""Every mistake that the course names is told from the right answer, and from every other mistake, by what a student can see."""

import functools
import importlib.util
import inspect
import itertools
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.course.cases import axis_values, case_arguments, reduction
from grader.course.inputs import Input
from grader.course.loader import LoadedQuestion, open_course
from grader.course.model import Case, CodeQuestion
from grader.course.references import load_reference, read_signature
from grader.judging.explain import Call, explain
from grader.runner import wire

COURSE = open_course()
LOADED = {
    loaded.key: loaded
    for name in COURSE.exercise_ids()
    for _, loaded in COURSE.exercise(name).questions
    if isinstance(loaded.question, CodeQuestion)
}
KEYS = [key for key, loaded in LOADED.items() if loaded.question.misconceptions]  # type: ignore[union-attr]


class Raised:
    """What a call ends with that raises: equal to every other such end, and to nothing else."""


@dataclass(frozen=True, eq=False)  # arrays are not compared; a call is only itself
class Asked:
    """One call of a question, with its case."""

    case: Case
    call: Call

    def outcome(self, function: Callable[..., Any]) -> Any:
        """Call a function with copies of the arguments."""
        copies = {n: v.copy() if isinstance(v, np.ndarray) else v for n, v in self.call.arguments.items()}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _plain(function(*copies.values()))
        except Exception:
            return Raised

    def agree(self, expected: Any, actual: Any) -> bool:
        """Whether the judge would take one outcome for the other."""
        if expected is Raised or actual is Raised:
            return expected is actual
        return explain(expected, _wired(actual), self.call) is None


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return int(value) if isinstance(value, (int, np.integer)) else np.asarray(value)


def _wired(value: Any) -> wire.Value:
    if isinstance(value, tuple):
        return wire.Items(tuple(map(_wired, value)))
    if isinstance(value, int):
        return wire.Integer(value)
    return wire.Array(value.dtype.name, value.shape, np.ascontiguousarray(value).tobytes())


def question_of(key: str) -> CodeQuestion:
    question = LOADED[key].question
    assert isinstance(question, CodeQuestion)
    return question


def file_beside(loaded: LoadedQuestion, suffix: str) -> Path:
    assert loaded.reference is not None
    return loaded.reference.with_name(f"{loaded.reference.stem}_{suffix}.py")


def load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def asked(key: str) -> tuple[Asked, ...]:
    """Every call of a question, the hidden ones included, with the arguments that the judge draws where nothing is hidden."""
    return tuple(_asked(key))


def _asked(key: str) -> Iterator[Asked]:
    question, reference = question_of(key), LOADED[key].reference
    assert reference is not None
    signature = read_signature(reference, question.function)
    by_id = {case.id: case for case in question.cases}
    for case, draw in [(each, draw) for each in question.cases for draw in range(each.repeat)]:
        arguments = {}
        for name, value in case_arguments(case, by_id).items():
            origin = case
            while name not in origin.args and origin.like is not None:
                origin = by_id[origin.like]
            arguments[name] = value.draw(f"{key}/{origin.id}/{name}/{draw}") if isinstance(value, Input) else value
        ordered = {
            name: arguments.get(name, signature.defaults.get(name))
            for name in signature.parameters
            if name in arguments or name in signature.defaults
        }
        values = axis_values(question, ordered)
        yield Asked(case, Call(question, ordered, values, reduction(question, ordered, values)))


@functools.cache
def reference_of(key: str) -> Callable[..., Any]:
    reference = LOADED[key].reference
    assert reference is not None
    return load_reference(reference, question_of(key).function)


@functools.cache
def mistakes(key: str) -> dict[str, Callable[..., Any]]:
    module = load_module(file_beside(LOADED[key], "mistakes"))
    functions = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in functions if not name.startswith("_")}


@functools.cache
def right(key: str) -> tuple[Any, ...]:
    return tuple(each.outcome(reference_of(key)) for each in asked(key))


@functools.cache
def wrong(key: str, name: str) -> tuple[Any, ...]:
    """What a mistake gives, call by call."""
    function = functools.partial(mistakes(key)[name], reference_of(key))
    return tuple(each.outcome(function) for each in asked(key))


def killed(key: str, name: str) -> list[Asked]:
    """The calls that tell a mistake from the right answer."""
    triples = zip(asked(key), right(key), wrong(key, name), strict=True)
    return [each for each, expected, got in triples if not each.agree(expected, got)]


NAMED = [(key, name) for key in KEYS for name in question_of(key).misconceptions]


@pytest.mark.parametrize("key", KEYS)
def test_every_misconception_has_its_function_and_every_function_is_a_misconception(key: str) -> None:
    assert sorted(mistakes(key)) == sorted(question_of(key).misconceptions)


@pytest.mark.parametrize(("key", "name"), NAMED)
def test_a_mistake_takes_the_reference_and_what_that_takes_and_says_what_it_does(key: str, name: str) -> None:
    reference, mistake = (inspect.signature(f) for f in (reference_of(key), mistakes(key)[name]))
    first, *others = mistake.parameters.values()

    assert first.name == question_of(key).function
    assert [(p.name, p.default) for p in others] == [(p.name, p.default) for p in reference.parameters.values()]
    assert mistakes(key)[name].__doc__


@pytest.mark.parametrize(("key", "name"), NAMED)
def test_a_visible_case_tells_a_mistake_from_the_right_answer_by_its_values(key: str, name: str) -> None:
    by_values = [
        each.case.id
        for each, got in zip(asked(key), wrong(key, name), strict=True)
        if got is not Raised and each in killed(key, name) and not each.case.hidden
    ]

    assert by_values


@pytest.mark.parametrize("key", KEYS)
def test_no_two_mistakes_are_equal_on_all_visible_cases(key: str) -> None:
    equal = [
        (first, second)
        for first, second in itertools.permutations(mistakes(key), 2)
        if all(
            each.case.hidden or each.agree(one, other)
            for each, one, other in zip(asked(key), wrong(key, first), wrong(key, second), strict=True)
        )
    ]

    assert equal == []


@pytest.mark.parametrize("key", KEYS)
def test_a_case_catches_a_mistake_that_no_other_catches_or_says_why_it_stays(key: str) -> None:
    caught = {case.id: set[str]() for case in question_of(key).cases}
    for name in mistakes(key):
        for each in killed(key, name):
            caught[each.case.id].add(name)
    superfluous = [
        case.id
        for case in question_of(key).cases
        if case.because is None
        and caught[case.id] <= set().union(*(names for id, names in caught.items() if id != case.id))
    ]

    assert superfluous == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_said_is_short_and_does_not_hold_the_solution(key: str) -> None:
    for said in question_of(key).misconceptions.values():
        assert len(said) < 260
        assert said.rstrip().endswith((".", "?"))


ATTEMPTS = Path(__file__).parent / "attempts"
STYLES = [(path.parent.name, path.stem) for path in sorted(ATTEMPTS.glob("*/*.py"))]
RIGHT = [(question, style) for question, style in STYLES if not style.startswith("wrong_")]
WRONG = [(question, style.removeprefix("wrong_")) for question, style in STYLES if style.startswith("wrong_")]
BY_ID = {loaded.id: key for key, loaded in LOADED.items()}
MANY_STYLES = [loaded.id for n in range(2, 7) for _, loaded in COURSE.exercise(f"exercise-{n}").questions if loaded.key in LOADED]  # fmt: skip


def attempt(question: str, style: str) -> Callable[..., Any]:
    module = load_module(ATTEMPTS / question / f"{style}.py")
    function: Callable[..., Any] = getattr(module, question_of(BY_ID[question]).function)
    return function


@pytest.mark.parametrize(("question", "style"), RIGHT)
def test_a_right_solution_is_right_whatever_its_style(question: str, style: str) -> None:
    key, function = BY_ID[question], attempt(question, style)

    wrong_cases = [
        each.case.id
        for each, expected in zip(asked(key), right(key), strict=True)
        if not each.agree(expected, each.outcome(function))
    ]

    assert wrong_cases == []


@pytest.mark.parametrize("question", MANY_STYLES)
def test_a_question_has_been_solved_in_a_dozen_styles(question: str) -> None:
    assert len([style for solved, style in RIGHT if solved == question]) >= 12


@pytest.mark.parametrize(("question", "name"), WRONG)
def test_a_mistake_made_afresh_gives_what_the_course_says_it_gives(question: str, name: str) -> None:
    """So it will be named: on all visible cases its results are those of the mistake, and of no other."""
    key, function = BY_ID[question], attempt(question, f"wrong_{name}")
    visible = [(n, each) for n, each in enumerate(asked(key)) if not each.case.hidden]
    outcomes = {n: each.outcome(function) for n, each in visible}

    named = [
        mistake
        for mistake in mistakes(key)
        if all(each.agree(wrong(key, mistake)[n], outcomes[n]) for n, each in visible)
    ]

    assert named == [name]


STABLE = """
    no_bias forgot_cin bias_per_cin bias_per_slice one_bias forgot_cout k_not_squared times_area unshared counts_activations
    local_shared_bias local_input_area off_by_one pad_once float_size ceil_size flipped not_summed_over_cin hw_swapped khw_swapped
    stride_window stride_ignored pad_ignored pad_one_side bias_ignored bias_per_tap mean_not_sum channels_swapped batch_first_only
    reshape_not_transpose averaged_gradient local_is_shared local_index_transposed int_truncation mutates_input float32_accumulation
""".split()  # noqa: SIM905  the names that learners' questions gave; those of a question's own are not tried afresh


@pytest.mark.parametrize("question", MANY_STYLES)
def test_every_stable_mistake_of_a_question_has_been_made_afresh(question: str) -> None:
    named = [name for name in question_of(BY_ID[question]).misconceptions if name in STABLE]

    assert [name for name in named if (question, name) not in WRONG] == []
