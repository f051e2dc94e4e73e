"""Options and arguments that several commands share, and their completion."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli import collect_garbage
from grader.errors import UsageError
from grader.suggest import did_you_mean

if TYPE_CHECKING:
    from grader.course.loader import Course
    from grader.gradebook.store import Gradebook


def _root(ctx: typer.Context) -> Path:
    from grader.course.place import course_root

    given = ctx.params.get("course")  # completion leaves words as they are
    return course_root(Path(given) if given else None)


def complete_exercise(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the exercises whose names begin as typed."""
    from grader.course.place import exercise_ids

    return [name for name in exercise_ids(_root(ctx)) if name.startswith(incomplete)]


def complete_question(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the questions whose names begin as typed."""
    from grader.course.place import question_keys

    names = [key.split("/")[1] for key in question_keys(_root(ctx))]
    return [name for name in names if name.startswith(incomplete)]


def complete_key(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the questions whose topic/id, or id, begins as typed."""
    from grader.course.place import question_keys

    keys = question_keys(_root(ctx))
    return [name for key in keys for name in (key, key.split("/")[1]) if name.startswith(incomplete)]


def _isolation(ctx: typer.Context, level: str) -> str:
    from grader.runner.levels import CHOICES

    if not ctx.resilient_parsing and level not in CHOICES:
        raise typer.BadParameter(
            f"{level!r} is no level.{did_you_mean(level, CHOICES)} There are: {', '.join(CHOICES)}."
        )
    return level


def standard_output(output: Path | None) -> Path | None:
    """Return where a report is written: `-` is standard output, as everywhere, and so no file."""
    return None if output is not None and str(output) == "-" else output


CourseOption = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="DIR",
        envvar="LEARN_COURSE",
        help="A course folder; by default the current folder if it is one, else the built-in course.",
    ),
]
IsolationOption = Annotated[
    str,
    typer.Option(
        "--isolation",
        metavar="LEVEL",
        envvar="LEARN_ISOLATION",
        callback=_isolation,
        help="What must contain submissions: auto, namespaces, landlock, compute or none. See: learn doctor",
    ),
]
ExerciseArgument = Annotated[
    str, typer.Argument(metavar="EXERCISE", help="Such as exercise-3.", autocompletion=complete_exercise)
]
QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Such as conv2d.", autocompletion=complete_question)
]
FormOption = Annotated[
    Path | None,
    typer.Option(
        "--form",
        metavar="FILE",
        help="What you exported: the gradebook that --format canvas fills, the list that --format moodle is checked against.",
    ),
]
GradebookOption = Annotated[
    str | None,
    typer.Option(
        "--gradebook",
        metavar="WHERE",
        envvar="LEARN_GRADEBOOK",
        help="A file, or the URL of a database (postgresql+psycopg://…); by default grades.db.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="How many processes judge a class; by default one for each processor.",
        show_default=False,
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers judge: tcp://HOST:8786"),
]
FolderOption = Annotated[Path, typer.Option("--path", metavar="DIR", help="The started folder.")]


def known_keep(written: str) -> str:
    """Return which of several submissions is to be shown; raise UsageError for a word that says no such thing."""
    from grader.gradebook.records import Keep

    if written not in list(Keep):
        raise UsageError(f"--keep {written} is not known. There are: {', '.join(Keep)}.")
    return written


def open_gradebook_named(
    where: str | None,
    *,
    course: str | None = None,
    create: bool = False,
    salt: str | None = None,
    only_read: bool = False,
) -> "Gradebook":
    """Open the gradebook that an option or LEARN_GRADEBOOK names, or the one that is meant without them.

    With `only_read`, it need not be writable.
    Garbage is collected from here on: statements of SQLAlchemy hold each other, and a class makes thousands.
    """
    from grader.gradebook.store import open_gradebook

    collect_garbage()
    place = where or os.environ.get("LEARN_GRADEBOOK") or DEFAULT_GRADEBOOK
    return open_gradebook(place, course=course, create=create, salt=salt, only_read=only_read)


DEFAULT_GRADEBOOK = "grades.db"


def open_named(course: Path | None) -> "Course":
    """Open the course that `--course` names, or the one that is meant without it."""
    from grader.course.loader import open_course
    from grader.course.place import course_root

    return open_course(course_root(course))
