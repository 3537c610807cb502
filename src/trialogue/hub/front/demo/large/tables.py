"""Rows on their way into the database, thousands at a time."""

import json
from typing import Any, cast

from django.db import connection, models

from . import database

Value = str | int | None
FULL = 40_000  # rows kept before they are written: a few dozen megabytes


def _plain(value: Any) -> Value:
    """A default of Django's as both databases read it."""
    if value is None or isinstance(value, str):
        return cast("Value", value)
    return int(value) if isinstance(value, int) else json.dumps(value)


class Table:
    """The rows of one model. Its ids are allotted here; columns nobody names hold their defaults."""

    def __init__(self, model: type[models.Model], *named: str) -> None:
        self.name = model._meta.db_table  # noqa: SLF001 - Django's documented door
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.generated}  # noqa: SLF001
        rest = [attname for attname in fields if attname != "id" and attname not in named]
        self.columns = [str(fields[attname].column) for attname in ("id", *named, *rest)]
        self.defaults = tuple(_plain(fields[attname].get_default()) for attname in rest)
        self.last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0  # noqa: SLF001
        self.rows: list[tuple[Value, ...]] = []

    def add(self, *values: Value) -> int:
        """One row, its values in the order of the named columns; returns its id."""
        self.last += 1
        self.rows.append((self.last, *values, *self.defaults))
        return self.last

    def write(self) -> None:
        if self.rows:
            database.insert(connection, self.name, self.columns, self.rows)
            self.rows = []


class Tables:
    """Several tables that fill together; those that others point at come first."""

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def write_if_full(self) -> None:
        if sum(len(table.rows) for table in self.tables) >= FULL:
            self.write()

    def write(self) -> None:
        for table in self.tables:
            table.write()
