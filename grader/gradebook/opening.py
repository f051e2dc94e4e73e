"""Open a gradebook, or make one; whatever is there and is none stays as it is."""

import contextlib
import hmac
import os
import secrets
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from grader.course.variants import SECRET
from grader.errors import GradebookError, shown
from grader.gradebook.database import Database, insert_or_ignore
from grader.gradebook.records import Keep
from grader.gradebook.tables import SCHEMA, SCHEMA_VERSION, meta, metadata
from grader.gradebook.unwritable import connect, unwritable_uri

PATIENCE = 30.0  # seconds that a writer waits for another


def open_database(
    where: str,
    course: str | None,
    *,
    create: bool,
    patience: float = PATIENCE,
    salt: str | None = None,
    only_read: bool = False,
) -> Database:
    """Return the database of a gradebook that is there and of this course; with `create`, make it where there is none.

    With `only_read`, a file will do that cannot be written. Raises GradebookError.
    """
    url = _url(where)
    name = _shown(url)
    way = None
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        _check_path(path, create)
        if create and not path.exists():
            _make_private(path)
        way = unwritable_uri(path) if only_read else None
    database = Database(_engine(url, patience, way), name, patience)
    try:
        _check_or_create(database, course, create=create, salt=salt, is_writable=way is None)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise GradebookError(BAD_URL) from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return URL.create("sqlite", database=str(Path(str(url.database)).absolute()))
    if url.drivername != "postgresql+psycopg":
        raise GradebookError(f"{url.drivername}://… is no gradebook: {KINDS}")
    return url


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return shown(Path(url.database or ""))
    return url.set(query={}).render_as_string(hide_password=True)  # a query may hold a password too


def _check_path(path: Path, create: bool) -> None:
    name = shown(path)
    if path.is_dir():
        raise GradebookError(f"{name} is a folder, and a gradebook is a file: --gradebook grades.db")
    if path.is_symlink() and not path.exists():
        raise GradebookError(f"{name} is a link that leads nowhere. Name the file itself: --gradebook FILE")
    if not path.exists() and not create:
        raise GradebookError(f"{name} is not there. Make one: learn grade SUBMISSIONS --gradebook {name}")
    if not path.parent.is_dir():
        raise GradebookError(f"{name}: there is no folder {shown(path.parent)}. Make it, or choose another place.")
    if path.exists() and not path.is_file():
        raise GradebookError(f"{name} is no file. Choose another: --gradebook FILE")


def _make_private(path: Path) -> None:
    """Make an empty file that is its owner's alone; SQLite gives what it writes beside it the same mode."""
    with contextlib.suppress(OSError):  # SQLite says what is wrong, or another process made it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _engine(url: URL, patience: float, only_read: str | None) -> Any:
    """Return the connections to a database; where it can only be read, `only_read` is how SQLite is told so."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, connect_args={"connect_timeout": max(2, int(patience))})
        except ModuleNotFoundError:
            raise GradebookError(NO_PSYCOPG) from None
    arguments: dict[str, Any] = {} if only_read is None else {"creator": partial(connect, only_read, patience)}
    engine = create_engine(url, connect_args={"timeout": patience}, **arguments)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions by itself, and too late
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk: not even a power cut undoes it

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A reader that becomes a writer could not wait for another one.
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _check_or_create(
    database: Database, course: str | None, *, create: bool, salt: str | None, is_writable: bool
) -> None:
    with database.reading() as connection:
        found = _found(connection)
    if not found and not create:
        raise GradebookError(
            f"{database.shown} is an empty database. Make it a gradebook: "
            f"learn grade SUBMISSIONS --gradebook {database.shown}"
        )
    if not found:
        _create(database, course, salt or _new_salt(course))
    with database.reading() as connection:
        _check(connection, database.shown, course)
    if database.is_sqlite and is_writable:
        _write_ahead(database)


def _found(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _create(database: Database, course: str | None, salt: str) -> None:
    if course is None:
        raise ValueError("a new gradebook needs a course")
    if database.is_sqlite:
        _write_ahead(database)
    stored = {
        "schema": f"{SCHEMA}{SCHEMA_VERSION}",
        "course": course,
        "salt": salt,
        "keep": Keep.LATEST,
    }
    with database.writing(lock=False) as connection:
        if not database.is_sqlite:  # two that make one at the same time: the second finds it made
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({CREATING})")
        metadata.create_all(connection)
        insert_or_ignore(connection, meta, [{"key": key, "value": str(value)} for key, value in stored.items()])


def _new_salt(course: str | None) -> str:
    """Return what hidden inputs are drawn from: where the course has a secret, the same in the gradebooks of all shards."""
    secret = os.environ.get(SECRET, "")
    if not secret:
        return secrets.token_hex(16)
    return hmac.new(secret.encode(), f"gradebook {course}".encode(), "sha256").hexdigest()[:32]


def _check(connection: Connection, name: str, course: str | None) -> None:
    columns: set[str] = set()
    if "meta" in _found(connection):
        columns = {column["name"] for column in inspect(connection).get_columns("meta")}
    if not {"key", "value"} <= columns:
        raise GradebookError(f"{name} {OTHERS}")
    stored = {str(key): str(value) for key, value in connection.execute(select(meta.c.key, meta.c.value))}
    schema = stored.get("schema", "")
    number = schema.removeprefix(SCHEMA)
    if not schema.startswith(SCHEMA) or not number.isdecimal():
        raise GradebookError(f"{name} {OTHERS}")
    if int(number) > SCHEMA_VERSION:
        raise GradebookError(
            f"{name} was made by a newer version of this package (its schema is {number}, this one knows {SCHEMA_VERSION}). "
            "Nothing was changed: pip install --upgrade learn-sharing"
        )
    if course is not None and stored["course"] != course:
        raise GradebookError(
            f"{name} is the gradebook of the course {stored['course']}, not of {course}. "
            "Name that course: --course DIR, or another gradebook: --gradebook FILE"
        )


def _write_ahead(database: Database) -> None:
    """Let readers and a writer be there at once; the file remembers it, so nothing is written the second time."""
    with database.failing_in_words():
        raw = database.engine.raw_connection()
        try:
            cursor = raw.cursor()
            if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                cursor.execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


CREATING = 0x6C6561726E  # "learn": any number that others hardly use
KINDS = "name a file, or a PostgreSQL database: postgresql+psycopg://USER:PASSWORD@HOST:PORT/DATABASE"
BAD_URL = (
    "--gradebook: this address cannot be read. Write postgresql+psycopg://USER:PASSWORD@HOST:PORT/DATABASE, "
    "and in a password %40 for @, %3A for :, %2F for /."
)
NO_PSYCOPG = "A gradebook in PostgreSQL needs psycopg: pip install 'learn-sharing[postgresql]'"
OTHERS = "is a database, but no gradebook. Nothing in it was changed; choose another: --gradebook FILE"
