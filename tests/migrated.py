"""The tables of SQLite as all migrations leave them: made once, then copied.

Running every migration takes longer than most tests. The copy lies in the machine's folder for
temporary files, under a name that changes with any migration, setting or library.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
CODE = ("sopti", "requests", "maintenance", "website_ops")


def give() -> None:
    """Put the copy where this run's database will be, if there is one."""
    if template().is_file() and template().stat().st_uid == os.geteuid():
        shutil.copyfile(template(), database())


def keep() -> None:
    """Keep the tables of this run for the next one. Two who do so at once make the same copy."""
    made_by_migrations = "django_migrations" in connection.introspection.table_names()
    if template().exists() or not made_by_migrations:  # pytest may be told to do without them
        return
    half = template().with_suffix(f".{os.getpid()}")
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.replace(template())


def database() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])


@cache
def template() -> Path:
    """Name the copy by what it was made of. Asked for before the tables are made, and only then:
    who edits a migration meanwhile must not give its name to tables that came without it."""
    seen = hashlib.sha256()
    migrations = (path for folder in CODE for path in (ROOT / folder).rglob("migrations/*.py"))
    for path in sorted([*migrations, *ROOT.glob("requirements/*.txt"), ROOT / "sopti/settings.py"]):
        seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    seen.update(sqlite3.sqlite_version.encode())
    return Path(tempfile.gettempdir()) / f"sopti-{os.geteuid()}-{seen.hexdigest()[:20]}.sqlite3"
