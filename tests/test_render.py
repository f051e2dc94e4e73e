"""A started exercise: what it says, and that it says it twice."""

import ast
import importlib.util
import shutil
from pathlib import Path

import pytest

from grader.course.loader import Course, open_course
from grader.course.model import CodeQuestion
from grader.course.place import builtin_root, exercise_ids
from grader.errors import CourseError
from grader.workspace.answers import read_answers
from grader.workspace.folder import start
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


def course_with_a_given_file(tmp_path: Path, name: str, content: bytes) -> Course:
    root = tmp_path / "course"
    shutil.copytree(Path(__file__).parent / "course", root)
    folder = root / "exercises" / "tiny" / "files"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / ".hidden").write_text("not for students", encoding="utf-8")
    (folder / "__pycache__").mkdir()
    return open_course(root)


def test_given_files_come_along_as_they_are(tmp_path: Path) -> None:
    course = course_with_a_given_file(tmp_path, "draw.py", "# {{ size }} stays · 3×3\nprint()\n".encode())

    files = render_exercise(course, course.exercise("tiny"), "Ada")

    assert files["draw.py"] == "# {{ size }} stays · 3×3\nprint()\n"
    assert not {".hidden", "__pycache__"} & set(files)


def test_a_given_file_is_written_kept_and_begun_afresh_with_the_others(tmp_path: Path) -> None:
    course = course_with_a_given_file(tmp_path, "draw.py", b"print()\n")
    exercise, into = course.exercise("tiny"), tmp_path / "work"

    start(course, exercise, into, None, force=False)
    (into / "draw.py").write_text("print('mine')\n", encoding="utf-8")
    backups = start(course, exercise, into, None, force=True)

    assert (into / "draw.py").read_text(encoding="utf-8") == "print()\n"
    assert (into / "draw.py.1.bak").read_text(encoding="utf-8") == "print('mine')\n"
    assert into / "draw.py.1.bak" in backups


GIVEN_WRONG = {
    "in the place of a stub": ("scale.py", b"", "scale.py is made from the questions of tiny: give this file another name"),
    "in the place of the story": ("README.md", b"", "README.md is made from the questions of tiny: give this file another name"),
    "no text": ("draw.py", b"\xff", "the file is not UTF-8 (invalid start byte): save it as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), GIVEN_WRONG.values(), ids=GIVEN_WRONG)
def test_a_given_file_that_cannot_come_along_says_why(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    course = course_with_a_given_file(tmp_path, name, content)

    with pytest.raises(CourseError) as caught:
        render_exercise(course, course.exercise("tiny"), None)

    assert str(caught.value) == f"exercises/tiny/files/{name}:1:1: {message}"


PAIRS = {
    ("pairs: a\n", "answers.yaml:1:1: pairs has several parts; keep their names and answer each: two, three"),
    ("pairs:\n  tow: a\n", 'answers.yaml:2:3: pairs has no part "tow". Did you mean "two"?'),
    ("pairs:\n  two: [a]\n", "answers.yaml:2:3: two: write one letter"),
    ("sorted: {a: b}\n", "answers.yaml:1:1: sorted: write all letters in order, with commas between them: c, a, b"),
}


@pytest.mark.parametrize(("text", "problem"), sorted(PAIRS))
def test_a_sheet_of_pairs_and_orders_that_cannot_be_read_says_where(tiny: Course, text: str, problem: str) -> None:
    assert read_answers(text.encode(), tiny.exercise("second")).problems == (problem,)


def test_pairs_and_orders_have_a_place_on_the_sheet(tiny: Course) -> None:
    exercise = tiny.exercise("second")
    given = {"pairs": {"two": "b", "three": "a"}, "sorted": ["b", "c", "a"]}

    text = render_answers(tiny, exercise, None, given)

    assert (
        "#\n# a) 9\n# b) 4\n# c) 6\n#\n# Write the letter that belongs to each.\npairs:\n  # 2\n  two: b\n  # 3\n  three: a\n"
        in text
    )
    assert "#\n# a) 7\n# b) 5\n# c) 6\n#\n# Write all letters in order, such as: c, a, b\nsorted: [b, c, a]\n" in text
    sheet = read_answers(text.encode(), exercise)
    assert (sheet.as_written(), sheet.problems) == ({**given}, ())


RULES = {
    "balanced": "# Together the right letters earn all points, and together the wrong ones take as many away (never below 0).",
    "each": "# Each letter counts the same: write it if it is right, leave it out if it is not.",
    "all": "# Points are for exactly the right letters, no more and no fewer.",
}


@pytest.mark.parametrize(("scoring", "sentence"), RULES.items(), ids=RULES)
def test_an_answer_sheet_says_how_several_letters_are_scored(
    scoring: str, sentence: str, tiny: Course, tmp_path: Path
) -> None:
    root = shutil.copytree(tiny.root, tmp_path / "course")
    question = root / "questions/t/picks.yaml"
    question.write_text(question.read_text().replace("choose: several", f"choose: several\nscoring: {scoring}"))
    other = open_course(root)
    name = next(name for name in other.exercise_ids() if "picks" in str(other.exercise_model(name)))

    lines = render_answers(other, other.exercise(name), None, {}).splitlines()

    at = lines.index("# Several may be right; write their letters, such as: a, c")
    assert sentence == lines[at + 1]
