"""What must agree between two exercises of one student: checked on their own machine, where both are answered."""

import json
import re
from pathlib import Path

import pytest

AGREES = {"conv_w": "34848", "conv_b": "96", "local_w": "105415200", "local_b": "290400"}
COUNTED = {"with_sharing": "34,944", "without_sharing": "105,705,600"}


@pytest.fixture
def both(learn, tmp_path: Path) -> Path:
    """A folder in which exercise-2 and exercise-4 are started."""
    for exercise in ("exercise-2", "exercise-4"):
        learn("start", exercise)
    return tmp_path


def fill(sheet: Path, answers: dict[str, str]) -> None:
    text = sheet.read_text(encoding="utf-8")
    for name, answer in answers.items():
        text, count = re.subn(rf"^  {name}:.*$", f"  {name}: {answer}", text, flags=re.MULTILINE)
        assert count == 1, name
    sheet.write_text(text, encoding="utf-8")


def checks(learn, *options: str, env: dict[str, str] | None = None) -> dict[str, dict]:
    done = learn("grade", "exercise-4", "-q", "array_sizes", "--format", "json", *options, env=env)
    (question,) = json.loads(done.stdout)["questions"]
    return {check["id"]: check for check in question["checks"]}


def test_arrays_as_large_as_the_counts_agree(learn, both: Path) -> None:
    fill(both / "exercise-2/answers.yaml", COUNTED)
    fill(both / "exercise-4/answers.yaml", AGREES)

    found = checks(learn)

    assert [found[f"as_counted_{how}_sharing"]["status"] for how in ("with", "without")] == ["passed", "passed"]


def test_a_mismatch_names_both(learn, both: Path) -> None:
    fill(both / "exercise-2/answers.yaml", COUNTED | {"with_sharing": "96 * 363"})
    fill(both / "exercise-4/answers.yaml", AGREES)

    found = checks(learn)

    assert found["as_counted_without_sharing"]["status"] == "passed"
    assert found["as_counted_with_sharing"]["message"] == (
        "Here conv_w + conv_b = 34,944, but your answer in exercise-2 to alexnet_layer is with_sharing = 34,848.\n"
        "The parameters of a layer are the numbers in the arrays that it keeps, so both must be the same."
        " One of the two is wrong."
    )
    assert (found["as_counted_with_sharing"]["score"], found["as_counted_with_sharing"]["max_score"]) == (0, 0)
    assert sum(check["max_score"] for check in found.values()) == 6


@pytest.mark.parametrize("answer", ["", "many", "[1, 2]"])
def test_what_is_not_answered_is_not_compared(learn, both: Path, answer: str) -> None:
    fill(both / "exercise-2/answers.yaml", COUNTED | {"with_sharing": answer})
    fill(both / "exercise-4/answers.yaml", AGREES)

    assert "as_counted_with_sharing" not in checks(learn)


def test_another_student_is_not_compared(learn, both: Path) -> None:
    learn("start", "exercise-2", "--into", "other", "--student", "Ada")
    fill(both / "other/answers.yaml", COUNTED)
    fill(both / "exercise-4/answers.yaml", AGREES)
    (both / "exercise-2/answers.yaml").unlink()

    assert "as_counted_with_sharing" not in checks(learn)


@pytest.mark.parametrize(("options", "env"), [(["--untrusted"], None), ([], {"CI": "1"})], ids=["untrusted", "CI"])
def test_a_strangers_report_depends_on_no_other_folder(
    learn, both: Path, options: list[str], env: dict[str, str] | None
) -> None:
    fill(both / "exercise-2/answers.yaml", COUNTED)
    fill(both / "exercise-4/answers.yaml", AGREES)

    assert "as_counted_with_sharing" not in checks(learn, *options, env=env)


def test_both_questions_have_the_same_numbers_for_every_student(course) -> None:
    loaded = {q.key: q for name in ("exercise-2", "exercise-4") for _, q in course.exercise(name).questions}
    sizes = ("size", "kernel", "stride", "c_in", "c_out")

    for student, attempt in [(None, 1), ("Ada", 1), ("Ada", 2), ("Grace", 1)]:
        counted, kept = (
            course.values(loaded[key], student, attempt) for key in ("counting/alexnet_layer", "local/array_sizes")
        )
        assert [counted[name] for name in sizes] == [kept[name] for name in sizes]


def test_each_attempt_has_numbers_of_its_own(learn, tmp_path: Path) -> None:
    for attempt in ("1", "2"):
        learn("start", "exercise-2", "--student", "Ada", "--attempt", attempt, "--into", attempt)
    first, second = ((tmp_path / name / "answers.yaml").read_text(encoding="utf-8") for name in "12")

    assert first != second
    assert "attempt" not in (tmp_path / "1/.learn.yaml").read_text()
    assert "attempt: 2\n" in (tmp_path / "2/.learn.yaml").read_text()


def test_an_attempt_that_is_none_is_told(learn, tmp_path: Path) -> None:
    learn("start", "exercise-2", "--student", "Ada")
    marker = tmp_path / "exercise-2/.learn.yaml"
    marker.write_text(marker.read_text() + "attempt: many\n")

    done = learn("grade", "exercise-2")

    assert done.returncode == 2
    assert ".learn.yaml:6:1: attempt: write a number from 1 to 999." in done.stderr


def numbers(learn, folder: str) -> list[str]:
    done = learn("grade", folder, "-q", "alexnet_layer", "--format", "json")
    (question,) = json.loads(done.stdout)["questions"]
    return [check["message"] for check in question["checks"] if check["status"] == "failed"]


def test_another_students_sheet_is_recognised(learn, course, tmp_path: Path) -> None:
    """Bob hands in what Ada answered: right for her sizes, and the sheet says whose they are."""
    learn("start", "exercise-2", "--student", "Ada", "--into", "ada")
    learn("start", "exercise-2", "--student", "Bob", "--into", "bob")
    (loaded,) = [q for _, q in course.exercise("exercise-2").questions if q.id == "alexnet_layer"]
    hers = {name: str(ask.answer.evaluate(course.values(loaded, "Ada"))) for name, ask in loaded.question.asks.items()}
    fill(tmp_path / "ada/answers.yaml", hers)
    (tmp_path / "bob/answers.yaml").write_bytes((tmp_path / "ada/answers.yaml").read_bytes())

    assert numbers(learn, "ada") == []
    assert f"{hers['with_sharing']} is right for other sizes: those of Ada, for whom this sheet was made." in numbers(
        learn, "bob"
    )


def test_the_numbers_without_a_name_are_recognised(learn, tmp_path: Path) -> None:
    learn("start", "exercise-2", "--student", "Ada", "--into", "ada")
    fill(tmp_path / "ada/answers.yaml", {"with_sharing": "34944"})

    assert numbers(learn, "ada") == ["34944 is right for other sizes: those without a student's name."]


def test_the_numbers_of_another_attempt_are_recognised(learn, course, tmp_path: Path) -> None:
    learn("start", "exercise-2", "--student", "Ada", "--attempt", "2", "--into", "ada")
    (loaded,) = [q for _, q in course.exercise("exercise-2").questions if q.id == "alexnet_layer"]
    first = str(loaded.question.asks["with_sharing"].answer.evaluate(course.values(loaded, "Ada")))
    fill(tmp_path / "ada/answers.yaml", {"with_sharing": first})

    assert numbers(learn, "ada") == [f"{first} is right for other sizes: those of attempt 1."]
