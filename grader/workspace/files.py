"""Read and write single files: no link is followed, nothing is half written, nothing is lost."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

MAX_FILE = 1_000_000
UNREAD = "So it was not judged, which is no zero. Mend that, and type the same command again."

Opener = Callable[[str, int], int]

# No link is followed, nothing waits for a writer, no terminal is taken over; a system that lacks one of them has no need of it.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)
_HAS_DIR_FD = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that cannot be read, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused(Missing):
    """A file that is there, and is not taken in."""


@dataclass(frozen=True, slots=True)
class Unread(Missing):
    """A file that may be right: this machine could not read it, or it is not known whether it counts. Never a zero."""


# What a path itself is at fault for, and so whoever handed it in; any other failure is one of the machine that reads it.
_WRONG_KIND = {errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENXIO, errno.ENODEV, errno.ENAMETOOLONG, errno.EINVAL}


def read_file(path: Path, *, limit: int = MAX_FILE) -> bytes | Missing:
    """Read a regular file of bounded size, following no link."""
    return _read(str(path), path.name, limit, None)


def read_files(folder: Path, names: Iterable[str]) -> dict[str, bytes | Missing]:
    """Read files that stand in a folder itself; the folder's own path may lead over links, since it is the user's."""
    if not _HAS_DIR_FD:
        return {name: read_file(folder / name) for name in names}
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        return {name: _failed(name, error) for name in names}
    try:
        return {name: _read(name, name, MAX_FILE, descriptor) for name in names}
    finally:
        os.close(descriptor)


def too_large(name: str, limit: int = MAX_FILE) -> str:
    """Return the reason for refusing a file of more bytes than `limit`."""
    size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1_000} kB"
    return f"{name} is larger than {size}"


def _read(path: str, name: str, limit: int, folder: int | None) -> bytes | Missing:
    """Look at a file before it is opened, since opening a device can do something, and after, since it may have changed."""
    try:
        before = os.stat(path, dir_fd=folder, follow_symlinks=False)
        if not stat.S_ISREG(before.st_mode):
            return Refused(f"{name} is {_kind(before.st_mode)}")
        with os.fdopen(os.open(path, _FLAGS, dir_fd=folder), "rb") as file:
            if not os.path.samestat(before, os.fstat(file.fileno())):
                return Refused(f"{name} was exchanged while it was read")
            data = file.read(limit + 1)
    except (OSError, MemoryError) as error:
        return _failed(name, error)
    return data if len(data) <= limit else Refused(too_large(name, limit))


def _failed(name: str, error: OSError | MemoryError) -> Missing:
    """Return whose fault it is that a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Missing(f"{name} is missing")
    reason = f"{name} cannot be read ({why(error)})"
    return Refused(reason) if isinstance(error, OSError) and error.errno in _WRONG_KIND else Unread(reason)


def why(error: OSError | MemoryError) -> str:
    """Return in words what this machine could not do."""
    return (error.strerror if isinstance(error, OSError) else None) or "not enough memory"


def mode_of(path: Path) -> int:
    """Return the mode of what stands at a path, no link followed, and 0 where nothing does.

    Raises OSError where this machine cannot tell: what `lexists` takes for nothing may be a student's work.
    """
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link; hand in the file itself"
    return "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file"


def private(path: str, flags: int) -> int:
    """Open a file, as `open` wants its opener; one that is new may be read and written by its owner alone, whatever the umask."""
    return os.open(path, flags, 0o600)


def write_private(path: Path, text: str) -> None:
    """As `write_whole`; a new file is its owner's alone, and who may read the one that was there may read it still."""
    write_whole(path, text, private)


def write_whole(path: Path, text: str | bytes, opener: Opener | None = None) -> None:
    """Write a file in one step, in place of the one that is there; raise OSError and leave that one where it fails."""
    part = _written_part(path, text, opener)
    try:
        if opener is not None and path.is_file():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def replace_keeping(path: Path, text: str) -> Path | None:
    """Write a file, and keep one that is in the way as a numbered backup, whose path is returned."""
    part = _written_part(path, text)
    try:
        backup = _back_up(path) if path.exists() or path.is_symlink() else None
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return backup


def _written_part(path: Path, text: str | bytes, opener: Opener | None = None) -> Path:
    """Write a new file beside `path`; one that waits there under its name may be a link to something dear."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open(part, "xb", opener=opener) as file:  # made here, or not at all
            file.write(text.encode() if isinstance(text, str) else text)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def _back_up(path: Path) -> Path:
    number = 1
    while (backup := path.with_name(f"{path.name}.{number}.bak")).exists():
        number += 1
    path.rename(backup)
    return backup
