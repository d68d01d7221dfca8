"""The rights of PostgreSQL's user that the site works as: everything it needs, and no more.

The tables belong to another user, who runs the migrations. The site's own may read and add to the
record and the histories, yet neither change nor delete there, nor take the triggers away.
"""

from __future__ import annotations

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from sopti.core.errors import refuse_if
from sopti.workflow.guards import sealed_tables
from sopti.workflow.models import RecordHead

READ_ONLY = "django_migrations"
SCHEMA = "SELECT current_schema()"
# Who is a member of the owner may do what the owner may.
ROLE = """
SELECT rolsuper, EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND pg_has_role(r.oid, c.relowner, 'MEMBER')
) FROM pg_roles r WHERE rolname = %s
"""


def why_not_grant(role: str) -> str | None:
    """Say why this user cannot be the one that the site works as."""
    if connection.vendor != "postgresql":
        return "Perintah ini hanya untuk PostgreSQL: SQLite tidak mengenal pengguna."
    with connection.cursor() as cursor:
        cursor.execute(ROLE, [role])
        found = cursor.fetchone()
    if found is None:
        return f"Pengguna {role} belum ada. Buat dahulu: CREATE ROLE {role} LOGIN PASSWORD '…'"
    if any(found):
        return (
            f"Pengguna {role} memiliki tabel-tabel ini atau boleh segalanya, jadi ia dapat "
            "mencabut penjaganya. Pakai pengguna lain untuk situs."
        )
    return None


@transaction.atomic
def grant(role: str) -> None:
    """Give that user the rights of the site. Repeated after each update, for new tables."""
    refuse_if(why_not_grant(role))
    head = RecordHead._meta.db_table  # noqa: SLF001 (Django's documented way)
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        schema, to = Identifier(cursor.fetchone()[0]), Identifier(role)
        for statement in (
            "GRANT USAGE ON SCHEMA {schema} TO {to}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {to}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {to}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {to}",
        ):
            cursor.execute(SQL(statement).format(schema=schema, to=to))
        for table, rights in (
            *((table, "UPDATE, DELETE") for table in sealed_tables()),
            (head, "DELETE"),
            (READ_ONLY, "INSERT, UPDATE, DELETE"),
        ):
            taken = SQL("REVOKE {rights} ON {table} FROM {to}")
            cursor.execute(taken.format(rights=SQL(rights), table=Identifier(table), to=to))
