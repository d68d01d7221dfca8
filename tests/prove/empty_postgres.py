"""A cluster of one's own with an empty database of the house in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.cluster import postgres


@contextmanager
def empty_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of an empty database; the whole cluster is gone afterwards."""
    with postgres() as url:
        folder = url.removeprefix("postgres:///").removesuffix("/sopti")
        with psycopg.connect(host=folder, dbname="postgres", autocommit=True) as made:
            made.execute("CREATE DATABASE sopti")
        yield url
