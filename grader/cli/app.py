"""The command `learn`: its commands, and the one place where errors become messages and exit codes."""

import contextlib
import os
import signal
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from grader import __version__
from grader.cli import author, gradebook, grading, machine, regrading, release, student
from grader.errors import NOT_JUDGED, USAGE, LearnError, UsageError
from grader.reports.inert import inert

INTERRUPTED = 130


class _Command(TyperCommand):
    """A command that completes words as they are: converting them would import pydantic at every TAB."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; convert them unless this is completion."""
        _leave_words(self, ctx)
        return super().parse_args(ctx, args)


class _Group(TyperGroup):
    """The same for the command above the commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; convert them unless this is completion."""
        _leave_words(self, ctx)
        return super().parse_args(ctx, args)


def _leave_words(command: Any, ctx: Any) -> None:
    if ctx.resilient_parsing:
        for parameter in command.get_params(ctx):
            parameter.process_value = lambda ctx, value: value


app = typer.Typer(
    name="learn",
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"learn {__version__}")
        raise typer.Exit


@app.callback()
def learn(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Exercises on parameter sharing in convolutional networks, graded on your machine.

    Begin: learn start exercise-1, answer, learn grade. Stuck: learn hint.
    """


app.command("list", cls=_Command)(student.list_exercises)
app.command("start", cls=_Command)(student.start)
app.command("grade", cls=_Command)(grading.grade)
app.command("regrade", cls=_Command)(regrading.regrade)
app.command("hint", cls=_Command)(student.hint)
app.command("explain", cls=_Command)(student.explain)
app.command("reset", cls=_Command)(student.reset)
app.command("doctor", cls=_Command)(machine.doctor)

authoring = typer.Typer(
    cls=_Group, no_args_is_help=True, rich_markup_mode=None, help="Write questions, and have them checked."
)
authoring.command("check", cls=_Command)(author.check)
authoring.command("new", cls=_Command)(author.new)
authoring.command("preview", cls=_Command)(author.preview)
authoring.command("schema", cls=_Command)(author.schema)
app.add_typer(authoring, name="author")

releasing = typer.Typer(
    cls=_Group, no_args_is_help=True, rich_markup_mode=None, help="Pack an exercise so that a platform grades it."
)
releasing.command("gradescope", cls=_Command)(release.gradescope)
releasing.command("classroom50", cls=_Command)(release.classroom50)
app.add_typer(releasing, name="release")

book = typer.Typer(
    cls=_Group, no_args_is_help=True, rich_markup_mode=None, help="Look at a class's grades, export and adjust them."
)
book.command("export", cls=_Command)(gradebook.export)
book.command("stats", cls=_Command)(gradebook.stats)
# So that `-2` is a number of points and no option.
book.command("adjust", cls=_Command, context_settings={"ignore_unknown_options": True})(gradebook.adjust)
book.command("adjustments", cls=_Command)(gradebook.adjustments)
book.command("merge", cls=_Command)(gradebook.merge)
app.add_typer(book, name="gradebook")


def main() -> None:
    """Run `learn`; errors of the family are printed to standard error without a traceback."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show ✓ shows ?
    for name in ("SIGTERM", "SIGHUP"):  # so that processes are ended and folders removed, as after Ctrl-C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    for library in ("OPENBLAS", "OMP", "MKL"):  # no threads, which a small limit forbids, for what takes microseconds
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    code = _run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)  # everything is closed: taking the interpreter apart would take as long as grading an exercise


def _run(arguments: list[str]) -> int:
    code = 0
    try:
        app(_with_pytest_arguments(arguments), prog_name="learn")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    except LearnError as error:
        typer.echo(inert(str(error)), err=True)
        code = error.exit_code
    except (OSError, RuntimeError) as error:
        from grader.runner.cures import machine_limit

        if (limit := machine_limit(error)) is not None:
            typer.echo(f"Nothing can be judged here: {limit}", err=True)
            return NOT_JUDGED
        if not isinstance(error, OSError):
            raise
        where = f"{error.filename}: " if error.filename else ""
        with contextlib.suppress(OSError):
            typer.echo(inert(f"{where}{error.strerror}. Nothing of yours was changed."), err=True)
        code = USAGE
    if code == INTERRUPTED:
        typer.echo("Stopped.", err=True)
    return code


def _with_pytest_arguments(arguments: list[str]) -> list[str]:
    """Mark what follows `--` as pytest's: the parser would take it for paths."""
    if arguments[:1] != ["grade"]:
        return arguments
    at = arguments.index("--") if "--" in arguments else len(arguments)
    for name in arguments[:at]:
        # `learn grade *` must not obey the name of a stranger's folder.
        if name.startswith("-") and os.path.lexists(name):
            raise UsageError(f"{name} is an option, and something here has this name: write {os.path.join('.', name)}")
    return [*arguments[:at], *(f"--pytest-arg={argument}" for argument in arguments[at + 1 :])]
