"""What commands that end with reports have in common: print them, or write them to a file."""

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.errors import UsageError, WorkspaceError
from grader.reports.formats import Format, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from grader.results import Report, Status

MAX_FORM = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Showing:
    """What reports are written as, where, and with which form."""

    format: Format = Format.TEXT
    output: Path | None = None
    form: Path | None = None


def show(reports: "Sequence[Report]", format: Format, output: Path | None, form: Path | None = None) -> None:
    """Print reports in a format; with `output`, write them there, and print text."""
    if output is not None or format is Format.TEXT:
        from grader.reports.text import render_texts

        typer.echo(render_texts(reports, _paint), nl=False)  # first: it is there even where the file cannot be written
    if output is not None:
        write(output, rendered(reports, format, form))
    elif format is not Format.TEXT:
        typer.echo(rendered(reports, format, form), nl=False)
    if format is Format.GITHUB:
        append_summary(reports)


def show_stored(reports: "Sequence[Report]", format: Format, output: Path | None, form: Path | None = None) -> None:
    """Print what a gradebook holds in a format, or write it to `output`: then text is not printed, of which there may be much."""
    if output is None or format is Format.TEXT:
        show(reports, format, output, form)
        return
    write(output, rendered(reports, format, form))
    typer.echo(f"{len(reports):,} {'report' if len(reports) == 1 else 'reports'} written to {output}")
    if format is Format.GITHUB:
        append_summary(reports)


def writer(format: Format, output: Path | None, form: Path | None) -> "Callable[[Sequence[Report]], None] | None":
    """Return what writes reports to `output` while they are made, so that a run that is killed leaves what it found."""
    if output is None:
        return None

    def write_early(reports: "Sequence[Report]") -> None:
        text = rendered(reports, format, form)
        with contextlib.suppress(WorkspaceError):  # the last writing tells it, and the text is shown before that
            write(output, text)

    return write_early


def rendered(reports: "Sequence[Report]", format: Format, form: Path | None) -> str:
    """Return reports in a format, with what it needs from a form and from the environment."""
    return render(format, reports, read_text(form) if form is not None else None, os.environ)


def read_text(form: Path) -> str:
    """Read a form; raise UsageError where it cannot be read."""
    from grader.workspace.files import Missing, read_file

    data = read_file(form.resolve(), limit=MAX_FORM)
    if isinstance(data, Missing):
        raise UsageError(f"{form}: {data.reason}. Name the file that you exported: --form FILE")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{form} is not UTF-8. Save it as CSV in UTF-8, and name it: --form FILE") from error


def append_summary(reports: "Sequence[Report]") -> None:
    """Append the summary to the file that GitHub Actions shows for this step, if there is one."""
    from grader.reports.github import MAX_SUMMARY, render_summary

    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    path = Path(name)
    try:
        room = MAX_SUMMARY - (path.stat().st_size if path.exists() else 0)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(render_summary(reports, room))
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written: {error.strerror}. It is named by GITHUB_STEP_SUMMARY"
        ) from error


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
    from grader.workspace.files import write_private

    try:
        write_private(path, text)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. Choose another file: --output FILE"
        raise WorkspaceError(message) from error


@contextlib.contextmanager
def after_storing(where: str, done: str, then: str = "learn gradebook stats") -> "Iterator[None]":
    """Say what is stored, and where, if what follows cannot be written: a disk may be full for a summary alone."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read it has seen enough
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        message = f"{named}{error.strerror}. {done} is kept in {where}. Make room, then see: {then}"
        raise WorkspaceError(message) from error


def _paint(text: str, status: "Status") -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    colours = {"passed": typer.colors.GREEN, "failed": typer.colors.RED, "not_run": typer.colors.BRIGHT_BLACK}
    return typer.style(text, fg=colours.get(status, typer.colors.YELLOW))
