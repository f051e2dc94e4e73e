"""`learn release`: what the archives hold, what is refused, and the scripts as a platform runs them."""

import io
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.authoring.release import entries
from grader.authoring.release.course import course_entries
from grader.authoring.release.entries import Entry, write_folder, zipped
from grader.authoring.release.wheel import build_wheel
from grader.errors import UsageError

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack as `unzip` does: with the modes that the archive holds."""
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            opened.extract(info, folder)
            (folder / info.filename).chmod(info.external_attr >> 16 & 0o777)
    return folder


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}


# What is packed


def test_gradescope_gets_its_scripts_at_the_root_and_may_run_them(learn, tmp_path: Path) -> None:
    done = learn("release", "gradescope", "exercise-3", "-o", "grader.zip")
    source = unpack(tmp_path / "grader.zip", tmp_path / "source")

    assert done.stdout == (
        "grader.zip is ready: it holds exercise-3, its references and this grader. Keep it from students.\n"
        "Next: upload it in the assignment's settings, under Configure Autograder\n"
    )
    assert modes(source) == {"setup.sh": 0o755, "run_autograder": 0o755}
    assert sorted(path.name for path in (source / "learn").iterdir()) == ["course", "exercise", build_wheel()[0]]


def test_the_references_of_other_exercises_stay_at_home(course) -> None:
    packed = course_entries(course, "exercise-3")

    solutions = [name for name in packed if name.startswith("solutions/")]
    assert solutions == [f"solutions/conv/conv2d{end}.py" for end in ("", "_mistakes", "_properties")]
    with zipfile.ZipFile(io.BytesIO(build_wheel()[1])) as wheel:
        assert not [name for name in wheel.namelist() if "builtin" in name or "solutions" in name]


def test_every_exercise_that_is_packed_is_a_course_that_loads(course, tmp_path: Path) -> None:
    from grader.course.loader import open_course

    for exercise in course.exercise_ids():
        root = tmp_path / exercise
        for name, entry in course_entries(course, exercise).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(entry.data)

        again = open_course(root).exercise(exercise, texts=False)

        assert [item for item, _ in again.questions] == [item for item, _ in course.exercise(exercise).questions]


def test_an_archive_is_the_same_whenever_its_files_are() -> None:
    files = {"b": Entry(b"2"), "a": Entry(b"1", 0o755)}

    assert zipped(files) == zipped(dict(reversed(files.items())))
    assert build_wheel() == build_wheel()


def test_the_wheel_installs_without_an_index_and_runs(tmp_path: Path) -> None:
    name, wheel = build_wheel()
    (tmp_path / name).write_bytes(wheel)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", "site", name]
    subprocess.run(pip, cwd=tmp_path, check=True, capture_output=True)

    command = [
        sys.executable,
        "-S",
        "-c",
        "import sys; sys.path.insert(0, 'site'); import grader; print(grader.__file__)",
    ]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert Path(shown.strip()).is_relative_to(tmp_path / "site")
    assert (tmp_path / "site" / "bin" / "learn").is_file()
    assert (tmp_path / "site" / "grader" / "authoring" / "templates" / "gradescope" / "run_autograder").is_file()


def test_the_secret_goes_into_gradescopes_archive_for_root_alone(learn, tmp_path: Path) -> None:
    learn("release", "gradescope", "exercise-2", env={"LEARN_COURSE_SECRET": "a text\n"})
    source = unpack(tmp_path / "autograder.zip", tmp_path / "source")

    assert (source / "learn" / "secret").read_text() == "a text\n"
    assert modes(source / "learn")["secret"] == 0o600


def test_classroom_50_gets_a_folder_and_the_instructor_a_warning(learn, tmp_path: Path) -> None:
    done = learn("release", "classroom50", "tiny", "-o", "tiny-grader", *COURSE)

    assert sorted(path.name for path in (tmp_path / "tiny-grader").iterdir()) == ["autograder.py", "learn"]
    assert "whoever has the link, students too, can read the references." in done.stdout


# What is refused


def test_a_secret_is_not_published(learn, tmp_path: Path) -> None:
    done = learn("release", "classroom50", "exercise-2", env={"LEARN_COURSE_SECRET": "a text"})

    assert done.stderr.startswith(
        "LEARN_COURSE_SECRET is set, and students can read what Classroom 50 publishes, so nothing was written."
    )
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("platform", ["gradescope", "classroom50"])
def test_what_is_there_stays_as_it_is(learn, tmp_path: Path, platform: str) -> None:
    (tmp_path / "taken").write_text("dear")

    done = learn("release", platform, "exercise-3", "-o", "taken")

    assert done.stderr == "taken is already here, and stays as it is. Replace it: --force · or choose: -o NAME\n"
    assert done.returncode == 2
    assert (tmp_path / "taken").read_text() == "dear"


def test_force_replaces_an_archive_whole(learn, tmp_path: Path) -> None:
    (tmp_path / "autograder.zip").write_text("old")

    assert learn("release", "gradescope", "exercise-3", "--force").returncode == 0
    assert zipfile.is_zipfile(tmp_path / "autograder.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["autograder.zip"]


def test_force_replaces_an_earlier_release_and_nothing_else(learn, tmp_path: Path) -> None:
    assert learn("release", "classroom50", "exercise-3").returncode == 0
    assert learn("release", "classroom50", "exercise-2", "--force").returncode == 0
    assert (tmp_path / "autograder" / "learn" / "exercise").read_text() == "exercise-2\n"
    (tmp_path / "autograder" / "notes.txt").write_text("dear")

    done = learn("release", "classroom50", "exercise-2", "--force")

    assert done.stderr == "autograder is no earlier release, and stays as it is. Choose another name: -o NAME\n"
    assert (tmp_path / "autograder" / "notes.txt").read_text() == "dear"


def test_a_folder_comes_back_where_it_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", {"a": Entry(b"old")}, force=False)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == ".out.part":
            raise OSError("no space")
        return rename(path, target)

    monkeypatch.setattr(entries.Path, "rename", failing)
    with pytest.raises(OSError, match="no space"):
        write_folder(tmp_path / "out", {"a": Entry(b"new")}, force=True)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "a").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("exercise-3", "-o", "no/such.zip"), "no is not a folder. Make it, or choose another name: -o NAME\n", id="no-folder"),
        pytest.param(("exercise-33",), 'There is no exercise "exercise-33". Did you mean "exercise-3"?', id="no-exercise"),
        pytest.param(("exercise-3", "-o", "folder", "--force"), "folder is a folder. Choose the name of a file: -o NAME.zip\n", id="a-folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_released(learn, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    (tmp_path / "folder").mkdir()

    done = learn("release", "gradescope", *arguments)

    assert message in done.stderr
    assert done.returncode == 2


def test_a_grader_that_is_not_installed_cannot_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.authoring.release.wheel.NAME", "not-installed-here")

    with pytest.raises(
        UsageError, match=r"^not-installed-here is not installed here, so it cannot be packed\. Install it: pip"
    ):
        build_wheel()
