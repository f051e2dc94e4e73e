"""What cannot be written: a gradebook on a medium, a summary on a full disk; and what is no file: `-`, and CI set to no."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from grader import ci
from grader.errors import GradebookError
from grader.gradebook.store import open_gradebook
from grader.gradebook.unwritable import unwritable_uri

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))
RIGHT = "def scale(x, factor=2):\n    return x * factor\n"


def a_class(folder: Path, *students: str) -> None:
    for student in students:
        (folder / "class" / student).mkdir(parents=True)
        (folder / "class" / student / "scale.py").write_text(f"{RIGHT}# {student}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook of two students, closed: in WAL mode, with nothing beside it."""
    folder = tmp_path_factory.mktemp("book")
    a_class(folder, "ada", "bob")
    command = [sys.executable, "-m", "grader", "grade", "class", "--exercise", "tiny", *COURSE]
    environment = {name: value for name, value in os.environ.items() if "LEARN" not in name}
    subprocess.run(command, cwd=folder, env=environment | {"PYTHONPATH": str(TESTS.parent)}, check=True)
    assert [path.name for path in folder.glob("grades.db*")] == ["grades.db"]
    return folder / "grades.db"


# A gradebook that can only be read


READING = {
    "export": (("gradebook", "export", "--format", "csv"), "ada"),
    "stats": (("gradebook", "stats"), "2 submissions: 2 graded"),
    "adjustments": (("gradebook", "adjustments"), "Nothing was adjusted by hand."),
    "regrade": (("regrade", "--dry-run", *COURSE), "Nothing was changed (--dry-run)."),
    "merge": (("gradebook", "merge", "shelf/grades.db", "--gradebook", "all.db"), "all.db: 2 results"),
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("closed", ["file and folder", "folder", "file"])
def test_a_gradebook_that_cannot_be_written_can_be_read(
    closed: str, command: str, book: Path, open_place: Path, learn_as_user, give: Callable[[Path], None]
) -> None:
    (open_place / "shelf").mkdir()
    shutil.copy(book, open_place / "shelf" / "grades.db")
    give(open_place)
    if "file" in closed:
        (open_place / "shelf" / "grades.db").chmod(0o444)
    if "folder" in closed:
        (open_place / "shelf").chmod(0o555)
    arguments, said = READING[command]
    named = () if command == "merge" else ("--gradebook", "shelf/grades.db")

    done = learn_as_user(*arguments, *named)

    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert [path.name for path in (open_place / "shelf").iterdir()] == ["grades.db"]
    (open_place / "shelf").chmod(0o755)


def test_what_writes_says_that_it_cannot(
    book: Path, open_place: Path, learn_as_user, give: Callable[[Path], None]
) -> None:
    shutil.copy(book, open_place / "grades.db")
    give(open_place)
    (open_place / "grades.db").chmod(0o444)

    done = learn_as_user("gradebook", "adjust", "ada", "scale", "1", "--why", "x")

    assert done.returncode == 2
    assert "grades.db cannot be written here. Choose another place: --gradebook FILE" in done.stderr


def test_what_a_writer_is_adding_is_seen_where_nothing_can_be_written(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the log and its index there, both are used; with the log alone, old grades would be shown as the latest."""
    path, alone = tmp_path / "grades.db", tmp_path / "copy" / "grades.db"
    shutil.copy(book, path)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("UPDATE meta SET value = 'best' WHERE key = 'keep'")
        writer.commit()
        alone.parent.mkdir()
        for name in ("grades.db", "grades.db-wal"):
            shutil.copy(tmp_path / name, alone.parent / name)
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and os.path.exists(path))
        monkeypatch.chdir(tmp_path)

        assert str(unwritable_uri(path)).endswith("/grades.db?mode=ro")
        with open_gradebook(str(path), only_read=True) as reader:
            assert reader.keep == "best"
        with pytest.raises(GradebookError) as caught:
            open_gradebook(str(alone), only_read=True)
    assert str(caught.value) == (
        "copy/grades.db cannot be written here, and what was written last waits in grades.db-wal. "
        "Copy both into a folder of yours, and name the copy: --gradebook FILE"
    )


def test_a_name_that_an_address_would_misread(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "50% of #1?mode=rwc.db"
    shutil.copy(book, path)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and os.path.exists(path))

    with open_gradebook(str(path), only_read=True) as reader:
        assert reader.students() == ["ada", "bob"]


# A full disk for what is said


def on_a_full_disk(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "LEARN" not in name}
    with open("/dev/full", "w", encoding="utf-8") as full:
        return subprocess.run(
            [sys.executable, "-m", "grader", *arguments],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(TESTS.parent)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_summary_that_cannot_be_written_says_what_is_kept(book: Path, tmp_path: Path) -> None:
    a_class(tmp_path, "carl")

    graded = on_a_full_disk(tmp_path, "grade", "class", "--exercise", "tiny", *COURSE)
    shutil.copy(book, tmp_path / "other.db")
    adjusted = on_a_full_disk(
        tmp_path, "gradebook", "adjust", "ada", "scale", "-1", "--why", "x", "--gradebook", "other.db"
    )
    merged = on_a_full_disk(tmp_path, "gradebook", "merge", "other.db", "--gradebook", "grades.db")

    kept = "No space left on device. {} is kept in {}. Make room, then see: {}\n"
    assert graded.stderr == kept.format("What was graded", "grades.db", "learn gradebook stats")
    assert adjusted.stderr == kept.format("The adjustment", "other.db", "learn gradebook adjustments")
    assert merged.stderr == kept.format("What was merged", "grades.db", "learn gradebook stats")
    assert {graded.returncode, adjusted.returncode, merged.returncode} == {2}
    with open_gradebook(str(tmp_path / "grades.db")) as stored:
        assert stored.students() == ["ada", "bob", "carl"]


# Standard output


def test_a_dash_is_standard_output(learn, book: Path, tmp_path: Path) -> None:
    a_class(tmp_path, "ada")
    alone = ("grade", "class/ada", "--exercise", "tiny", *COURSE, "--no-hidden", "--format", "json")

    exported = learn("gradebook", "export", "--format", "json", "-o", "-", "--gradebook", str(book))
    graded = learn(*alone, "--output", "-")
    released = subprocess.run(
        [sys.executable, "-m", "grader", "release", "gradescope", "tiny", *COURSE, "-o", "-"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        check=True,
    )
    folder = learn("release", "classroom50", "tiny", *COURSE, "-o", "-")

    assert [report["student"] for report in json.loads(exported.stdout)] == ["ada", "bob"]
    assert json.loads(graded.stdout)["exercise"] == "tiny"
    assert zipfile.ZipFile(io.BytesIO(released.stdout)).testzip() is None
    assert folder.returncode == 2
    assert folder.stderr == "- is standard output, and this release is a folder. Name one: --output autograder\n"
    assert not (tmp_path / "-").exists()


# CI


@pytest.mark.parametrize(
    ("value", "is_set"),
    [
        *[(value, False) for value in (None, "", "false", "False", "0", "no", " OFF ")],
        *[(value, True) for value in ("true", "1", "yes", "woodpecker")],
    ],
)
def test_ci_that_is_set_to_no_is_none(value: str | None, is_set: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    if value is not None:
        monkeypatch.setenv("CI", value)

    assert ci.in_ci() is is_set


def test_where_ci_is_set_to_no_progress_is_kept(learn, tmp_path: Path) -> None:
    learn("start", "tiny", *COURSE)

    learn("grade", "tiny", *COURSE, env={"CI": "false"})

    assert (tmp_path / "tiny" / ".learn-progress.json").exists()
