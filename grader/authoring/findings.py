"""What author check finds, and where: one line of one file, a stable code, and a message that says what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.course.yamltree import Key, Tree, parse_yaml
from grader.errors import CourseError, Problem

# Codes that say what is as it is by intention; they are shown, and change no exit code.
WARNINGS = frozenset({"unasked", "no-mistakes", "ticking-declared"})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong; the path is relative to the course, line and column count from 1."""

    path: Path
    line: int
    column: int
    code: str
    message: str

    @property
    def is_warning(self) -> bool:
        """Whether it leaves the exit code as it is."""
        return self.code in WARNINGS

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}:{self.column}: {self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one question; `table` is case → names of the mistakes that it catches."""

    key: str
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)


class Places:
    """Where the keys of a question's file stand."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root = root
        self.path = path.relative_to(root)
        self._tree: Tree | None = None

    def at(self, keys: tuple[Key, ...], code: str, message: str) -> Finding:
        """Return a finding about what stands at a path of keys."""
        if self._tree is None:
            self._tree, _ = parse_yaml((self.root / self.path).read_text(encoding="utf-8"), self.path)
        line, column = self._tree.keys.get(keys, self._tree.place(keys))
        return Finding(self.path, line, column, code, message)


def from_problems(problems: Sequence[Problem], root: Path, code: str = "schema") -> list[Finding]:
    """Return a loader's problems as findings."""
    return [Finding(_relative(p.path, root), p.line, p.column, code, p.message) for p in problems]


def from_error(error: CourseError, root: Path, code: str = "schema") -> list[Finding]:
    """Return the problems of an error as findings."""
    return from_problems(error.problems, root, code)


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
