"""Doing what the database's triggers refuse, as somebody who owns the database could."""

from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from sopti.workflow import guards


@contextmanager
def unguarded():
    """Let rows of the record and the histories be changed meanwhile."""
    if connection.vendor == "sqlite":
        guards.take_away()
        yield
        guards.put()
        return
    with connection.cursor() as cursor:  # the tests' user of PostgreSQL may do anything
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def let_flush_pass(monkeypatch):
    """Let Django empty the tables after a test that commits: its `flush` meets the triggers."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self, statements):
        with unguarded():
            return flush(self, statements)

    monkeypatch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
