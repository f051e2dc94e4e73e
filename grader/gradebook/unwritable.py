"""Read a gradebook that is a file which cannot be written, or lies where nothing can be: on a medium, in somebody else's folder."""

import os
import sqlite3
from pathlib import Path

from grader.errors import GradebookError, shown


def unwritable_uri(path: Path) -> str | None:
    """Return how SQLite opens a file that cannot be written; None where it can be.

    In WAL mode even a reader writes: an index beside the file, by which it finds what waits in the log. Where both are there,
    somebody who may write is at work, and they are used. Without a log there is nothing to find, and SQLite may be told that the
    file does not change. A log without an index could not be read, and leaving it out would show old grades as the latest.
    """
    path = path.resolve()  # beside the file itself, whatever link leads there
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    log, index = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if os.access(log, os.R_OK) and os.access(index, os.R_OK):
        return f"{path.as_uri()}?mode=ro"
    if log.exists() and (not os.access(log, os.R_OK) or log.stat().st_size > 0):
        raise GradebookError(_LOG.format(name=shown(path), log=log.name))
    return f"{path.as_uri()}?mode=ro&immutable=1"


def connect(uri: str, patience: float) -> sqlite3.Connection:
    """Return a connection that only reads."""
    return sqlite3.connect(uri, uri=True, timeout=patience, check_same_thread=False)


_LOG = (
    "{name} cannot be written here, and what was written last waits in {log}. "
    "Copy both into a folder of yours, and name the copy: --gradebook FILE"
)
