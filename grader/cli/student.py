"""A student's commands: declare, call once, print. Heavy imports stand inside, so that --help and completion stay quick."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.errors import ALL_RIGHT, NOT_JUDGED, SOMETHING_WRONG, LearnError, UsageError, WorkspaceError

if TYPE_CHECKING:
    from grader.course.loader import Course, Exercise, LoadedQuestion
    from grader.results import Report, Status
    from grader.workspace.folder import Started


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"


def _root(course: Path | None) -> Path:
    from grader.course.place import builtin_root

    return course or builtin_root()


def _complete_exercise(ctx: typer.Context, incomplete: str) -> list[str]:
    from grader.course.place import exercise_ids

    return [name for name in exercise_ids(_root(ctx.params.get("course"))) if name.startswith(incomplete)]


def _complete_question(ctx: typer.Context, incomplete: str) -> list[str]:
    from grader.course.place import question_keys

    names = [key.split("/")[1] for key in question_keys(_root(ctx.params.get("course")))]
    return [name for name in names if name.startswith(incomplete)]


CourseOption = Annotated[
    Path | None,
    typer.Option(
        "--course", metavar="DIR", envvar="LEARN_COURSE", help="A course folder; by default the built-in course."
    ),
]
ExerciseArgument = Annotated[
    str, typer.Argument(metavar="EXERCISE", help="Such as exercise-3.", autocompletion=_complete_exercise)
]
QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Such as conv2d.", autocompletion=_complete_question)
]


def list_exercises(course: CourseOption = None) -> None:
    """List the exercises: title, points, what is started here, the best score so far."""
    from grader.course.loader import open_course
    from grader.reports.text import points
    from grader.workspace.folder import find_all_started
    from grader.workspace.progress import read_progress

    opened = open_course(course)
    started: dict[str, list[str]] = {}
    for folder in find_all_started(Path()):
        if folder.course == opened.id:
            progress = read_progress(folder.path)
            best = "not graded yet" if progress.best is None else f"best {points(progress.best)}"
            started.setdefault(folder.exercise, []).append(f"{os.path.relpath(folder.path)}: {best}")
    typer.echo(f"{opened.title}\n")
    for name in opened.exercise_ids():
        model = opened.exercise_model(name)
        worth = sum(item.points for item in model.questions)
        state = "; ".join(started.get(name, [])) or "not started"
        typer.echo(f"{name:<12} {model.title:<32} {worth:>3} points   {state}")
    typer.echo("\nStart one: learn start EXERCISE")


def start(
    exercise: ExerciseArgument,
    into: Annotated[Path | None, typer.Option("--into", metavar="DIR", help="Where; by default ./EXERCISE.")] = None,
    student: Annotated[str | None, typer.Option(metavar="NAME", help="Your name: you get numbers of your own.")] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Use a folder that holds files; those in the way are kept as numbered backups."),
    ] = False,
    course: CourseOption = None,
) -> None:
    """Start an exercise: a folder with its story, a stub for each function, a sheet for answers. Nothing is overwritten."""
    from grader.course.loader import open_course
    from grader.workspace import folder

    opened = open_course(course)
    loaded = opened.exercise(exercise)
    target = into or Path(exercise)
    name = _student_name(student)
    backups = folder.start(opened, loaded, target, name, force=force)
    typer.echo(f"{target}{os.sep} is ready: {loaded.model.title}. {loaded.model.summary}")
    for backup in backups:
        typer.echo(f"Kept: {backup}")
    typer.echo(f"Next: read {target / 'README.md'}, then: learn grade {target}")


def _student_name(student: str | None) -> str | None:
    if student is None:
        return None
    name = student.strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise UsageError("--student: write a name of 1 to 200 printable characters")
    return name


def grade(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Started folders; by default this one, or one around it."),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="ID",
            help="The exercise, for folders that do not say.",
            autocompletion=_complete_exercise,
        ),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "-q",
            "--question",
            metavar="QUESTION",
            help="Only this; may be repeated.",
            autocompletion=_complete_question,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="What the report is written as.")] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report there, and text to the terminal."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whenever grading itself worked.")] = False,
    hidden: Annotated[
        bool,
        typer.Option(
            help="Run hidden checks too, as when you hand in; the default where CI is set.", envvar="LEARN_HIDDEN"
        ),
    ] = bool(os.environ.get("CI")),
    pytest_arg: Annotated[list[str] | None, typer.Option("--pytest-arg", hidden=True)] = None,
    course: CourseOption = None,
) -> None:
    """Grade started exercises: per question what passed, what failed and why.

    What follows -- goes to pytest, as in: learn grade -- -k rectangular -x

    \b
    Exit codes:
      0  graded, and all right
      1  graded, and something is wrong
      2  usage, or the course or the folder is wrong
      3  could not be judged
    """
    from grader.runner.pool import Pool

    with Pool() as pool:  # first, so that it imports NumPy while we import pytest
        from grader.course.loader import open_course
        from grader.judging.session import grade as grade_submissions
        from grader.judging.submissions import find_submissions
        from grader.workspace.progress import record_score

        opened = open_course(course)
        found = find_submissions(opened, paths or [], exercise)
        submissions = [submission for _, submission in found]
        questions, arguments = question or [], pytest_arg or []
        reports = grade_submissions(
            opened, submissions, pool, questions=questions, hidden=hidden, pytest_args=arguments
        )
    if not os.environ.get("CI"):
        for (started, _), report in zip(found, reports, strict=True):
            record_score(started.path, report.score, report.max_score)
    _show(reports, format, output)
    raise typer.Exit(_exit_code(reports, exit_zero=exit_zero))


def _show(reports: "list[Report]", format: Format, output: Path | None) -> None:
    from grader.reports.json import render_json
    from grader.reports.text import render_text

    if format is Format.JSON and output is None:
        typer.echo(render_json(reports), nl=False)
        return
    typer.echo("\n".join(render_text(report, _paint) for report in reports), nl=False)
    unsolved = [q for report in reports for q in report.questions if q.status not in ("passed", "error")]
    if unsolved:
        typer.echo(f"A hint: learn hint {unsolved[0].id}")
    if output is not None:
        plain = "\n".join(render_text(report) for report in reports)
        _write(output, render_json(reports) if format is Format.JSON else plain)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WorkspaceError(
            f"{path} cannot be written: {error.strerror}. Choose another file: --output FILE"
        ) from error


def _paint(text: str, status: "Status") -> str:
    import sys

    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    colours = {"passed": typer.colors.GREEN, "failed": typer.colors.RED, "not_run": typer.colors.BRIGHT_BLACK}
    return typer.style(text, fg=colours.get(status, typer.colors.YELLOW))


def _exit_code(reports: "list[Report]", *, exit_zero: bool) -> int:
    statuses = {check.status for report in reports for check in report.checks if not check.waits}
    if "error" in statuses:
        return NOT_JUDGED
    return ALL_RIGHT if exit_zero or statuses == {"passed"} else SOMETHING_WRONG


def hint(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Such as conv2d.", autocompletion=_complete_question)
    ] = None,
    path: Annotated[Path, typer.Option("--path", metavar="DIR", help="The started folder.")] = Path(),
    course: CourseOption = None,
) -> None:
    """Show a hint, one step further each time; without a question, say how many there are."""
    from grader.course.templates import fill_in
    from grader.workspace.progress import read_progress, write_progress

    opened, started, exercise = _started(path, course)
    progress = read_progress(started.path)
    if question is None and len(exercise.questions) > 1:
        for _, loaded in exercise.questions:
            shown = min(progress.hints.get(loaded.id, 0), len(loaded.question.hints))
            typer.echo(f"{loaded.id:<24} {shown} of {len(loaded.question.hints)} hints shown")
        typer.echo("\nOne step further: learn hint QUESTION")
        return
    loaded = _question(exercise, question or exercise.questions[0][1].id)
    hints = loaded.question.hints
    number = min(progress.hints.get(loaded.id, 0) + 1, len(hints))
    values = opened.values(loaded, started.student)
    typer.echo(f"{loaded.id}, hint {number} of {len(hints)}: {fill_in(hints[number - 1], values).strip()}")
    if progress.hints.get(loaded.id, 0) >= len(hints):
        typer.echo("That was the last one.")
    progress.hints[loaded.id] = number
    write_progress(started.path, progress)


def reset(
    question: QuestionArgument,
    path: Annotated[Path, typer.Option("--path", metavar="DIR", help="The started folder.")] = Path(),
    course: CourseOption = None,
) -> None:
    """Begin a question afresh; your old file is kept as a numbered backup."""
    from grader.workspace import folder

    opened, started, exercise = _started(path, course)
    written, backup = folder.reset(opened, exercise, started, _question(exercise, question))
    if backup is not None:
        typer.echo(f"Kept: {os.path.relpath(backup)}")
    typer.echo(f"Fresh: {os.path.relpath(written)}")


def _started(path: Path, course: Path | None) -> "tuple[Course, Started, Exercise]":
    from grader.course.loader import open_course
    from grader.judging.submissions import check_marker
    from grader.workspace.folder import find_started

    opened = open_course(course)
    started = check_marker(opened, find_started(path), None)
    return opened, started, opened.exercise(started.exercise)


def _question(exercise: "Exercise", name: str) -> "LoadedQuestion":
    from grader.suggest import did_you_mean

    known = {loaded.id: loaded for _, loaded in exercise.questions}
    if name not in known:
        raise UsageError(
            f'{exercise.id} has no question "{name}".{did_you_mean(name, known)} It has: {", ".join(known)}.'
        )
    return known[name]


def doctor(course: CourseOption = None) -> None:
    """Check this machine: versions, the course, and what contains a submission here."""
    import platform
    from importlib.metadata import version

    from grader.course.loader import open_course
    from grader.runner.isolation import ENFORCED, ISOLATION, NOT_ENFORCED, canary

    typer.echo(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for package in ("numpy", "pytest", "typer", "pydantic", "jinja2", "pyyaml"):
        typer.echo(f"  {package} {version(package)}")
    opened = open_course(course)
    typer.echo(f"Course: {opened.title} ({opened.id}), {opened.root}")
    problems = _course_problems(opened)
    for problem in problems:
        typer.echo(f"  {problem}")
    typer.echo(f"  {len(opened.exercise_ids())} exercises, {'all can be loaded' if not problems else 'not all right'}")
    failure = canary()
    typer.echo(f"Containment: {ISOLATION}. Tried here: {failure or 'works'}")
    for name, facts in (("enforced", ENFORCED), ("not enforced", NOT_ENFORCED)):
        for fact in facts:
            typer.echo(f"  {name}: {fact}")
    if failure:
        raise typer.Exit(NOT_JUDGED)
    if problems:
        raise typer.Exit(UsageError.exit_code)


def _course_problems(course: "Course") -> list[str]:
    problems = []
    for name in course.exercise_ids():
        try:
            course.exercise(name)
        except LearnError as error:
            problems.extend(str(error).splitlines())
    return problems
