"""Files on their way into an archive or a folder: written whole, or not at all, and never over something of somebody's."""

import io
import os
import shutil
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError, shown
from grader.workspace.files import write_whole

PRIVATE, PLAIN, EXECUTABLE = 0o600, 0o644, 0o755


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its bytes, and who may read or run it where it is unpacked."""

    data: bytes
    mode: int = PLAIN


Entries = Mapping[str, Entry]


def zipped(entries: Entries) -> bytes:
    """Return a zip archive, which is the same whenever its entries are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name)  # of 1980, so that nothing depends on the date
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | entries[name].mode) << 16
            archive.writestr(info, entries[name].data)
    return buffer.getvalue()


def check_output(path: Path, *, force: bool) -> None:
    """Raise UsageError, before anything is made, for a path that is taken or lies nowhere."""
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{shown(path.parent)} is not a folder. Make it, or choose another name: -o NAME")
    if os.path.lexists(path) and not force:
        raise UsageError(f"{shown(path)} is already here, and stays as it is. Replace it: --force · or choose: -o NAME")


def write_zip(path: Path, entries: Entries, *, force: bool) -> None:
    """Write an archive; raise UsageError where something is in the way."""
    check_output(path, force=force)
    if path.is_dir():
        raise UsageError(f"{shown(path)} is a folder. Choose the name of a file: -o NAME.zip")
    write_whole(path, zipped(entries))


def write_folder(path: Path, entries: Entries, *, force: bool) -> None:
    """Write a folder, in place of an earlier release only; raise UsageError where something is in the way."""
    check_output(path, force=force)
    tops = {name.split("/")[0] for name in entries}
    if os.path.lexists(path) and not (path.is_dir() and not path.is_symlink() and set(os.listdir(path)) <= tops):
        raise UsageError(f"{shown(path)} is no earlier release, and stays as it is. Choose another name: -o NAME")
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        for name, entry in entries.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(entry.data)
            (part / name).chmod(entry.mode)
        _exchange(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _exchange(new: Path, path: Path) -> None:
    """Put a folder in the place of one that may be there, which comes back where that fails."""
    if not path.exists():
        new.rename(path)
        return
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    path.rename(old)
    try:
        new.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old)
