"""What differs between SQLite and PostgreSQL when millions of rows come at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import OperationalError, models
from django.db.backends.base.base import BaseDatabaseWrapper

# SQLite does not wait for the disk: interrupted it goes back to what was, but a machine that fails may break the file.
_HASTY = ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA cache_size=-64000")
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND schemaname = current_schema() "
    "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}
_FOREIGN_KEYS = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"  # fmt: skip


@contextmanager
def hasty(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Outside any transaction: SQLite does not wait for the disk inside. Nobody else may have the database open."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for pragma in _HASTY:
            cursor.execute(pragma)
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            raise OperationalError("database is locked")
    try:
        yield
    finally:
        connection.close()  # opened again as the settings say
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")


@contextmanager
def light(
    connection: BaseDatabaseWrapper, loaded: Sequence[type[models.Model]], progress: Callable[[int, int], None]
) -> Iterator[None]:
    """Inside a transaction: the tables shed their indexes (PostgreSQL: and foreign keys), which are made again at the end.

    An index built at once costs a fraction of one that grows with each row. Where something fails, the transaction
    brings back what was shed.
    """
    names = [model._meta.db_table for model in loaded]  # noqa: SLF001 - Django's documented door
    again = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What waits to be checked would keep the tables as they are.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for name in names:
            again += _shed(connection, cursor, name)
    yield
    with connection.cursor() as cursor:
        for nth, statement in enumerate(again, 1):
            progress(nth, len(again))
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _shed(connection: BaseDatabaseWrapper, cursor: Any, table: str) -> list[str]:
    """Drops what slows; returns the statements that make it again."""
    quote, again = connection.ops.quote_name, []
    if connection.vendor == "postgresql":
        cursor.execute(_FOREIGN_KEYS, [table])
        for name, definition in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {quote(table)} DROP CONSTRAINT {quote(name)}")
            again.append(f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(name)} {definition}")
    cursor.execute(_INDEXES[connection.vendor], [table])
    for name, definition in cursor.fetchall():
        cursor.execute(f"DROP INDEX {quote(name)}")
        again.append(definition)
    return again


def insert(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Sequence[tuple[str | int | None, ...]]
) -> None:
    """Values are text, whole numbers or None; moments and JSON as text, truth as 0 and 1: both databases read them so."""
    quote = connection.ops.quote_name
    names = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(columns))
            cursor.connection.executemany(f"INSERT INTO {names} VALUES ({marks})", rows)  # noqa: S608 - names of our own
            return
        with cursor.copy(f"COPY {names} FROM STDIN") as copy:
            for start in range(0, len(rows), 2000):
                copy.write("".join(map(_line, rows[start : start + 2000])))


def _line(row: tuple[str | int | None, ...]) -> str:
    return "\t".join([_field(value) for value in row]) + "\n"


def _field(value: str | int | None) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, int):
        return str(value)
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


def go_on_counting(connection: BaseDatabaseWrapper, loaded: Sequence[type[models.Model]]) -> None:
    """Where ids come from a sequence (PostgreSQL), it goes on above those given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(loaded)):
            cursor.execute(statement)


def analyse(connection: BaseDatabaseWrapper) -> None:
    """Tells the planner what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
