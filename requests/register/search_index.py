"""The index over the words of SearchEntry, which each database has in its own way.

Made after every `migrate`, not in a migration: whatever the migrations did to the table, the
index is there afterwards. When Django changes a table of SQLite it copies it, and the triggers
of the old one are gone; here they come back, and the index is filled anew. See decision 0019.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction

TABLE = "requests_searchentry"
# Stored, not worked out by the index alone: a word that half of all requests hold is looked for
# row by row, and to make 100,000 of these takes seconds.
LEXEMES = """
ALTER TABLE requests_searchentry ADD COLUMN IF NOT EXISTS lexemes tsvector
GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
"""
GIN = """
CREATE INDEX IF NOT EXISTS requests_searchentry_words ON requests_searchentry USING gin (lexemes)
"""
FTS5 = """
CREATE VIRTUAL TABLE IF NOT EXISTS requests_searchentry_fts
USING fts5(words, content='requests_searchentry', content_rowid='case_id', tokenize='unicode61')
"""
ON_INSERT = """
CREATE TRIGGER requests_searchentry_kept AFTER INSERT ON requests_searchentry BEGIN
    INSERT INTO requests_searchentry_fts(rowid, words) VALUES (new.case_id, new.words);
END
"""
ON_UPDATE = """
CREATE TRIGGER requests_searchentry_changed AFTER UPDATE ON requests_searchentry BEGIN
    INSERT INTO requests_searchentry_fts(requests_searchentry_fts, rowid, words)
    VALUES ('delete', old.case_id, old.words);
    INSERT INTO requests_searchentry_fts(rowid, words) VALUES (new.case_id, new.words);
END
"""
ON_DELETE = """
CREATE TRIGGER requests_searchentry_forgotten AFTER DELETE ON requests_searchentry BEGIN
    INSERT INTO requests_searchentry_fts(requests_searchentry_fts, rowid, words)
    VALUES ('delete', old.case_id, old.words);
END
"""
FILL = "INSERT INTO requests_searchentry_fts(requests_searchentry_fts) VALUES ('rebuild')"


def make_search_index(using: str, **_: Any) -> None:
    """Make the index where it is missing. Called when `migrate` is through."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        for statement in [LEXEMES, GIN] if connection.vendor == "postgresql" else _missing(cursor):
            cursor.execute(statement)


def _missing(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
    )
    return [] if cursor.fetchone()[0] else [FTS5, ON_INSERT, ON_UPDATE, ON_DELETE, FILL]
