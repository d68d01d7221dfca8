"""The indexes over the words that are searched, which each database has in its own way.

Made after every `migrate`, not in a migration: whatever the migrations did to the tables, the
indexes are there afterwards. When Django changes a table of SQLite it copies it, and the triggers
of the old one are gone; here they come back, and the index is filled anew. See decision 0019.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction


@dataclass(frozen=True)
class Index:
    """A table whose column `words` is searched, and the column that says whose words they are.

    `rebuild` names a function that writes the words of every row anew and counts them, and `noun`
    says what they are of.
    """

    table: str
    key: str
    noun: str
    rebuild: str


_INDEXES: dict[str, Index] = {}


def register_index(index: Index) -> Index:
    """Let a table of words be searched: one more index after each `migrate`."""
    _INDEXES[index.table] = index
    return index


def indexes() -> list[Index]:
    return list(_INDEXES.values())


# Stored, not worked out by the index alone: a word that half of all requests hold is looked for
# row by row, and to make 100,000 of these takes seconds.
LEXEMES = """
ALTER TABLE {table} ADD COLUMN IF NOT EXISTS lexemes tsvector
GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
"""
GIN = "CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (lexemes)"
FTS5 = """
CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts
USING fts5(words, content='{table}', content_rowid='{key}', tokenize='unicode61')
"""
ON_INSERT = """
CREATE TRIGGER {table}_kept AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words);
END
"""
ON_UPDATE = """
CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);
    INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words);
END
"""
ON_DELETE = """
CREATE TRIGGER {table}_forgotten AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);
END
"""
FILL = "INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')"


def make_search_index(using: str, **_: Any) -> None:
    """Make each index where it is missing. Called when `migrate` is through."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for index in indexes():
            is_postgres = connection.vendor == "postgresql"
            statements = [LEXEMES, GIN] if is_postgres else _missing(cursor, index)
            for statement in statements if index.table in tables else ():
                cursor.execute(statement.format(table=index.table, key=index.key))


def _missing(cursor: Any, index: Index) -> list[str]:
    cursor.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [index.table]
    )
    return [] if cursor.fetchone()[0] else [FTS5, ON_INSERT, ON_UPDATE, ON_DELETE, FILL]
