"""Take in a submission, from a folder or an archive: the bytes of the files that the exercise names, and no others."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course.loader import Exercise
from grader.course.model import CodeQuestion
from grader.errors import CourseError, Problem
from grader.workspace.files import Missing, Refused, read_files
from grader.workspace.render import ANSWERS, stub_name
from grader.workspace.sources import admitted

if TYPE_CHECKING:
    from grader.workspace.archives import Archive

MAX_FILES = 50
MAX_SUBMISSION = 4_000_000

Files = Mapping[str, bytes | Missing]


def file_names(exercise: Exercise) -> list[str]:
    """Return the files in which the questions of an exercise are answered; raise CourseError if they are too many."""
    names = [stub_name(q) if isinstance(q.question, CodeQuestion) else ANSWERS for _, q in exercise.questions]
    if len(set(names)) > MAX_FILES:
        message = f"it asks for {len(set(names))} files; a submission holds {MAX_FILES} at most: split the exercise"
        raise CourseError([Problem(Path("exercises", exercise.id, "exercise.yaml"), 1, 1, message)])
    return list(dict.fromkeys(names))


def take_folder(folder: Path, exercise: Exercise) -> Files:
    """Return the files of a folder."""
    return _taken_in(read_files(folder, file_names(exercise)))


def take_archive(archive: "Archive", folder: str, exercise: Exercise) -> Files:
    """Return the files that stand in one folder of an archive."""
    return _taken_in({name: archive.read(folder, name) for name in file_names(exercise)})


def refuse(exercise: Exercise, why: str) -> Files:
    """Return, for a submission that is not taken in as a whole, why each of its files is not."""
    return dict.fromkeys(file_names(exercise), Refused(why))


def _taken_in(files: Files) -> Files:
    """Look at each file alone, then at how much they are together."""
    taken: dict[str, bytes | Missing] = {}
    total = 0
    for name, data in files.items():
        total += 0 if isinstance(data, Missing) else len(data)
        if total > MAX_SUBMISSION:
            data = Refused(f"{name} is too much: the files are larger than {MAX_SUBMISSION // 1_000_000} MB together")
        taken[name] = admitted(name, data)
    return taken
