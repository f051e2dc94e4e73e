"""A started exercise: what it says, and that it says it twice."""

import ast
import importlib.util
from pathlib import Path

import pytest

from grader.course.loader import Course
from grader.course.model import CodeQuestion
from grader.course.place import builtin_root, exercise_ids
from grader.workspace.answers import read_answers
from grader.workspace.render import render_answers, render_exercise

EXERCISES = exercise_ids(builtin_root())


def test_the_course_has_its_exercises() -> None:
    assert EXERCISES[:4] == ["exercise-1", "exercise-2", "exercise-3", "exercise-4"]


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("student", [None, "Ada", 'Zoë "O\'Neil" 王'])
def test_rendering_twice_gives_the_same_text(course: Course, name: str, student: str | None) -> None:
    exercise = course.exercise(name)

    assert render_exercise(course, exercise, student) == render_exercise(course, exercise, student)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_untouched_sheet_can_be_read_and_is_empty(course: Course, name: str) -> None:
    exercise = course.exercise(name)
    text = render_exercise(course, exercise, "Ada").get("answers.yaml", "")

    sheet = read_answers(text.encode(), exercise)

    assert sheet.problems == ()
    assert not any(answer for answers in sheet.numbers.values() for answer in answers.values())
    assert sheet.letters == {}


@pytest.mark.parametrize("name", EXERCISES)
def test_a_stub_has_the_signature_and_the_docstring_of_its_reference(course: Course, name: str) -> None:
    for _, loaded in course.exercise(name).questions:
        if isinstance(loaded.question, CodeQuestion):
            assert loaded.reference is not None
            stub = render_exercise(course, course.exercise(name), None)[f"{loaded.id}.py"]
            mine, theirs = (
                next(
                    n
                    for n in ast.parse(text).body
                    if isinstance(n, ast.FunctionDef) and n.name == loaded.question.function
                )
                for text in (stub, loaded.reference.read_text(encoding="utf-8"))
            )

            assert ast.unparse(mine.args) == ast.unparse(theirs.args)
            assert ast.get_docstring(mine) == ast.get_docstring(theirs)
            assert ast.unparse(mine.body[-1]) == "raise NotImplementedError"


def test_a_stub_can_be_imported(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "conv2d.py"
    path.write_text(render_exercise(course, course.exercise("exercise-3"), None)["conv2d.py"], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("conv2d", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    with pytest.raises(NotImplementedError):
        module.conv2d(1, 2, 3)


@pytest.mark.parametrize(
    "answer", ["34,944", "34 944", "96*(11*11*3+1)", "- 3", "#", "a: b", "'", "*x", "[", "K_h * K_w", " 1 "]
)
def test_answers_survive_a_new_sheet(tiny: Course, answer: str) -> None:
    exercise = tiny.exercise("tiny")
    given = {"area": {"area": answer}, "picks": ["a", "c"], "pick": ["b"]}

    sheet = read_answers(render_answers(tiny, exercise, None, given).encode(), exercise)

    assert sheet.problems == ()
    assert sheet.numbers["area"]["area"] == answer
    assert sheet.letters == {"picks": ("a", "c"), "pick": ("b",)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "area:\n\tarea: 1\n",
            "answers.yaml:2:1: a tab indents this line: YAML is indented by spaces only; replace the tab by spaces",
        ),
        ("aria:\n  area: 1\n", 'answers.yaml:1:1: tiny asks no question "aria". Did you mean "area"?'),
        ("area:\n  aria: 1\n", 'answers.yaml:2:3: area has no part "aria". Did you mean "area"?'),
        ("area: 5\n", "answers.yaml:1:1: area has several parts; keep their names and answer each: area, third"),
        ("area:\n  area: [1, 2]\n", "answers.yaml:2:3: area: write one number or formula, not a list or a mapping"),
        ("pick: {a: b}\n", "answers.yaml:1:1: pick: write one letter, or several with commas between them: a, c"),
        ("pick: a\npick: b\n", 'answers.yaml:2:1: duplicate key "pick": it stands in line 1 already; remove one'),
        ("- a\n", "answers.yaml:1:1: the sheet must hold questions and answers, such as:  depth_slice: b"),
        ("scale: 5\n", 'answers.yaml:1:1: tiny asks no question "scale".'),
    ],
)
def test_a_sheet_that_cannot_be_read_says_where(tiny: Course, text: str, problem: str) -> None:
    sheet = read_answers(text.encode(), tiny.exercise("tiny"))

    assert sheet.problems == (problem,)


@pytest.mark.parametrize(
    "text", ["picks: b, c", "picks: [b, c]", "picks: [B, C]", "picks: b c", "picks:\n- b\n- c", "picks: (b) (c)"]
)
def test_letters_may_be_written_in_many_ways(tiny: Course, text: str) -> None:
    assert read_answers(text.encode(), tiny.exercise("tiny")).letters == {"picks": ("b", "c")}
