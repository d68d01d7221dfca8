"""Data of the first state of SOPTI come up to today's tables, whole, and work goes on in them.

`first_version.tar.xz` is what the demonstration of that state was, brought halfway up by code of
the history (tests/prove/old_state.py writes it). The proof `upgrade` goes all the way, also on
PostgreSQL.
"""

import json
import re
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from sopti.recovery import databases
from tests.prove import upgraded
from tests.prove.old_state import State, lay_out, lost

ARCHIVE = Path(__file__).with_name("first_version.tar.xz")
FEW = "kasubag.madiun", "pegawai.madiun"
BRING_UP = """
from django.conf import settings
from django.core.management import call_command
from tests.prove import upgraded
settings.DEBUG = True  # no files of pages are collected here
call_command("migrate", interactive=False, verbosity=0)
upgraded.count()
upgraded.tell({accounts}, most=6)
"""


@pytest.fixture
def first(tmp_path):
    with tarfile.open(ARCHIVE) as tar:
        lay_out(tar, tmp_path)
    return State(Path(settings.BASE_DIR), tmp_path)


def test_data_of_the_first_version_come_up_whole(first):
    before = databases.contents_of(first.var / "sopti.sqlite3").model_dump()

    said = first.inside(BRING_UP.format(accounts=list(FEW)))

    after, found = map(json.loads, said.strip().splitlines())
    assert lost(before, after) == []
    assert (found["faults"], found["broken"]) == ([], [])
    assert (found["accounts"], found["pages"]) == (2, 12)
    assert re.fullmatch(r"\d+/TI\.B/PA\.\w{3}/\d{4}", found["filed"])
    assert after["rows"]["workflow_event"] == before["rows"]["workflow_event"] > 500
    loses_show(before, after)


def loses_show(before, after):
    """Assert that a row that went and a record that was cut would be told."""
    fewer = after["rows"] | {"workflow_attachment": 1}
    assert lost(before, after | {"rows": fewer}) == ["workflow_attachment: 2 before, 1 after"]
    cut = {**after["heads"], "pa-kota-madiun": {"sequence": 1, "mac": ""}}
    assert lost(before, after | {"heads": cut}) == ["record of pa-kota-madiun"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE people_court ADD COLUMN extra varchar(9) NULL",
        "CREATE INDEX extra ON people_court (town)",
        "DROP TABLE people_holiday",
    ],
)
def test_table_that_is_made_otherwise_shows(change, capsys):
    upgraded.shape()
    as_new = json.loads(capsys.readouterr().out)
    with connection.cursor() as cursor:
        cursor.execute(change)

    upgraded.shape()

    assert json.loads(capsys.readouterr().out) != as_new
