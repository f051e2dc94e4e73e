"""Where a course lies and what its files are called; needs no more than pathlib, so that completion is quick."""

from pathlib import Path

COURSE_FILE = Path("exercises", "course.yaml")
MARKER = ".learn.yaml"  # stands in every started folder


def builtin_root() -> Path:
    """Return the folder of the course that comes with the package: in a wheel below it, else the checkout."""
    package = Path(__file__).parents[1]
    inside = package / "builtin"
    return inside if inside.is_dir() else package.parent


def course_root(given: Path | None) -> Path:
    """Return the course that is meant: the folder given, else the current folder if it is a course, else the built-in one.

    A started folder is never taken for a course: a submission must not choose its own judge.
    """
    here = Path.cwd()
    if given is None and (here / COURSE_FILE).is_file() and not (here / MARKER).exists():
        return here
    return given or builtin_root()


def exercise_ids(root: Path) -> list[str]:
    """Return the names of the exercise folders, `exercise-10` after `exercise-9`; reads no file."""
    folders = [path.parent.name for path in (root / "exercises").glob("*/exercise.yaml")]
    return sorted(folders, key=lambda name: (len(name), name))


def question_keys(root: Path) -> list[str]:
    """Return topic/id of every question file; reads none."""
    return sorted(
        path.relative_to(root / "questions").with_suffix("").as_posix()
        for path in root.glob("questions/*/*.yaml")
        if path.is_file()
    )
