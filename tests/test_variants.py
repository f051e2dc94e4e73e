from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from grader.course.loader import Course, LoadedQuestion, open_course
from grader.course.model import QUESTION, Between, NumberQuestion, OneOf
from grader.course.variants import VariantError, draw_variant, example_variant

STUDENTS = [f"student {number}" for number in range(200)]


def number_questions() -> Iterator[Any]:
    course = open_course()
    for exercise in course.exercise_ids():
        for _, loaded in course.exercise(exercise).questions:
            if isinstance(loaded.question, NumberQuestion):
                yield pytest.param(loaded, id=loaded.key)


NUMBER_QUESTIONS = list(number_questions())


def make(**changed: Any) -> NumberQuestion:
    question = QUESTION.validate_python(
        {
            "format": 1,
            "kind": "number",
            "title": "Rows",
            "source": "CS231n notes",
            "params": {"size": {"between": [1, 1_000_000]}},
            "example": {"size": 7},
            "prompt": "How many?",
            "asks": {"rows": {"text": "Rows", "answer": "size"}},
            "hints": ["Count."],
            "explanation": "All.",
            **changed,
        }
    )
    assert isinstance(question, NumberQuestion)
    return question


def draw(question: NumberQuestion, student: str = "Ada", **changed: Any) -> dict[str, Any]:
    return draw_variant(question, **{"secret": b"", "course": "c", "student": student, "name": "topic/rows", **changed})


def test_a_students_numbers_never_change() -> None:
    """A change of the stream would give every started exercise other numbers: raise VERSION, and know why."""
    question = make(
        params={"size": {"between": [1, 1_000_000]}, "kernel": {"one_of": [3, 5, 7, 9, 11]}},
        example={"size": 7, "kernel": 3},
    )

    assert {student: draw(question, student) for student in ("Ada", "Grace", "Åsa 山田")} == {
        "Ada": {"size": 116950, "kernel": 11},
        "Grace": {"size": 709345, "kernel": 3},
        "Åsa 山田": {"size": 394705, "kernel": 5},
    }


def test_every_part_of_the_key_counts_and_none_runs_into_the_next() -> None:
    question = make()
    drawn = [
        draw(question, "c", course="ab"),
        draw(question, "bc", course="a"),
        draw(question, "c", course="ab", name="topic/columns"),
        draw(question, "c", course="ab", secret=b"secret"),
        draw(question, "C", course="ab"),
        draw(question, "", course="abc"),
        draw(question, "c", course="ab", attempt=2),
    ]

    assert len(drawn) == len({values["size"] for values in drawn})


def test_every_value_of_a_parameter_is_drawn_and_no_other() -> None:
    question = make(
        params={"size": {"between": [2, 5]}, "kernel": {"one_of": [3, 11]}}, example={"size": 2, "kernel": 3}
    )
    drawn = [draw(question, student) for student in STUDENTS]

    assert ({2, 3, 4, 5}, {3, 11}) == ({values["size"] for values in drawn}, {values["kernel"] for values in drawn})


def test_without_a_student_the_sizes_are_the_examples_and_where_is_derived() -> None:
    question = make(where={"double": "2 * size", "more": "double + 1"})

    assert example_variant(question) == {"size": 7, "double": 14, "more": 15}


def test_a_question_without_parameters_is_the_same_for_all() -> None:
    question = make(params={}, example={}, where={"rows": "55"}, asks={"rows": {"text": "Rows", "answer": "rows"}})

    assert draw(question) == {"rows": 55}


IMPOSSIBLE = {
    "require holds for no size": {"require": ["size < 1"]},
    "a misconception always gives the answer": {
        "asks": {
            "rows": {
                "text": "Rows",
                "answer": "size",
                "misconceptions": {"halved": {"answer": "2 * size / 2", "say": "No."}},
            }
        }
    },
}


@pytest.mark.parametrize("changed", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_question_that_no_variant_satisfies_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(VariantError) as caught:
        draw(make(**changed))

    assert str(caught.value) == "no variant in 10,000 draws satisfies require and tells the misconceptions apart"


UNDEFINED = {
    "in require": {"require": ["1 / (size - 1) > 0"]},
    "in where": {"where": {"part": "1 / (size - 1)"}},
    "in an answer": {"asks": {"rows": {"text": "Rows", "answer": "1 / (size - 1)"}}},
}


@pytest.mark.parametrize("changed", UNDEFINED.values(), ids=UNDEFINED)
def test_sizes_for_which_a_formula_has_no_value_are_not_drawn(changed: dict[str, Any]) -> None:
    question = make(params={"size": {"between": [1, 3]}}, example={"size": 3}, **changed)

    assert {2, 3} == {draw(question, student)["size"] for student in STUDENTS}


@pytest.mark.parametrize("loaded", NUMBER_QUESTIONS)
def test_every_student_gets_sizes_that_are_allowed_and_tell_the_misconceptions_apart(
    loaded: LoadedQuestion, course: Course
) -> None:
    question = loaded.question
    assert isinstance(question, NumberQuestion)
    for student in STUDENTS:
        values = course.values(loaded, student)
        for name, domain in question.params.items():
            match domain:
                case Between(between=[low, high]):
                    assert low <= values[name] <= high
                case OneOf(one_of=listed):
                    assert values[name] in listed
        assert all(condition.holds(values) for condition in question.require)
        for ask in question.asks.values():
            methods = [ask.answer, *(wrong.answer for wrong in ask.misconceptions.values())]
            for first, second in combinations(methods, 2):
                assert first.evaluate(values) != second.evaluate(values), (student, first.text, second.text)
