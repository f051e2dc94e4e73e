"""What a database says when something is wrong, in words for an instructor; a password is never among them."""

import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError

from grader.errors import GradebookError


def in_words(where: str, error: Exception, password: object = None) -> GradebookError:
    """Return the error that says what is wrong with the gradebook at `where`, and what helps."""
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None and (code & 0xFF) in _SQLITE:
        return GradebookError(f"{where} {_SQLITE[code & 0xFF]}")
    state = getattr(original, "sqlstate", None)
    if state in _POSTGRESQL:
        return GradebookError(f"{where} {_POSTGRESQL[state]}")
    said = str(original).strip().splitlines()
    first = said[0] if said else type(original).__name__
    if password:
        first = first.replace(str(password), "***")
    if "password authentication failed" in first:
        return GradebookError(f"{where} {_PASSWORD}")
    if type(original).__name__ == "OperationalError" and state is None and code is None:
        return GradebookError(f"{where} {_UNREACHABLE} It says: {first}")
    return GradebookError(f"{where} {_OTHER} It says: {first}")


_BUSY = "is being written by somebody else, and has been for a while. Nothing was changed; try again when that is over."
_FULL = "cannot grow: the disk is full. What was stored before is there; make room, and run it again: it goes on from there."
_READ_ONLY = "cannot be written here. Choose another place: --gradebook FILE"
_PASSWORD = "does not accept this user and password. Nothing was changed."
_UNREACHABLE = "cannot be reached. Is the server running, and the address right?"
_OTHER = "could not do it; nothing was changed."
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Look at who may read and write it, and the folder it is in.",
    sqlite3.SQLITE_NOTADB: "is no database, so no gradebook. It was left as it is; choose another: --gradebook FILE",
    sqlite3.SQLITE_CORRUPT: "is damaged. Nothing was changed; go back to a copy of it.",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error. Go on with a copy on another one.",
}
_POSTGRESQL = {
    "55P03": _BUSY,
    "53100": _FULL,
    "42501": "does not let this user do that. Nothing was changed; ask for the right to create and write tables.",
    "25006": _READ_ONLY,
}
