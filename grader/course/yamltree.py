"""Read YAML 1.2 core strictly, and remember where every value stands.

PyYAML's own loader takes duplicate keys silently and reads `on`, `1:30` and `1e-6` by the rules of 1.1; its composer recurses
and expands aliases. Here events are folded into plain values iteratively, with a place for each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from grader.errors import Problem

Key = str | int
Place = tuple[int, int]  # line and column, counted from 1

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# C0 and C1 controls but for tab, line feed and carriage return; \x08 and \x0c are what "\b" and "\f" in double quotes become.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CONTROL_IN_QUOTES = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f]"
)  # "\times" and "\rho" make a tab and a carriage return
_ESCAPES = {"\x0c": r" (\f)", "\x08": r" (\b)", "\x07": r" (\a)", "\x0b": r" (\v)", "\t": r" (\t)", "\r": r" (\r)"}
_YAML_1_1_WORD = re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF")
_CONTAINER_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML document as plain values, and the place of each by its path of keys.

    `places` tells where a value stands, `keys` where its key stands (for a list item: the item).
    """

    value: object
    places: dict[tuple[Key, ...], Place]
    keys: dict[tuple[Key, ...], Place]

    def place(self, path: tuple[Key, ...]) -> Place:
        """Return where `path` stands, or the nearest thing around it that the file does hold."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; in a mapping, `key` is the one that waits for its value."""

    path: tuple[Key, ...]
    container: dict[str, object] | list[object]
    key: str | None = None
    seen: dict[str, Place] = field(default_factory=dict)


def parse_yaml(text: str, path: Path, *, typed: bool = True) -> tuple[Tree, list[Problem]]:
    """Turn YAML text into a tree and the problems found on the way, with `path` in their messages.

    With `typed=False` every plain scalar stays the text that was written, for files of answers.
    """
    builder = _Builder(path, typed)
    if len(text) > MAX_BYTES:
        builder.report((1, 1), f"the file is larger than {MAX_BYTES:,} characters")
        return builder.tree(), builder.problems
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        code = _code(error.character)
        # The C reader counts its position in bytes: look for the character itself.
        line = text.count("\n", 0, max(text.find(chr(code)), 0)) + 1
        builder.report((line, 1), f"character U+{code:04X} is not allowed in YAML: remove it")
    except yaml.MarkedYAMLError as error:
        builder.report(_error_place(error), _syntax_message(error, text))
    except _Stop:
        pass
    return builder.tree(), builder.problems


class _Stop(Exception):
    """Nothing after this can be read sensibly."""


class _Builder:
    def __init__(self, path: Path, typed: bool) -> None:
        self.path = path
        self.typed = typed
        self.problems: list[Problem] = []
        self.places: dict[tuple[Key, ...], Place] = {}
        self.keys: dict[tuple[Key, ...], Place] = {}
        self.root: object = None
        self.open: list[_Open] = []
        self.documents = 0

    def tree(self) -> Tree:
        return Tree(self.root, self.places, self.keys)

    def report(self, place: Place, message: str) -> None:
        self.problems.append(Problem(self.path, *place, message))

    def take(self, event: yaml.Event) -> None:
        place = _mark_place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report(place, "a second document begins here (---): keep one document a file")
                raise _Stop
        elif isinstance(event, yaml.AliasEvent):
            self.report(place, f"the alias *{event.anchor} is not supported: write the value out")
            raise _Stop
        elif isinstance(event, (yaml.ScalarEvent, *_CONTAINER_STARTS)):
            self._refuse_extras(event, place)
            self._take_node(event, place)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.open.pop()

    def _refuse_extras(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor is not None:
            self.report(place, f"the anchor &{event.anchor} is not supported: write the value out where it is needed")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.report(place, f"the tag {tag} is not supported: remove it")

    def _take_node(self, event: yaml.NodeEvent, place: Place) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            top.key = self._key(event, place, top)
            return
        path = self._path(top)
        self.places[path] = place
        self.keys.setdefault(path, place)
        value: object
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, place)
        else:
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            if len(self.open) >= MAX_DEPTH:
                self.report(place, f"nested deeper than {MAX_DEPTH} levels")
                raise _Stop
        self._attach(top, value)
        if isinstance(value, (dict, list)):
            self.open.append(_Open(path, value))

    def _path(self, top: _Open | None) -> tuple[Key, ...]:
        if top is None:
            return ()
        return (*top.path, len(top.container) if isinstance(top.container, list) else str(top.key))

    def _attach(self, top: _Open | None, value: object) -> None:
        if top is None:
            self.root = value
        elif isinstance(top.container, list):
            top.container.append(value)
        else:
            top.container[str(top.key)] = value
            top.key = None

    def _key(self, event: yaml.NodeEvent, place: Place, top: _Open) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.report(place, "a key must be a word, not a list or a mapping")
            raise _Stop
        key = str(event.value)
        if key in top.seen:
            self.report(place, f'duplicate key "{key}": it stands in line {top.seen[key][0]} already; remove one')
        top.seen[key] = place
        self.keys[(*top.path, key)] = place
        return key

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> object:
        text = str(event.value)
        controls = _CONTROL_IN_QUOTES if event.style == '"' else _CONTROL
        if control := controls.search(text):
            escape = _ESCAPES.get(control.group(), "")
            message = f"the text holds the control character U+{ord(control.group()):04X}{escape}"
            self.report(place, f"{message}: a backslash in double quotes does that; use a block | or single quotes")
        if not self.typed or event.style:  # the C parser says "" for plain, the Python one None
            return text
        return self._plain(text, place)

    def _plain(self, text: str, place: Place) -> object:
        if _YAML_1_1_WORD.fullmatch(text):
            self.report(place, f'"{text}" is text here, not true or false: write true or false, or quote it: "{text}"')
        return _plain_scalar(text)


def _plain_scalar(text: str) -> object:
    """Resolve an unquoted scalar by the core schema of YAML 1.2, less octal, hexadecimal, .inf and .nan."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) <= 100:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and len(text) <= 100 else text


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


def _code(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[0])


def _error_place(error: yaml.MarkedYAMLError) -> Place:
    return _mark_place(error.problem_mark or error.context_mark)


def _mark_place(mark: Any) -> Place:
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def _syntax_message(error: yaml.MarkedYAMLError, text: str) -> str:
    line, _ = _error_place(error)
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "a tab indents this line: YAML is indented by spaces only; replace the tab by spaces"
    problem = str(error.problem or "cannot be read").strip()
    if "escape character" in problem:
        return f"{problem}: a backslash in double quotes begins an escape; use a block | or single quotes"
    if problem == "mapping values are not allowed in this context":
        return 'a second colon stands here: quote the text, as in "a: b", or begin it on a new line after >-'
    return f"YAML: {problem}" + (f" ({error.context})" if error.context else "")
