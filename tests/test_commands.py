"""A command is made when it is called; what it is given is converted as Typer would, or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from grader.cli.app import app
from grader.cli.commands import Command, Group
from grader.reports.formats import Format


def commands(above: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name in above.list_commands(None):
        made = above.get_command(None, name)
        yield f"{prefix}{name}", made
        if isinstance(made, Group):
            yield from commands(made, f"{prefix}{name} ")


MADE = dict(commands(get_command(app)))
PATH = Path("some/where")
VALUES = {
    "nothing": (Path | None, None),
    "nothing of many": (list[Path] | None, None),
    "a word": (str, "conv2d"),
    "a word of other letters": (str, "Zoë"),
    "a word with a line feed": (str, "a\nb"),
    "a path": (Path, "some/where"),
    "a path that is there": (Path, "/"),
    "an empty path": (Path, ""),
    "a default path": (Path, PATH),
    "several paths": (list[Path], ("a", "b")),
    "several words": (list[str], ("a", "b")),
    "no words": (list[str], ()),
    "yes": (bool, True),
    "a format": (Format, "json"),
    "a default format": (Format, Format.JSON),
    "a number": (int, "3"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_command_has_the_name_that_it_is_called_by(name: str) -> None:
    assert MADE[name].name == name.split()[-1]
    assert MADE[name].help


@pytest.mark.parametrize("name", MADE)
def test_a_path_has_no_condition_of_its_own(name: str) -> None:
    """What makes a path plain asks only whether it can be read."""
    for parameter in MADE[name].params:
        about = parameter.type_descriptor.parameter_info
        asked = (about.exists, about.writable, about.resolve_path, about.allow_dash, about.path_type)
        # One that need not be readable, as those of `grade`, asks for less than that.
        assert (asked, about.file_okay, about.dir_okay, about.parser) == (
            (False, False, False, False, None),
            True,
            True,
            None,
        ), parameter.name


@pytest.mark.parametrize(("kind", "value"), VALUES.values(), ids=VALUES)
def test_what_is_converted_lightly_is_what_typer_makes_of_it(kind: Any, value: Any) -> None:
    def declared(given: Any = None) -> None: ...

    declared.__annotations__["given"] = kind
    given = []
    for cls in (None, Command):
        alone = typer.Typer(add_completion=False)
        alone.command(cls=cls)(declared)
        made = get_command(alone)
        with made.make_context("alone", []) as ctx:
            given.append(made.params[0].process_value(ctx, value))

    assert given[0] == given[1]
    assert type(given[0]) is type(given[1])


def test_a_command_imports_no_other() -> None:
    code = (
        "import sys; from typer.main import get_command; from grader.cli.app import app;"
        "made = get_command(app).get_command(None, 'list'); print(*(m for m in sys.modules if m.startswith('grader.cli.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) == {f"grader.cli.{name}" for name in ("app", "commands", "options", "student")}
