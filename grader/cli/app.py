"""The command `learn`: its commands, and the one place where errors become messages and exit codes."""

import gc
import sys

import typer

from grader import __version__
from grader.cli import grading, machine, student
from grader.errors import LearnError

app = typer.Typer(
    name="learn",
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


app.command("list")(student.list_exercises)
app.command("start")(student.start)
app.command("grade")(grading.grade)
app.command("hint")(student.hint)
app.command("reset")(student.reset)
app.command("doctor")(machine.doctor)


def main() -> None:
    """Run `learn`; errors of the family are printed to standard error without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show ✓ shows ?
    gc.set_threshold(
        100_000
    )  # imports make objects that stay: looking through them again and again takes a tenth of a short run
    try:
        app(_with_pytest_arguments(sys.argv[1:]), prog_name="learn")
    except LearnError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(130)


def _with_pytest_arguments(arguments: list[str]) -> list[str]:
    """Mark what follows `--` as pytest's: the parser would take it for paths."""
    if arguments[:1] != ["grade"] or "--" not in arguments:
        return arguments
    at = arguments.index("--")
    return [*arguments[:at], *(f"--pytest-arg={argument}" for argument in arguments[at + 1 :])]
