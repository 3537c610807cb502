"""Generated columns of the table's own rows, with GIN indexes."""

import unicodedata
from collections.abc import Collection

from django.db import connection, transaction

from .asking import Question, Term

LOCK = 0x7219_5EA2  # any number that nothing else in the database uses
#: Letters with accents as they are without, and what stands between words as a space.
_PLAIN = {
    chr(code): unicodedata.normalize("NFD", chr(code).lower())[0]
    for code in range(0xC0, 0x250)
    if len(unicodedata.normalize("NFD", chr(code).lower())) > 1
}
_BETWEEN = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿«»“”„‘’‚…–—·•\u00a0"
_FROM = "".join(_PLAIN) + _BETWEEN
_TO = "".join(_PLAIN.values()) + " " * len(_BETWEEN)

# Forms of words as the rules of English have them, and no word left out: in code and quotes each one counts.
_MAKE = (
    "CREATE TEXT SEARCH DICTIONARY trialogue_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION trialogue (PARSER = default)",
    """ALTER TEXT SEARCH CONFIGURATION trialogue ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat,
      version, host, file, url, url_path, email, hword, hword_part, hword_asciipart, asciihword, numhword, hword_numpart
      WITH trialogue_stem""",
)
_FOLD = """CREATE OR REPLACE FUNCTION trialogue_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $fold$ SELECT pg_catalog.lower(pg_catalog.translate(said, %s, %s)) $fold$"""
_WEIGHED = " || ".join(
    f"setweight(to_tsvector('trialogue', trialogue_fold({column})), '{weight}')"
    for column, weight in (("title", "A"), ("words", "B"), ("body", "D"))
)
_COLUMNS = (
    f"""ALTER TABLE core_searchdocument
      ADD COLUMN said tsvector GENERATED ALWAYS AS ({_WEIGHED}) STORED,
      ADD COLUMN entitled tsvector GENERATED ALWAYS AS (to_tsvector('trialogue', trialogue_fold(title))) STORED""",
    "CREATE INDEX core_search_said ON core_searchdocument USING gin (said)",
    "CREATE INDEX core_search_entitled ON core_searchdocument USING gin (entitled) WHERE title <> ''",
)
_FIND = """SELECT id, ts_rank('{{0.1, 0.2, 0.4, 1.0}}', said, asked, 1) FROM (
    SELECT id, said, asked FROM core_searchdocument, LATERAL (SELECT {asked} AS asked) AS question
    WHERE {column} @@ asked {titled} AND audience_id = ANY(%s) {narrower} ORDER BY id DESC LIMIT %s
  ) AS newest ORDER BY id DESC"""


def ensure() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = 'trialogue'")
        for statement in () if cursor.fetchone() else _MAKE:
            cursor.execute(statement)
        cursor.execute(_FOLD, [_FROM, _TO])
        cursor.execute(
            "SELECT 1 FROM pg_attribute WHERE attrelid = 'core_searchdocument'::regclass AND attname = 'said'"
        )
        for statement in () if cursor.fetchone() else _COLUMNS:
            cursor.execute(statement)


def _phrase(term: Term, *, begins: bool) -> tuple[str, str]:
    words = " ".join(term.words)
    if begins:
        return "to_tsquery('trialogue', %s)", " <-> ".join(f"'{word}'" for word in term.words) + ":*"
    return "phraseto_tsquery('trialogue', trialogue_fold(%s))", words


def _asked(question: Question) -> tuple[str, list[str]]:
    """What was asked as an expression and its parameters."""
    groups, said = [], []
    for group in question.any_of:
        phrases = []
        for term in group:
            begins = question.begins and term is question.terms[-1] and not term.exact
            phrase, words = _phrase(term, begins=begins)
            phrases.append(phrase)
            said.append(words)
        groups.append("(" + " && ".join(phrases) + ")")
    return "(" + " || ".join(groups) + ")", said


def find(
    question: Question, audience_ids: Collection[int], *, most: int, titles: bool, kinds: Collection[str] = ()
) -> list[tuple[int, float]]:
    asked, said = _asked(question)
    column, titled = ("entitled", "AND title <> ''") if titles else ("said", "")
    narrower, wanted = ("AND kind = ANY(%s)", [list(kinds)]) if kinds else ("", [])
    with connection.cursor() as cursor:
        sql = _FIND.format(asked=asked, column=column, titled=titled, narrower=narrower)
        cursor.execute(sql, [*said, list(audience_ids), *wanted, most])
        return list(cursor.fetchall())


def wipe() -> None:
    """Nothing to do: dead rows leave with the database's own vacuum, as everywhere else."""
