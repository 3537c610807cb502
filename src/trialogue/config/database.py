"""Making and migrating the database where there is none, one process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ADVISORY_LOCK = 0x7219_106E  # any number that nothing else in the database uses


def ensure_database() -> None:
    """Bring the database to the code's state."""
    if not _plan():
        return
    with _alone():
        if _plan():  # another process may have done it while this one waited
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)


def _plan() -> list[object]:
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone() -> Iterator[None]:
    """One process on this machine (a lock in the data directory) and on all (one in PostgreSQL)."""
    with (settings.DATA / "migrate.lock").open("w") as lock, connection.cursor() as cursor:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
