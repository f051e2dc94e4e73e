"""The command `learn`: its commands, and the one place where errors become messages and exit codes."""

import contextlib
import os
import signal
import sys

import typer

from grader import __version__
from grader.cli.commands import Group, command, group
from grader.errors import NOT_JUDGED, USAGE, LearnError, UsageError

INTERRUPTED = 130


class _Learn(Group):
    """The command above all commands."""

    below = {  # noqa: RUF012
        "list": command("student.list_exercises"),
        "start": command("student.start"),
        "grade": command("grading.grade"),
        "regrade": command("regrading.regrade"),
        "hint": command("student.hint"),
        "explain": command("student.explain"),
        "reset": command("student.reset"),
        "doctor": command("machine.doctor"),
        "author": group(
            "Write questions, and have them checked.",
            {
                "check": command("author.check"),
                "new": command("author.new"),
                "preview": command("author.preview"),
                "schema": command("author.schema"),
            },
        ),
        "release": group(
            "Pack an exercise so that a platform grades it.",
            {"gradescope": command("release.gradescope"), "classroom50": command("release.classroom50")},
        ),
        "gradebook": group(
            "Look at a class's grades, export and adjust them.",
            {
                "export": command("gradebook.export"),
                "stats": command("gradebook.stats"),
                # So that `-2` is a number of points and no option.
                "adjust": command("gradebook.adjust", context_settings={"ignore_unknown_options": True}),
                "adjustments": command("gradebook.adjustments"),
                "merge": command("gradebook.merge"),
            },
        ),
    }


app = typer.Typer(
    name="learn",
    cls=_Learn,
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
    version: bool = typer.Option(False, "--version", "-V", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Exercises on parameter sharing in convolutional networks, graded on your machine.

    Begin: learn start exercise-1, answer, learn grade. Stuck: learn hint.
    """


def main() -> None:
    """Run `learn`; errors of the family are printed to standard error without a traceback."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show ✓ shows ?
    for name in ("SIGTERM", "SIGHUP"):  # so that processes are ended and folders removed, as after Ctrl-C
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup: whoever ignores it means it
            signal.signal(number, signal.default_int_handler)
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
        from grader.reports.inert import inert

        typer.echo(inert(str(error)), err=True)
        code = error.exit_code
    except (OSError, RuntimeError) as error:
        from grader.reports.inert import inert
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
