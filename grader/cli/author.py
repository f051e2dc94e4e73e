"""`learn author`: an instructor's commands. Declare, call once, print; heavy imports stand inside."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from grader.cli.options import CourseOption, complete_key, open_named
from grader.errors import ALL_RIGHT, SOMETHING_WRONG


class CheckFormat(StrEnum):
    """What the findings are written as."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


KeysArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUESTION", help="Such as conv/conv2d or conv2d; by default all.", autocompletion=complete_key
    ),
]


def check(
    questions: KeysArgument = None,
    format: Annotated[CheckFormat, typer.Option(help="What the findings are written as.")] = CheckFormat.TEXT,
    table: Annotated[
        bool, typer.Option("--table", help="Show which case catches which mistake; so by default for named questions.")
    ] = False,
    untrusted: Annotated[
        bool, typer.Option("--untrusted", help="Also ask for what grading strangers' work needs.")
    ] = False,
    jobs: Annotated[int | None, typer.Option(metavar="N", help="How many at once; by default all processors.")] = None,
    course: CourseOption = None,
) -> None:
    """Check questions before a student sees them: everything that is wrong, as path:line:column: code: message.

    \b
    Exit codes:
      0  nothing to mend
      1  there are findings
      2  usage, or there is no course
    """
    from grader.authoring import written
    from grader.authoring.check import check_course, named_keys

    opened = open_named(course)
    with _progress(len(named_keys(opened, questions or []))) as done:
        found = check_course(opened, questions or [], untrusted=untrusted, jobs=jobs, done=done)
    match format:
        case CheckFormat.TEXT:
            text = written.check_as_text(found, tables=table or bool(questions))
        case CheckFormat.JSON:
            text = written.check_as_json(found)
        case CheckFormat.GITHUB:
            text = written.check_as_annotations(found, opened.root)
    typer.echo(text, nl=False)
    raise typer.Exit(ALL_RIGHT if found.is_green else SOMETHING_WRONG)


@contextmanager
def _progress(total: int) -> "Iterator[Callable[[Any], None]]":
    """Show how far the check is, where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda checked: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Checking", total=total)

        def done(checked: Any) -> None:
            progress.update(task, advance=1, description=checked.key)

        yield done


def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="number, formula, choice, code, …, or: course")],
    name: Annotated[
        str, typer.Argument(metavar="TOPIC/ID", help="What the question is called; for a course, its folder.")
    ],
    course: CourseOption = None,
) -> None:
    """Write a question to begin with, every field explained once; or a course of your own: learn author new course DIR."""
    from grader.authoring.scaffold import new_course, new_question

    if kind == "course":
        written, following = new_course(Path(name)), f"learn author check --course {name}"
    else:
        opened = open_named(course)
        where = "" if course is None else f" --course {course}"
        written, following = new_question(opened, kind, name), f"learn author check {name}{where}"
    for path in written:
        typer.echo(path)
    typer.echo(f"Next: change them, then: {following}")


def preview(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Such as conv2d.", autocompletion=complete_key)],
    student: Annotated[str | None, typer.Option(metavar="NAME", help="Show this student's numbers.")] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="Show the numbers of one of the check's students.")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Show a question as a student gets it, its right answers, and what each mistake gives."""
    from grader.authoring.preview import preview_text

    opened = open_named(course)
    typer.echo(preview_text(opened, question, student if seed is None else f"check-{seed}"), nl=False)


def schema(
    name: Annotated[str, typer.Argument(metavar="[question|exercise|course]", help="Of what.")] = "question",
) -> None:
    """Write the JSON Schema that editors check a file by while it is written."""
    from grader.authoring.schema import render_schema

    typer.echo(render_schema(name), nl=False)
