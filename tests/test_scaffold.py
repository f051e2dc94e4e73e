"""What `learn author new` writes is valid at once and explains every field; `preview` shows what an author wants to see."""

import itertools
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from grader.authoring.preview import preview_text
from grader.authoring.question import check_question
from grader.authoring.scaffold import KINDS, new_course, new_question
from grader.authoring.schema import schema_path
from grader.course import fields
from grader.course.loader import open_course
from grader.errors import UsageError
from grader.runner.pool import Pool


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    new_course(Path("mine"))
    return Path("mine")


def test_a_course_is_written_whole(root: Path, pool: Pool) -> None:
    course = open_course(root)

    assert (course.id, course.exercise_ids()) == ("mine", ["exercise-1"])
    assert course.exercise("exercise-1").questions[0][1].key == "counting/weights"
    assert check_question(course, "counting/weights", pool).findings == ()


def test_there_is_a_scaffold_of_every_kind() -> None:
    assert set(KINDS) == set(fields.MODELS) - {"exercise", "course"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_valid_at_once_and_its_texts_are_to_be_written(kind: str, root: Path, pool: Pool) -> None:
    new_question(open_course(root), kind, f"t/{kind}")

    findings = check_question(open_course(root), f"t/{kind}", pool).findings

    assert [(finding.code, finding.message) for finding in findings] == [
        ("todo", "this is still the scaffold's: write your own")
    ] * 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_names_every_field_of_its_kind(kind: str, root: Path) -> None:
    new_question(open_course(root), kind, f"t/{kind}")
    text = (root / f"questions/t/{kind}.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"([a-z_]+):", text)) | {"format"}

    assert set(field_names(fields.MODELS[kind])) - named == set()


def field_names(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name not in ("kind",)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_by_a_comment(kind: str, root: Path) -> None:
    """A comment stands above each key of the first level, but for the two that the heading explains."""
    new_question(open_course(root), kind, f"t/{kind}")
    lines = (root / f"questions/t/{kind}.yaml").read_text(encoding="utf-8").splitlines()

    bare = [
        line for before, line in itertools.pairwise(lines) if re.match("[a-z]+:", line) and not before.startswith("#")
    ]

    assert [line.partition(":")[0] for line in bare if not line.startswith(("kind", "where"))] == []


def test_a_question_names_its_schema_and_finds_it(root: Path) -> None:
    new_question(open_course(root), "number", "t/number")
    file = root / "questions/t/number.yaml"
    first = file.read_text(encoding="utf-8").splitlines()[0]

    assert first == "# yaml-language-server: $schema=../../schema/question.json"
    assert (file.parent / first.partition("=")[2]).resolve() == (root / schema_path("question")).resolve()


REFUSED = {
    "a kind that is none": ("numbr", "t/a", "'numbr' is no kind of question. Did you mean \"number\"? There are: "),
    "a name without a topic": ("number", "a", "'a' is no name of a question: write topic/id in small letters, such as conv/conv2d"),
    "a name outside": ("number", "../a", "'../a' is no name of a question: write topic/id in small letters, such as conv/conv2d"),
    "a function with a dash": ("code", "t/my-code", "'my-code' is no name of a function, which the id of a code question is: write - as _"),
    "a question that is here": ("number", "counting/weights", "mine/questions/counting/weights.yaml is already here, and nothing was written. Choose another name."),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused(kind: str, key: str, message: str, root: Path) -> None:
    before = sorted(root.rglob("*"))

    with pytest.raises(UsageError) as caught:
        new_question(open_course(root), kind, key)

    assert str(caught.value).startswith(message)
    assert sorted(root.rglob("*")) == before


def test_a_course_is_never_written_over_another(root: Path) -> None:
    with pytest.raises(UsageError) as caught:
        new_course(root)

    message = "mine/exercises/course.yaml is already here, and nothing was written. Choose another name."
    assert str(caught.value) == message


def test_a_reference_that_is_here_stays(root: Path) -> None:
    (root / "solutions/t").mkdir(parents=True)
    (root / "solutions/t/code.py").write_text("mine")

    with pytest.raises(UsageError):
        new_question(open_course(root), "code", "t/code")

    assert not (root / "questions/t/code.yaml").exists()


def test_the_command_tells_what_to_do_next(learn, tmp_path: Path) -> None:
    made = learn("author", "new", "course", "mine")
    done = learn("author", "new", "choice", "t/pick", "--course", "mine")

    assert made.stdout.splitlines()[-1] == "Next: change them, then: learn author check --course mine"
    assert done.stdout == (
        "mine/questions/t/pick.yaml\nNext: change them, then: learn author check t/pick --course mine\n"
    )
    assert learn("author", "new", "choice", "t/pick", "--course", "mine").returncode == 2


# Preview


def test_a_number_question_shows_its_numbers(root: Path) -> None:
    shown = preview_text(open_course(root), "weights", None)

    assert "A kernel of 5×5 is slid over an image of 3 channels." in shown
    assert "weights = 75\n  forgot_cin = 25: A kernel is as deep as its input: 3 channels.\n" in shown


def test_a_student_has_numbers_of_their_own(root: Path) -> None:
    shown = {preview_text(open_course(root), "weights", student) for student in ("Ada", "Ben", "check-3")}

    assert len(shown) == 3


def test_every_other_kind_shows_what_is_right(root: Path) -> None:
    kinds = ("formula", "choice", "match", "order", "code")
    for kind in kinds:
        new_question(open_course(root), kind, f"t/{kind}")
    formula, choice, match, order, code = (preview_text(open_course(root), kind, None) for kind in kinds)

    assert "weights = window * C\n  forgot_cin = window: A kernel is as deep as its input.\n" in formula
    assert "Right: b\n  a) same_window: They all look at windows of their own.\n" in choice
    assert "Right: dense c, local a, conv b\n  local b) local_is_shared: There its neurons would share.\n" in match
    assert "Right: c, a, b\n  a before c: local_is_shared: Sharing leaves one kernel where" in order
    assert "def code(x: np.ndarray, factor: float = 2) -> np.ndarray:" in code
    assert "Which case catches which mistake:\n                   1  2  3\n  sign_lost        ■  ·  ■\n" in code
    assert "sign_lost: Your results are all positive. A factor keeps the sign of each number.\n" in code


def test_the_command_shows_a_preview(learn) -> None:
    done = learn("author", "preview", "alexnet_layer", "--seed", "3")

    assert "without_sharing = " in done.stdout
    assert done.returncode == 0
