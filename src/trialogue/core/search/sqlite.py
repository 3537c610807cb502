"""FTS5 over the table's own rows, kept by triggers."""

from collections.abc import Collection

from django.db import connection
from django.db.backends.utils import CursorWrapper

from .asking import Question, Term

# Forms of words are found by Porter's rules, accents do not count; the text stays in the table alone.
_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS core_searchindex USING fts5(title, body, words,
  content='core_searchdocument', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
_OUT = """INSERT INTO core_searchindex(core_searchindex, rowid, title, body, words)
  VALUES ('delete', old.id, old.title, old.body, old.words);"""
_IN = "INSERT INTO core_searchindex(rowid, title, body, words) VALUES (new.id, new.title, new.body, new.words);"
_TRIGGERS = {
    "core_search_in": f"AFTER INSERT ON core_searchdocument BEGIN {_IN} END",
    "core_search_out": f"AFTER DELETE ON core_searchdocument BEGIN {_OUT} END",
    "core_search_new": f"AFTER UPDATE OF title, body, words ON core_searchdocument BEGIN {_OUT} {_IN} END",
}
_FIND = """SELECT core_searchindex.rowid, -bm25(core_searchindex, 8.0, 1.0, 3.0)
  FROM core_searchindex JOIN core_searchdocument AS document ON document.id = core_searchindex.rowid
  WHERE core_searchindex MATCH %s AND document.audience_id IN ({places}){narrower}
  ORDER BY core_searchindex.rowid DESC LIMIT %s"""
PAGES = 500


def ensure() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        for name, trigger in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}")


def _phrase(term: Term) -> str:
    return '"' + " ".join(term.words) + '"'


def _match(question: Question, *, titles: bool) -> str:
    """What was asked in FTS5's words: only letters and numbers in quotes, so that nothing in it is a command."""
    groups = []
    for group in question.any_of:
        said = [_phrase(term) for term in group]
        if question.begins and group[-1:] == question.terms[-1:] and not group[-1].exact:
            said[-1] += "*"
        groups.append("(" + " AND ".join(said) + ")")
    return ("{title} : " if titles else "") + "(" + " OR ".join(groups) + ")"


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def find(
    question: Question, audience_ids: Collection[int], *, most: int, titles: bool, kinds: Collection[str] = ()
) -> list[tuple[int, float]]:
    narrower = f" AND document.kind IN ({_places(kinds)})" if kinds else ""
    sql = _FIND.format(places=_places(audience_ids), narrower=narrower)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_match(question, titles=titles), *audience_ids, *kinds, most])
        return list(cursor.fetchall())


def wipe() -> None:
    """A word that left stays in older segments of the index until they are merged: in short steps, others may write between."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        _merge(cursor, -PAGES)
        while _merge(cursor, PAGES):
            pass


def _merge(cursor: CursorWrapper, pages: int) -> bool:
    """Whether something was left to merge: less than two changes mean that nothing was (SQLite's documented sign)."""
    before = _changes(cursor)
    cursor.execute("INSERT INTO core_searchindex(core_searchindex, rank) VALUES ('merge', %s)", [pages])
    return _changes(cursor) - before > 1


def _changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
