"""A database's transactions, the same on SQLite and PostgreSQL: one writer at a time, readers that see one moment."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from grader.gradebook.failures import in_words
from grader.gradebook.tables import meta

BLOCK = 500  # rows or parameters at a time: far below what either database takes, and memory stays flat

T = TypeVar("T")


class Database:
    """The connections of one gradebook; `shown` is where it is, without a password."""

    def __init__(self, engine: Engine, shown: str, patience: float) -> None:
        self.engine, self.shown, self.patience = engine, shown, patience

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file here, and not a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the gradebook as it is at one moment."""
        with self.failing_in_words(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, lock: bool = True) -> Iterator[Connection]:
        """Give a connection whose changes are made as a whole or not at all, after those of any other writer."""
        with self.failing_in_words(), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                if lock and not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {int(self.patience * 1000)}"))
                    connection.execute(select(meta.c.value).where(meta.c.key == "schema").with_for_update())
                yield connection

    @contextmanager
    def failing_in_words(self) -> Iterator[None]:
        """Raise what the database says as an error of the family."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise in_words(self.shown, error, self.engine.url.password) from error


def insert_or_ignore(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose keys are not there; return how many."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing()
    return sum(
        connection.execute(statement, row, execution_options={"preserve_rowcount": True}).rowcount for row in rows
    )


def insert_or_raise_time(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert hand-ins; one that is there keeps the later time and the name that goes with it. Return how many are new."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    fresh = insert_or_ignore(connection, table, rows)
    statement = dialect.insert(table)
    new = statement.excluded
    later = (new.handed_in_at > table.c.handed_in_at) | (
        (new.handed_in_at == table.c.handed_in_at) & (new.name > table.c.name)
    )
    changed = {"handed_in_at": new.handed_in_at, "name": new.name}
    statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed, where=later)
    if rows:
        connection.execute(statement, list(rows))
    return fresh


def in_blocks(items: Iterable[T], size: int = BLOCK) -> Iterator[list[T]]:
    """Cut into blocks of a size, lazily."""
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block
