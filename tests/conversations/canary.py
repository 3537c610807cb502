"""Looking for a word everywhere the site keeps words: every table, every file."""

import json
from pathlib import Path

from django.db import connection


def _said(value):
    return json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, str) else value


def in_tables(canary):
    """'table.column' wherever a row holds it; every table of the database, models or not."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [f"{table}.{name}" for name, value in zip(columns, row, strict=True) if canary in _told(value)]
    return sorted(set(found))


def _told(value):
    """A value as text; JSON that a database keeps escaped is read."""
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "replace")
    text = _said(value)
    try:
        return text + json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, TypeError):
        return text


def in_files(canary, *folders):
    """Paths below these folders whose name or content holds it."""
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return [str(path) for path in paths if canary in path.name or canary.encode() in path.read_bytes()]
