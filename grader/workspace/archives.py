"""Open an archive in memory: nothing is written, and what it unpacks to is counted while it is unpacked."""

import posixpath
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course.place import MARKER
from grader.errors import JudgingError, shown
from grader.workspace.entries import ArchiveError, Entry, checked, is_aside
from grader.workspace.files import UNREAD, Missing, Unread, read_file, why
from grader.workspace.tars import read_tar
from grader.workspace.zips import read_zip

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MAX_ARCHIVE = 5_000_000  # packed, and a tar archive unpacked too
MEMORY = 32_000_000  # what a decompressor of xz may take; its archives say how much they need

_CURE = "Pack the exercise's own files again, as a zip: no links, nothing else"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that can be taken in: its files by their names, `a/b`."""

    path: Path
    files: Mapping[str, Entry]

    def folders_of_markers(self) -> list[str]:
        """Return the folders that hold a marker, the least deep first."""
        folders = {folder for folder, name in self._places() if name == MARKER}
        return sorted(folders, key=lambda folder: (depth(folder), folder))

    def folders_holding(self, names: Collection[str]) -> list[str]:
        """Return the folders that hold any of these files."""
        return sorted({folder for folder, name in self._places() if name in names})

    def read(self, folder: str, name: str) -> bytes | Missing:
        """Return a file's bytes, or why there are none."""
        entry = self.files.get(posixpath.join(folder, name))
        return Missing(f"{name} is missing") if entry is None else entry.read()

    def _places(self) -> list[tuple[str, str]]:
        places = [posixpath.split(name) for name in self.files]
        return [(folder, name) for folder, name in places if not any(map(is_aside, folder.split("/")))]


def is_archive(path: Path) -> bool:
    """Tell whether a path that is no folder is named as an archive."""
    return path.name.lower().endswith(SUFFIXES) and path.exists() and not path.is_dir()


def open_archive(path: Path) -> Archive:
    """Open an archive; raise ArchiveError with its path, what is wrong with it, and what to do.

    Raises JudgingError where this machine is at fault: it cannot read the file, or lacks memory or a library.
    """
    data = read_file(path.resolve(), limit=MAX_ARCHIVE)  # the link, if it is one, is the user's own
    if isinstance(data, Unread):
        raise _unread(path, data.reason)
    if isinstance(data, Missing):
        raise refusal(path, f"{data.reason}. {_CURE}")
    try:
        return Archive(path, unpack(data))
    except ArchiveError as error:
        raise refusal(path, f"{error}. {_CURE}") from None
    except MemoryError as error:
        raise _unread(path, f"{path.name} cannot be unpacked ({why(error)})") from None
    except ImportError as error:
        raise _unread(path, f"this Python has no {error.name}, by which {path.name} is packed") from None


def _unread(path: Path, reason: str) -> JudgingError:
    return JudgingError(f"{shown(path)}: {reason}. {UNREAD}")


def refusal(path: Path, why: str) -> ArchiveError:
    """Return the error for an archive that is not taken in."""
    return ArchiveError(f"{shown(path)}: {why}.")


def unpack(data: bytes) -> dict[str, Entry]:
    """Return the files of an archive, zip or tar, which is told from its content; raise ArchiveError."""
    if data[:4] in (b"PK\3\4", b"PK\5\6"):
        return checked(read_zip(data))
    unpacked = _decompressed(data)
    if unpacked[257:262] != b"ustar" and any(unpacked[:512]):
        raise ArchiveError("it is no zip and no tar archive")
    return checked(read_tar(unpacked))


def _decompressed(data: bytes) -> bytes:
    found = _decompressor(data)
    if found is None:
        return data
    decompressor, damaged = found
    try:
        unpacked: bytes = decompressor.decompress(data, MAX_ARCHIVE + 1)
    except damaged as error:
        if "Memory usage limit" in str(error):
            raise ArchiveError(f"it needs more than {MEMORY // 1_000_000} MB to be unpacked") from None
        raise ArchiveError("it is damaged or not complete") from None
    if len(unpacked) > MAX_ARCHIVE:
        raise ArchiveError(f"it unpacks to more than {MAX_ARCHIVE // 1_000_000} MB")
    if not decompressor.eof or decompressor.unused_data:
        raise ArchiveError("it is damaged or not complete")
    return unpacked


def _decompressor(data: bytes) -> tuple[Any, type[Exception]] | None:
    """Return what unpacks data that begins like this, and how it fails; a Python may have been built without some of it."""
    if data[:2] == b"\x1f\x8b":
        return zlib.decompressobj(16 + zlib.MAX_WBITS), zlib.error
    if data[:3] == b"BZh":
        import bz2

        return bz2.BZ2Decompressor(), OSError
    if data[:6] == b"\xfd7zXZ\0":
        import lzma

        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY), lzma.LZMAError
    return None


def depth(folder: str) -> int:
    """Return in how many folders something lies that stands in this one."""
    return folder.count("/") + 1 if folder else 0
