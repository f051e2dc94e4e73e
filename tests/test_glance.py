"""What is read at a glance is what the loader reads; what the loader refuses is left to it."""

from pathlib import Path

import pytest

from grader.course.glance import glance_at
from grader.course.loader import Course, open_course
from grader.errors import CourseError

ROOT = Path(__file__).parents[1]
COURSES = {"the built-in course": ROOT, "the course of the tests": ROOT / "tests/course"}
COURSE = "format: 1\nid: mine\ntitle: Mine\n"
EXERCISE = "format: 1\ntitle: One\nsummary: Some.\nquestions:\n  - {question: t/one, points: 3}\n"
QUESTION = "format: 1\nhints: [One.]\n"
REFUSED = {
    "another format": ("exercises/course.yaml", "format: 1", "format: 2"),
    "a format that is text": ("exercises/course.yaml", "format: 1", 'format: "1"'),
    "a name with capitals": ("exercises/course.yaml", "id: mine", "id: Mine"),
    "a number for a name": ("exercises/course.yaml", "id: mine", "id: 3"),
    "an unknown key": ("exercises/course.yaml", "title:", "hue: 3\ntitle:"),
    "a missing key": ("exercises/course.yaml", "title: Mine", ""),
    "a title of two lines": ("exercises/one/exercise.yaml", "title: One", 'title: "One\\nTwo"'),
    "a title that is a number": ("exercises/one/exercise.yaml", "title: One", "title: 1"),
    "a blank summary": ("exercises/one/exercise.yaml", "Some.", '" "'),
    "a duplicate key": ("exercises/one/exercise.yaml", "title: One", "title: One\ntitle: One"),
    "no questions": ("exercises/one/exercise.yaml", "\n  - {question: t/one, points: 3}", " []"),
    "points that are none": ("exercises/one/exercise.yaml", "points: 3", "points: 0"),
    "too many points": ("exercises/one/exercise.yaml", "points: 3", "points: 1001"),
    "points that are true": ("exercises/one/exercise.yaml", "points: 3", "points: true"),
    "points that are a fraction": ("exercises/one/exercise.yaml", "points: 3", "points: 3.0"),
    "a question that is no key": ("exercises/one/exercise.yaml", "t/one", "T/one"),
    "an unknown key of an item": ("exercises/one/exercise.yaml", "points: 3", "points: 3, worth: 3"),
    "bytes that are no text": ("exercises/one/exercise.yaml", "One", "\udcff"),
}


def write(root: Path) -> None:
    for name, text in {"course.yaml": COURSE, "one/exercise.yaml": EXERCISE}.items():
        (root / "exercises" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "exercises" / name).write_text(text)
    (root / "questions/t").mkdir(parents=True)
    (root / "questions/t/one.yaml").write_text(QUESTION)


@pytest.mark.parametrize("root", COURSES.values(), ids=COURSES)
def test_a_glance_sees_what_the_loader_loads(root: Path) -> None:
    course, glance = open_course(root), glance_at(root)

    assert glance is not None
    assert (glance.id, glance.title) == (course.id, course.title)
    outlines = glance.outlines()
    assert outlines is not None
    for name in course.exercise_ids():
        model = course.exercise_model(name)
        assert (model.title, sum(item.points for item in model.questions)) == (
            outlines[name].title,
            outlines[name].worth,
        )
        loaded = {question.id: list(question.question.hints) for _, question in course.exercise(name).questions}
        assert loaded == glance.hints(name, None)
        for id, hints in loaded.items():
            assert glance.hints(name, id) == {id: hints}
        assert glance.hints(name, "nobody") is None
    assert glance.hints("nowhere", None) is None


@pytest.mark.parametrize(("file", "old", "new"), REFUSED.values(), ids=REFUSED)
def test_what_the_loader_refuses_is_left_to_it(file: str, old: str, new: str, tmp_path: Path) -> None:
    write(tmp_path)
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_bytes(text.replace(old, new, 1).encode(errors="surrogateescape"))

    with pytest.raises(CourseError):
        Course(tmp_path, "mine", "Mine").exercise_model("one") if "one" in file else open_course(tmp_path)
    glance = glance_at(tmp_path)
    assert glance is None or glance.outlines() is None


@pytest.mark.parametrize("hints", ["", "[]", "[3]", '[" "]', "One."])
def test_hints_that_are_none_are_left_to_the_loader(hints: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "questions/t/one.yaml").write_text(f"format: 1\nhints: {hints}\n")

    glance = glance_at(tmp_path)

    assert glance is not None
    assert glance.hints("one", None) is None
