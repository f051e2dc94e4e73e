"""Read and write single files: no link is followed, nothing is half written, nothing is lost."""

import contextlib
import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

MAX_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that cannot be read, and why."""

    reason: str


def read_file(path: Path) -> bytes | Missing:
    """Read a regular file of bounded size, following no link."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return Missing(f"{path.name} is not a regular file")
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        return Missing(f"{path.name} is missing")
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Missing(f"{path.name} is a link; hand in the file itself")
        return Missing(f"{path.name} cannot be read ({error.strerror})")
    return data if len(data) <= MAX_FILE else Missing(f"{path.name} is larger than {MAX_FILE // 1_000_000} MB")


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, in place of the one that is there; raise OSError and leave that one where it fails."""
    part = _part(path)
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def replace_keeping(path: Path, text: str) -> Path | None:
    """Write a file, and keep one that is in the way as a numbered backup, whose path is returned."""
    part = _part(path)
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        backup = _back_up(path) if path.exists() or path.is_symlink() else None
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return backup


def _back_up(path: Path) -> Path:
    number = 1
    while (backup := path.with_name(f"{path.name}.{number}.bak")).exists():
        number += 1
    path.rename(backup)
    return backup


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
