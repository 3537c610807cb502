"""What was destroyed leaves the index of search and the database's own log of changes too."""

from datetime import timedelta

from django.db import connection

from .search.engines import engine

# How long what was taken away can be brought back.
KEPT = timedelta(days=30)


class StillRead(Exception):
    """Somebody reads the old state of the database; it is tried again."""


def empty_log() -> None:
    """SQLite's write-ahead log holds pages as they were until it is emptied; elsewhere the log is the operator's.

    Raises StillRead. Inside a transaction there is nothing it could empty.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    engine().wipe()
    with connection.cursor() as cursor:
        busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillRead
