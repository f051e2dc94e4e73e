"""Values that are kept for further submissions."""

import numpy as np
import pytest

from grader.course.loader import Course
from grader.course.model import CodeQuestion
from grader.judging.calls import Calls
from grader.judging.kept import ENTRY_BYTES, Kept, array_bytes, exactly, frozen
from grader.judging.oracle import Oracle


def test_a_value_is_made_once() -> None:
    kept, made = Kept(), iter(range(9))

    assert [kept.get("a", lambda: next(made), lambda _: 0) for _ in range(3)] == [0, 0, 0]


def test_the_longest_unused_value_makes_room() -> None:
    kept, made = Kept(8 * ENTRY_BYTES), iter(range(99))

    def get(key: str) -> int:
        return kept.get(key, lambda: next(made), lambda _: ENTRY_BYTES)

    assert [get(key) for key in "abcdabeab"] == [0, 1, 2, 3, 0, 1, 4, 0, 1]
    assert get("c") == 5


def test_a_value_too_large_to_be_kept_is_made_each_time() -> None:
    kept, made = Kept(1_000), iter(range(9))

    assert [kept.get("a", lambda: next(made), lambda _: 999) for _ in range(2)] == [0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(1, True, id="a number and a truth value"),
        pytest.param(1, 1.0, id="an int and a float"),
        pytest.param(0.0, -0.0, id="zeros of either sign"),
        pytest.param(np.zeros(2), -np.zeros(2), id="arrays of zeros of either sign"),
        pytest.param(np.zeros(2), np.zeros(2, "f4"), id="two precisions"),
        pytest.param(np.zeros((2, 3)), np.zeros((3, 2)), id="two shapes"),
    ],
)
def test_arguments_that_differ_in_anything_have_keys_of_their_own(one: object, other: object) -> None:
    assert exactly(one) != exactly(other)


def test_the_same_numbers_have_the_same_key_however_they_lie_in_memory() -> None:
    array = np.arange(6.0).reshape(2, 3)

    assert exactly(array) == exactly(np.asfortranarray(array))


def test_nobody_can_write_to_what_is_kept(course: Course) -> None:
    ((_, loaded),) = [row for row in course.exercise("exercise-3").questions if row[1].question.kind == "code"]
    assert isinstance(loaded.question, CodeQuestion)
    calls = Calls(loaded)
    call = calls.draw(loaded.question.cases[0], 0)
    expected = Oracle(course.root, loaded, calls).expected(call)
    arrays = [value for value in (*call.arguments.values(), expected) if isinstance(value, np.ndarray)]

    assert len(arrays) > 1
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_a_kept_array_is_a_copy_of_the_one_that_the_course_holds() -> None:
    theirs = np.zeros(3)
    kept = frozen((theirs, 1))
    theirs[:] = 7

    assert not kept[0].any()
    assert array_bytes(kept) == theirs.nbytes
