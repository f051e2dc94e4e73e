"""Look at a student's Python file as bytes, before anything reads it as a program; it is never parsed here."""

import re

from grader.workspace.files import Missing, Refused

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(rb"\r\n|\r|\n")
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


def admitted(name: str, data: bytes | Missing) -> bytes | Missing:
    """Return a file as it is, or why it is not taken in: a program must be UTF-8 text that says nothing else of itself."""
    if isinstance(data, Missing) or not name.endswith(".py"):
        return data
    if data.startswith(_UTF_16):
        return Refused(f"{name} is not UTF-8 but UTF-16: save it as UTF-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_LINE.findall(data, 0, error.start)) + 1
        return Refused(f"{name}:{line}: this is not UTF-8: save the file as UTF-8")
    if (at := data.find(b"\0")) >= 0:
        line = len(_LINE.findall(data, 0, at)) + 1
        return Refused(f"{name}:{line}: here is a NUL byte: save the file as plain text, in UTF-8")
    for number, text in enumerate(_LINE.split(data, 2)[:2], 1):
        cookie = _COOKIE.match(text.removeprefix(b"\xef\xbb\xbf"))
        if cookie is not None and not _is_utf_8(cookie[1]):
            said = cookie[1].decode("ascii", "replace")[:40]
            return Refused(
                f"{name}:{number}: the encoding {said} is declared: save the file as UTF-8, without this line"
            )
    return data


def _is_utf_8(encoding: bytes) -> bool:
    return re.fullmatch(rb"utf[-_]?8([-_].*)?", encoding.lower()) is not None
