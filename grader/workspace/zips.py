"""Read the entries of a zip archive from its central directory: each record is checked before it is believed.

Python's own reader makes an object for each record that the directory's size covers, whatever count it states.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from grader.workspace.entries import MAX_ENTRIES, ArchiveError, Entry, quoted, too_many
from grader.workspace.files import MAX_FILE, Missing, Refused, too_large

_END = struct.Struct(
    "<4s4H2LH"
)  # signature, disk, first disk, entries here, entries, size, offset, length of the comment
_RECORD = struct.Struct(
    "<4s4x2H4x3L3H4x2L"
)  # signature, flags, method, CRC, packed, size, three lengths, attributes, offset
_LOCAL = struct.Struct("<26x2H")  # lengths of the name and of what follows it
_ENCRYPTED = 0x2041  # encrypted, strongly encrypted, directory encrypted
_UTF_8 = 0x0800
_STORED, _DEFLATED = 0, 8
_LONG, _SHORT = 0xFFFFFFFF, 0xFFFF  # stand where the true value is in a zip64 record
_BROKEN = "it is damaged or not complete"


@dataclass(frozen=True, slots=True)
class _Packed:
    """Where an entry's bytes stand and what they must be."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def read_zip(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a zip archive; raise ArchiveError where it is not whole, plain and of bounded length."""
    count, at, end = _directory(data)
    for _ in range(count):
        if end - at < _RECORD.size or data[at : at + 4] != b"PK\1\2":
            raise ArchiveError(_BROKEN)
        _, flags, method, crc, packed, size, *rest = _RECORD.unpack_from(data, at)
        name_length, extra, comment, attributes, offset = rest
        after = at + _RECORD.size + name_length
        if after + extra + comment > end:
            raise ArchiveError(_BROKEN)
        name = _name(data[at + _RECORD.size : after], flags)
        if flags & _ENCRYPTED:
            raise ArchiveError(f"{quoted(name)} is encrypted")
        if _LONG in (packed, size, offset):
            raise ArchiveError(f"{quoted(name)} is written for files of more than 4 GB (zip64)")
        place = _Packed(name, method, crc, packed, size, offset)
        yield Entry(name, _kind(name, attributes >> 16), partial(_read, data, place))
        at = after + extra + comment
    if at != end:
        raise ArchiveError("it holds another number of entries than it says")


def _directory(data: bytes) -> tuple[int, int, int]:
    """Return how many records the central directory has, where it begins and where it ends."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _SHORT))
    if at < 0 or len(data) - at < _END.size:
        raise ArchiveError(_BROKEN)
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise ArchiveError(_BROKEN)
    if here == _SHORT or count == _SHORT or _LONG in (size, offset) or data[at - 20 : at - 16] == b"PK\6\7":
        raise ArchiveError("it is written for more than 65,535 entries or 4 GB (zip64)")
    if disk or first_disk or here != count:
        raise ArchiveError("it is one part of several")
    if count > MAX_ENTRIES:
        raise ArchiveError(too_many())
    if offset + size != at:
        raise ArchiveError(_BROKEN)
    return count, offset, at


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF_8 else "cp437")
    except UnicodeDecodeError:
        raise ArchiveError(f"it holds a name that is not UTF-8: {quoted(ascii(raw)[2:-1])}") from None


def _kind(name: str, mode: int) -> Literal["file", "folder", "link", "device"]:
    """Tell the kind from the name and, where the archive comes from a Unix, the mode."""
    form = stat.S_IFMT(mode)
    if form == stat.S_IFLNK:
        return "link"
    if form not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "device"
    return "folder" if name.endswith("/") or form == stat.S_IFDIR else "file"


def _read(data: bytes, place: _Packed) -> bytes | Missing:
    """Unpack one entry: at most one byte more than a file may have, whatever size is stated."""
    damaged = Refused(f"{place.name} is damaged inside the archive")
    if len(data) - place.offset < _LOCAL.size or data[place.offset : place.offset + 4] != b"PK\3\4":
        return damaged
    name_length, extra = _LOCAL.unpack_from(data, place.offset)
    start = place.offset + _LOCAL.size + name_length + extra
    raw = data[start : start + place.packed]
    if place.method == _STORED:
        content, is_whole = raw[: MAX_FILE + 1], True
    elif place.method == _DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(raw, MAX_FILE + 1)
        except zlib.error:
            return damaged
        is_whole = unpacking.eof
    else:
        return Refused(f"{place.name} is packed by method {place.method}; pack it again as an ordinary zip")
    if len(content) > MAX_FILE:
        return Refused(too_large(place.name))
    fits = len(content) == place.size and zlib.crc32(content) == place.crc
    return content if is_whole and fits else damaged
