"""Make a command when it is called, completed or listed, and not before: each has a module of its own to import.

A command's words are converted without pydantic where there is nothing to convert: Typer imports it for the first of them.
"""

import importlib
import os
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

Make = Callable[[str], Any]


class Command(TyperCommand):
    """A command that converts only what is not yet what it should be, and while completing nothing."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; convert them unless this is completion."""
        _convert_lightly(self, ctx)
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """A command above others, whose names are known and which are made one by one."""

    below: ClassVar[Mapping[str, Make]] = {}

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands(self.below)  # type: ignore[assignment]  # never written to

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; convert them unless this is completion."""
        _convert_lightly(self, ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order in which they are written; make none."""
        return [*self.commands]


class _Commands(Mapping[str, Any]):
    """Commands by their names, each made when it is asked for."""

    def __init__(self, makers: Mapping[str, Make]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name](name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def command(place: str, **settings: Any) -> Make:
    """Return what makes the command that a function of `grader.cli` declares: module.function."""

    def make(name: str) -> Any:
        module, _, function = place.partition(".")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        declared = getattr(importlib.import_module(f"grader.cli.{module}"), function)
        alone.command(name, cls=Command, **settings)(declared)
        return get_command(alone)

    return make


def group(help: str, commands: Mapping[str, Make]) -> Make:
    """Return what makes a command above others."""

    def make(name: str) -> Any:
        cls = type("Group", (Group,), {"below": commands})
        above = typer.Typer(
            name=name, cls=cls, add_completion=False, no_args_is_help=True, rich_markup_mode=None, help=help
        )
        return get_group(above)

    return make


def _convert_lightly(made: Any, ctx: Any) -> None:
    """Spare the parameters a conversion that gives what is there already; those of Typer before 0.27 need no pydantic."""
    for parameter in made.get_params(ctx):
        if ctx.resilient_parsing:
            parameter.process_value = lambda ctx, value: value
        elif convert := getattr(parameter, "get_runtime_param", None):
            parameter.get_runtime_param = lambda parameter=parameter, convert=convert: _Lightly(parameter, convert)


class _Lightly:
    """Converts the value of a parameter, with Typer's own way of doing it only where that is needed."""

    def __init__(self, parameter: Any, convert: Callable[[], Any]) -> None:
        self._type = parameter.type_descriptor.annotation
        self._convert = convert

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        kinds = get_args(self._type) if get_origin(self._type) is list else ()
        if kinds and isinstance(value, (list, tuple)) and all(_is_plain(each, kinds[0]) for each in value):
            return [kinds[0](each) for each in value]
        if _is_plain(value, self._type):
            return self._type(value)
        return self._convert().coerce(value, param=param, ctx=ctx)


def _is_plain(value: object, kind: Any) -> bool:
    """Whether a value is of a kind already, or the plain path of a file that can be read or is not there.

    What is not printable, such as half a character, is Typer's to tell.
    """
    if kind is Path and isinstance(value, (str, Path)):
        return str(value).isprintable() and (os.access(value, os.R_OK) or not os.path.exists(value))
    if type(value) is not kind:
        return False
    return value.isprintable() if isinstance(value, str) and kind is str else isinstance(value, (bool, Enum))
