"""What commands that end with reports have in common: print them, or write them to a file."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.errors import WorkspaceError
from grader.reports.formats import Format, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.results import Report, Status


def show(reports: "Sequence[Report]", format: Format, output: Path | None, form: str | None = None) -> None:
    """Print reports in a format; with `output`, write them there, and print text."""
    rendered = render(format, reports, form) if output is not None or format is not Format.TEXT else None
    if output is None and rendered is not None:
        typer.echo(rendered, nl=False)
        return
    from grader.reports.text import render_texts

    typer.echo(render_texts(reports, _paint), nl=False)
    if output is not None and rendered is not None:
        write(output, rendered)


def check_output(path: Path, folders: "Iterable[Path]" = ()) -> None:
    """Refuse, before anything is graded, a file that cannot be written or that is somebody's work."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise WorkspaceError(f"{path} is not a file that can be written. Choose another: --output FILE")
    graded = {folder.resolve() for folder in folders}
    if path.resolve() in graded:
        raise WorkspaceError(f"{path} is what is to be graded. Choose another file: --output FILE")
    if path.exists() and path.resolve().parent in graded:
        raise WorkspaceError(f"{path} belongs to a graded folder. Choose a file outside it: --output FILE")


def write(path: Path, text: str) -> None:
    """Write a file in one step; raise WorkspaceError, and leave the old one, where it cannot be written."""
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
