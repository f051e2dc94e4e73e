"""Read the entries of a tar archive that is in memory: block by block, with nothing that grows faster than the archive.

Python's own reader recurses over headers and searches them with patterns that can take the square of their length.
"""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from grader.workspace.entries import MAX_ENTRIES, ArchiveError, Entry, quoted, too_many
from grader.workspace.files import MAX_FILE, Missing, Refused, too_large

BLOCK = 512
MAX_HEADERS = 4 * MAX_ENTRIES  # each entry may have some extension headers
MAX_EXTENSION = 100_000  # what a system keeps beside a file can take some kilobytes
_BROKEN = "it is damaged or not complete"
_KINDS: dict[bytes, Literal["file", "folder", "link", "device"]] = {
    b"0": "file", b"\0": "file", b"7": "file", b"5": "folder",
    b"1": "link", b"2": "link", b"3": "device", b"4": "device", b"6": "device",
}  # fmt: skip


def read_tar(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a tar archive; raise ArchiveError where it is not whole, plain and of bounded length."""
    at = 0
    extended: dict[str, str] = {}
    for _ in range(MAX_HEADERS):
        header = data[at : at + BLOCK]
        if len(header) < BLOCK:
            raise ArchiveError(_BROKEN)
        if not any(header):
            return
        _check_sum(header)
        form = header[156:157]
        size = _number(header[124:136])
        if form not in b"xgLK":
            size = _decimal(extended["size"]) if "size" in extended else size
        start = at + BLOCK
        if size > len(data) - start:
            raise ArchiveError(_BROKEN)
        if form in b"xgLK":
            extended |= _extension(form, data[start : start + min(size, MAX_EXTENSION + 1)])
        else:
            name = extended.get("path") or _plain_name(header)
            yield Entry(name, _kind(name, form, extended), partial(_read, data, name, start, size))
            extended = {}
        at += BLOCK + -(-size // BLOCK) * BLOCK
    raise ArchiveError(too_many())


def _kind(name: str, form: bytes, extended: dict[str, str]) -> Literal["file", "folder", "link", "device"]:
    if form == b"S" or any(key.startswith("GNU.sparse") for key in extended):
        raise ArchiveError(f"{quoted(name)} is a sparse file")
    if form not in _KINDS:
        raise ArchiveError(f"{quoted(name)} is an entry of an unknown kind")
    return "folder" if _KINDS[form] == "file" and name.endswith("/") else _KINDS[form]


def _read(data: bytes, name: str, start: int, size: int) -> bytes | Missing:
    return data[start : start + size] if size <= MAX_FILE else Refused(too_large(name))


def _plain_name(header: bytes) -> str:
    name = header[:100].partition(b"\0")[0]
    prefix = header[345:500].partition(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    return _text(prefix + b"/" + name if prefix else name)


def _extension(form: bytes, body: bytes) -> dict[str, str]:
    """Return what an extension header says of the entry after it; what one says of all entries must not matter here."""
    if len(body) > MAX_EXTENSION:
        raise ArchiveError(f"it holds a header of more than {MAX_EXTENSION:,} bytes")
    if form == b"K":
        return {}
    if form == b"L":
        return {"path": _text(body.partition(b"\0")[0])}
    records = _records(body)
    if form == b"x":
        return records
    if records.keys() & {"path", "linkpath", "size"}:
        raise ArchiveError("it gives one name or size to all its entries")
    return {}


def _records(body: bytes) -> dict[str, str]:
    """Read the records `length key=value` of a pax header; only those that we use are decoded."""
    records: dict[str, str] = {}
    at = 0
    while at < len(body):
        digits, space, _ = body[at : at + 8].partition(b" ")
        length = int(digits) if space and digits.isdigit() else 0
        record = body[at + len(digits) + 1 : at + length]
        key, equals, value = record.partition(b"=")
        if length <= len(digits) + 1 or at + length > len(body) or not equals or value[-1:] != b"\n":
            raise ArchiveError(_BROKEN)
        word = key.decode("ascii", "replace")
        records[word] = _text(value[:-1]) if word in ("path", "size") else ""
        at += length
    return records


def _check_sum(header: bytes) -> None:
    if _number(header[148:156]) != sum(header) - sum(header[148:156]) + 8 * ord(" "):
        raise ArchiveError(_BROKEN)


def _number(field: bytes) -> int:
    """Read a number in octal digits, or in binary where it is marked so."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        if digits:
            raise ArchiveError(_BROKEN)
        return 0
    return int(digits, 8)


def _decimal(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20):
        raise ArchiveError(_BROKEN)
    return int(text)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ArchiveError(f"it holds a name that is not UTF-8: {quoted(ascii(raw[:80])[2:-1])}") from None
