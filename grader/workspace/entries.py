"""What stands in an archive: entries under names that can mean one file only, on every system."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from grader.errors import WorkspaceError
from grader.workspace.files import Missing

MAX_ENTRIES = 1_000
MAX_NAME = 500  # normalising a name takes a time that grows with the square of its length

# What a name can do to a terminal or to its reader; the other separators and joiners stand in honest names.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


class ArchiveError(WorkspaceError):
    """An archive is not taken in; its text says why, without the archive's name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive; `read` returns its bytes, or says why not, and never more than a file may hold."""

    name: str
    kind: Literal["file", "folder", "link", "device"]
    read: Callable[[], bytes | Missing]


def checked(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the files by their names, `a/b`; raise ArchiveError if one entry could lead anywhere else."""
    files: dict[str, Entry] = {}
    seen: dict[str, tuple[str, str]] = {}
    for number, entry in enumerate(entries):
        if number >= MAX_ENTRIES:
            raise ArchiveError(too_many())
        name = _checked_name(entry)
        other, kind = seen.setdefault(_folded(name), (name, "new"))
        if kind != "new" and (kind, entry.kind) != ("folder", "folder"):
            same = f"{quoted(name)} twice" if other == name else f"{quoted(other)} and {quoted(name)}"
            raise ArchiveError(f"it holds {same}; some systems have only one file of this name")
        seen[_folded(name)] = (name, entry.kind)
        if entry.kind == "file":
            files[name] = entry
    return files


def too_many() -> str:
    """Return the reason for refusing an archive of many entries."""
    return f"it holds more than {MAX_ENTRIES:,} entries"


def quoted(name: str) -> str:
    """Return a name for a message, bounded."""
    return f'"{name}"' if len(name) <= 60 else f'"{name[:59]}…"'


def _checked_name(entry: Entry) -> str:
    name = entry.name
    if len(name) > MAX_NAME:
        raise ArchiveError(f"it holds a name of {len(name):,} characters")
    if _CONTROL.search(name):
        raise ArchiveError(f"it holds the name {quoted(ascii(name)[1:-1])}, with a control character")
    if entry.kind in ("link", "device"):
        raise ArchiveError(f"{quoted(name)} is a {entry.kind}, not a file")
    if "\\" in name:
        raise ArchiveError(f"it holds the name {quoted(name)}, with a backslash")
    if name.startswith("/") or _DRIVE.match(name):
        raise ArchiveError(f"{quoted(name)} does not stand inside the archive: its path is absolute")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise ArchiveError(f"{quoted(name)} leads out of the archive")
    if not parts and entry.kind == "file":
        raise ArchiveError("it holds a file without a name")
    return "/".join(parts)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


# What the tools of a desk put beside the work; no submission stands in it.
_ASIDE = {"__MACOSX", "__pycache__"}


def is_aside(part: str) -> bool:
    """Tell whether a file or folder of this name is no part of a submission."""
    return part in _ASIDE or part.startswith(".")
