"""`learn grade`: declare, call once, print."""

import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import CourseOption, IsolationOption, complete_exercise, complete_question, open_named
from grader.errors import ALL_RIGHT, NOT_JUDGED, SOMETHING_WRONG, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.results import Report, Status


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"


def grade(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Started folders, or archives of them (zip, tar, tar.gz); by default this folder, or one around it.",
        ),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="ID",
            help="The exercise, for folders that do not say.",
            autocompletion=complete_exercise,
        ),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "-q",
            "--question",
            metavar="QUESTION",
            help="Only this; may be repeated.",
            autocompletion=complete_question,
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
    isolation: IsolationOption = "auto",
    untrusted: Annotated[
        bool | None,
        typer.Option(
            "--untrusted/--trusted",
            help="Whether it is strangers' code, which is refused (exit 3) where nothing contains it; "
            "by default so where CI is set or several are graded.",
            show_default=False,
        ),
    ] = None,
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
    from grader.runner.isolation import Opening

    with Opening(isolation) as opening:  # first, so that it imports NumPy and is proved while we import pytest
        from grader.judging.session import grade as grade_submissions
        from grader.judging.submissions import find_submissions
        from grader.workspace.progress import record_results

        opened = open_named(course)
        found = find_submissions(opened, paths or [], exercise)
        submissions = [submission for _, submission in found]
        if output is not None:
            _check_output(output, [started.path for started, _ in found])
        questions, arguments = question or [], pytest_arg or []
        gc.freeze()  # what was imported stays; only what grading makes is collected
        gc.enable()
        strangers = untrusted if untrusted is not None else len(found) > 1 or bool(os.environ.get("CI"))
        pool = opening.pool(untrusted=strangers, course=opened.root)
        reports = grade_submissions(
            opened, submissions, pool, questions=questions, hidden=hidden, untrusted=strangers, pytest_args=arguments
        )
    if not os.environ.get("CI"):
        for (started, _), report in zip(found, reports, strict=True):
            if started.marked:
                record_results(started.path, report.questions)
    _show(reports, format, output)
    raise typer.Exit(_exit_code(reports, exit_zero=exit_zero))


def _show(reports: "list[Report]", format: Format, output: Path | None) -> None:
    from grader.reports.json import render_json
    from grader.reports.text import render_texts

    if format is Format.JSON and output is None:
        typer.echo(render_json(reports), nl=False)
        return
    typer.echo(render_texts(reports, _paint), nl=False)
    if output is not None:
        _write(output, render_json(reports) if format is Format.JSON else render_texts(reports))


def _check_output(path: Path, folders: "Iterable[Path]") -> None:
    """Refuse, before anything is graded, a file that cannot be written or that is somebody's work."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise WorkspaceError(f"{path} is not a file that can be written. Choose another: --output FILE")
    graded = {folder.resolve() for folder in folders}
    if path.resolve() in graded:
        raise WorkspaceError(f"{path} is what is to be graded. Choose another file: --output FILE")
    if path.exists() and path.resolve().parent in graded:
        raise WorkspaceError(f"{path} belongs to a graded folder. Choose a file outside it: --output FILE")


def _write(path: Path, text: str) -> None:
    from grader.workspace.files import write_whole

    try:
        write_whole(path, text)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. Choose another file: --output FILE"
        raise WorkspaceError(message) from error


def _paint(text: str, status: "Status") -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    colours = {"passed": typer.colors.GREEN, "failed": typer.colors.RED, "not_run": typer.colors.BRIGHT_BLACK}
    return typer.style(text, fg=colours.get(status, typer.colors.YELLOW))


def _exit_code(reports: "list[Report]", *, exit_zero: bool) -> int:
    statuses = {check.status for report in reports for check in report.checks if not check.waits}
    if "error" in statuses:
        return NOT_JUDGED
    return ALL_RIGHT if exit_zero or statuses == {"passed"} else SOMETHING_WRONG
