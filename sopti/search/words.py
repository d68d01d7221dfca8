"""Words as they are searched: folded and stemmed here, so that both databases find alike.

"Perbaikan", "memperbaiki" and "diperbaiki" all become "baik" wherever the site runs. The database
only finds whole words and beginnings of words, which PostgreSQL (GIN) and SQLite (FTS5) both do
from an index. See decision 0019.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models.expressions import RawSQL
from snowballstemmer import stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.search.index import Index

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40  # letters of a word that count; an index has no use for a pasted file
MOST_WORDS = 12  # of a search; a register number has six
SHORTEST_BEGINNING = 3  # letters from which a word also finds what only begins with it

MATCHING = {
    "postgresql": "SELECT {key} FROM {table} WHERE lexemes @@ %s::tsquery",
    "sqlite": "SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s",
}


def rows_with(
    words: list[str], *, index: Index, is_any: bool = False, marks: Iterable[str] = ()
) -> RawSQL:
    """Return, for `pk__in`, whose words hold every one of these, or with `is_any` one of them.

    Of `marks`, words that stand in a row for what it is, one must be there too.
    """
    is_postgres = connection.vendor == "postgresql"
    terms = [_tsquery(word) if is_postgres else _fts5(word) for word in words]
    every, one = (" & ", " | ") if is_postgres else (" AND ", " OR ")
    asked = (one if is_any else every).join(terms)
    if marked := one.join(_whole(mark) for mark in marks):
        asked = f"({marked}){every}({asked})"
    matching = MATCHING[connection.vendor].format(table=index.table, key=index.key)
    return RawSQL(matching, [asked])  # noqa: S611 (our own text, one parameter)


def split(text: str) -> list[str]:
    """Return the words of a text, small, without accents and signs: "Pa.Mdn/é" is pa, mdn, e."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in WORD.findall(letters)]


def asked_words(text: str) -> list[str]:
    """Return the words of a search, each once, in their order."""
    return list(islice(dict.fromkeys(split(text)), MOST_WORDS))


def words_of(text: str) -> str:
    """Return what the index keeps of a text: every word and its stem, each once."""
    words = split(text)
    return " ".join(dict.fromkeys(form for word in words for form in (word, stem(word))))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what is left of an Indonesian word without its affixes: "perbaikan" is "baik"."""
    found: str = stemmer("indonesian").stemWord(word)  # a stemmer is not for two threads at once
    return found


def finds(asked: str, word: str) -> bool:
    """Tell whether a word of a search finds a word of a text, as the databases would."""
    return stem(asked) == stem(word) or (_finds_beginnings(asked) and word.startswith(asked))


def _finds_beginnings(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and not word.isdigit()  # 14 is not 145


# A word is letters and digits only, so that no word can say anything to either language.
def _tsquery(word: str) -> str:
    beginning = ":*" if _finds_beginnings(word) else ""
    return f"('{stem(word)}' | '{word}'{beginning})"


def _fts5(word: str) -> str:
    beginning = " *" if _finds_beginnings(word) else ""
    return f'("{stem(word)}" OR "{word}"{beginning})'


def _whole(mark: str) -> str:
    return f"'{mark}'" if connection.vendor == "postgresql" else f'"{mark}"'
