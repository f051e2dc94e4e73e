"""`learn grade`: declare, call once, print."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from grader.ci import in_ci
from grader.cli import collect_garbage
from grader.cli.classes import Asked, grade_class, is_class
from grader.cli.options import (
    ClusterOption,
    CourseOption,
    FormOption,
    IsolationOption,
    JobsOption,
    complete_exercise,
    complete_question,
    open_named,
    standard_output,
)
from grader.cli.showing import Showing, check_output, show, writer
from grader.errors import ALL_RIGHT, NOT_JUDGED, SOMETHING_WRONG, UsageError
from grader.reports.formats import Format

if TYPE_CHECKING:
    from grader.results import Report
    from grader.workspace.folder import Started, Submission

_WHOLE = """\
A class is graded whole, and as strangers' work: leave out --question, --trusted and what follows --. \
One submission of it: learn grade SUBMISSIONS/NAME --exercise ID -q QUESTION"""


def grade(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            readable=False,  # what cannot be read is an error of its own, and its neighbours are graded
            help="Started folders, or archives of them (zip, tar, tar.gz), by default this folder, or one around it; "
            "or the folder of a class, with a folder, an archive or a .py for each student.",
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
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            callback=standard_output,
            help="Write the report there, and text to the terminal; - is standard output, as without it.",
        ),
    ] = None,
    form: FormOption = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whenever grading itself worked.")] = False,
    hidden: Annotated[
        bool | None,
        typer.Option(
            "--hidden/--no-hidden",
            help="Run hidden checks too, as when you hand in; the default for a class, and where CI is set.",
            envvar="LEARN_HIDDEN",
            show_default=False,
        ),
    ] = None,
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
    gradebook: Annotated[
        str | None,
        typer.Option(
            "--gradebook",
            metavar="WHERE",
            help="Where a class's grades are kept: a file, or the URL of a database; by default grades.db.",
            show_default=False,
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", metavar="FILE", help="CSV with a column student: who may hand in."),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(
            "--keep",
            metavar="WHICH",
            help="Which of a student's submissions counts: latest (as at first), first or best.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what was graded already.")] = False,
    shard: Annotated[
        str | None,
        typer.Option("--shard", metavar="I/N", help="Only this part of N of the students."),
    ] = None,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
    pytest_arg: Annotated[list[str] | None, typer.Option("--pytest-arg", hidden=True)] = None,
    course: CourseOption = None,
) -> None:
    """Grade started exercises: per question what passed, what failed and why. Or a class, into a gradebook.

    What follows -- goes to pytest, as in: learn grade -- -k rectangular -x

    \b
    Exit codes:
      0  graded, and all right; a class: all graded
      1  graded, and something is wrong
      2  usage, or the course or the folder is wrong
      3  could not be judged
    """
    asked = Asked(gradebook, roster, keep, shard, jobs, cluster, force)
    if is_class(paths or [], exercise, asked, course):
        if question or pytest_arg or untrusted is False:
            raise UsageError(_WHOLE)
        showing = Showing(format, output, form)
        folder = (paths or [])[0]
        code = grade_class(
            open_named(course), folder, exercise, asked, showing, hidden=hidden is not False, isolation=isolation
        )
        raise typer.Exit(code)
    found, reports = _graded(
        paths or [],
        exercise,
        course,
        isolation,
        Showing(format, output, form),
        untrusted=untrusted,
        questions=question or [],
        hidden=in_ci() if hidden is None else hidden,
        pytest_args=pytest_arg or [],
    )
    if not in_ci():
        _remember(found, reports)
    if format is Format.GITHUB:
        reports = _located(reports, [started.path for started, _ in found])
    show(reports, format, output, form)
    raise typer.Exit(_exit_code(reports, exit_zero=exit_zero))


def _graded(
    paths: "list[Path]",
    exercise: str | None,
    course: Path | None,
    isolation: str,
    showing: Showing,
    *,
    untrusted: bool | None,
    **options: Any,
) -> "tuple[list[tuple[Started, Submission]], list[Report]]":
    """Return what stands at the paths, and its reports; `options` are those of the session."""
    from grader.runner.isolation import Opening

    with Opening(isolation) as opening:  # first, so that it imports NumPy and is proved while we import pytest
        from grader.judging.session import grade as grade_submissions
        from grader.judging.submissions import find_submissions

        opened = open_named(course)
        found = find_submissions(opened, paths, exercise)
        if showing.output is not None:
            check_output(showing.output, [started.path for started, _ in found])
        collect_garbage()
        strangers = untrusted if untrusted is not None else len(found) > 1 or in_ci()
        pool = opening.pool(untrusted=strangers, course=opened.root)
        submissions = [submission for _, submission in found]
        early = writer(showing.format, showing.output, showing.form)
        return found, grade_submissions(opened, submissions, pool, untrusted=strangers, progress=early, **options)


def _remember(found: "list[tuple[Started, Submission]]", reports: "list[Report]") -> None:
    from grader.workspace.progress import record_results

    for (started, _), report in zip(found, reports, strict=True):
        if started.marked:
            record_results(started.path, report.questions)


def _located(reports: "list[Report]", folders: "list[Path]") -> "list[Report]":
    """Return reports whose files are named from the root of the repository, where they lie in it."""
    from grader.reports.github import located

    root = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    ways = [folder.resolve() for folder in folders]
    return [
        located(report, way.relative_to(root).as_posix()) if way.is_relative_to(root) else report
        for report, way in zip(reports, ways, strict=True)
    ]


def _exit_code(reports: "list[Report]", *, exit_zero: bool) -> int:
    statuses = {check.status for report in reports for check in report.checks if not check.waits}
    if "error" in statuses:
        return NOT_JUDGED
    return ALL_RIGHT if exit_zero or statuses == {"passed"} else SOMETHING_WRONG
