import shutil
from pathlib import Path

import pytest

from grader.course.loader import Course, load_question, open_course
from grader.course.model import CodeQuestion
from grader.errors import CourseError, UsageError

BAD_COURSES = Path(__file__).parent / "bad_courses"
BASE = BAD_COURSES / "nothing-wrong"
FOLDERS = {"course.yaml": "exercises", "README.md": "exercises/exercise-1", "exercise.yaml": "exercises/exercise-1"}


def mistakes() -> list[str]:
    found = sorted(path.parent.name for path in BAD_COURSES.glob("*/expected.txt"))
    assert found, f"{BAD_COURSES} holds no mistakes"
    return found


def make_course(root: Path, mistake: str = "nothing-wrong") -> Course:
    for path in (*BASE.iterdir(), *(BAD_COURSES / mistake).iterdir()):
        folder = root / FOLDERS.get(path.name, "questions/topic" if path.suffix == ".yaml" else "solutions/topic")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.name)
    return open_course(root)


def everything_wrong_with(root: Path, mistake: str) -> str:
    try:
        make_course(root, mistake).exercise("exercise-1")
    except CourseError as error:
        return f"{error}\n"
    return ""


@pytest.mark.parametrize("mistake", mistakes())
def test_a_mistake_gets_its_messages(mistake: str, tmp_path: Path) -> None:
    expected = (BAD_COURSES / mistake / "expected.txt").read_text(encoding="utf-8")

    assert expected == everything_wrong_with(tmp_path, mistake)


def test_every_folder_of_a_mistake_says_what_is_expected() -> None:
    folders = sorted(path.name for path in BAD_COURSES.iterdir() if path.is_dir())

    assert folders == mistakes()


def test_a_missing_story_is_asked_for(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    (tmp_path / "exercises/exercise-1/README.md").unlink()

    with pytest.raises(CourseError) as caught:
        course.exercise("exercise-1")

    assert str(caught.value) == "exercises/exercise-1/README.md:1:1: the exercise has no story: write it here"


def test_a_story_must_be_utf_8(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    (tmp_path / "exercises/exercise-1/README.md").write_bytes(b"Z\xe4hle.\n")

    with pytest.raises(CourseError) as caught:
        course.exercise("exercise-1")

    message = "the file is not UTF-8 (invalid continuation byte): save it as UTF-8"
    assert str(caught.value) == f"exercises/exercise-1/README.md:1:1: {message}"


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_course(tmp_path)

    assert f"{tmp_path} is not a course: it has no exercises/course.yaml. Give its folder: --course DIR" == str(
        caught.value
    )


UNKNOWN_EXERCISES = {
    "near one that exists": (
        "exercise-11",
        'There is no exercise "exercise-11". Did you mean "exercise-1"? See them: learn list',
    ),
    "near none": ("zzz", 'There is no exercise "zzz". There are: exercise-1. See them: learn list'),
    "outside the course": ("../..", 'There is no exercise "../..". There are: exercise-1. See them: learn list'),
}


@pytest.mark.parametrize(("name", "message"), UNKNOWN_EXERCISES.values(), ids=UNKNOWN_EXERCISES)
def test_an_unknown_exercise_is_refused(name: str, message: str, tmp_path: Path) -> None:
    course = make_course(tmp_path)

    with pytest.raises(UsageError) as caught:
        course.exercise(name)

    assert message == str(caught.value)


def test_a_course_is_what_was_written(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    exercise = course.exercise("exercise-1")
    ((item, loaded),) = exercise.questions

    assert (course.id, course.title, course.exercise_ids()) == ("tiny", "A tiny course", ["exercise-1"])
    assert (exercise.model.title, exercise.story, item.points) == ("Rows", "Count rows.\n", 2)
    assert (loaded.key, loaded.id, loaded.reference) == ("topic/question", "question", None)


@pytest.mark.parametrize("written", ["1e-6", "1.0e-6", "0.000001", "1E-06"])
def test_a_small_tolerance_is_a_number_however_it_is_written(written: str, tmp_path: Path) -> None:
    make_course(tmp_path)
    question = tmp_path / "questions/topic/question.yaml"
    code = (BAD_COURSES / "reference-without-docstring/question.yaml").read_text(encoding="utf-8")
    question.write_text(f"{code}tolerance: {written}\n", encoding="utf-8")

    loaded = load_question(tmp_path, "topic/question").question

    assert isinstance(loaded, CodeQuestion)
    assert loaded.tolerance == 1e-6


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistakes(tmp_path: Path) -> None:
    make_course(tmp_path)
    question = tmp_path / "questions/topic/question.yaml"
    question.write_bytes(b"\xef\xbb\xbf" + question.read_bytes().replace(b"\n", b"\r\n"))

    assert load_question(tmp_path, "topic/question").question.title == "The rows of an output"


def test_exercise_10_comes_after_exercise_9(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    for number in (9, 10, 2):
        shutil.copytree(tmp_path / "exercises/exercise-1", tmp_path / f"exercises/exercise-{number}")

    assert course.exercise_ids() == ["exercise-1", "exercise-2", "exercise-9", "exercise-10"]
