"""One table of the matrix at its first step; `bin/prove access` asks all of all tables."""

import pytest

from sopti.workflow import rules
from tests.access import oracle
from tests.access.matrix import Matrix

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("courts_at_work")]
REQUESTS = ("pa-kota-madiun", "as-32", "permintaan-layanan")
PUBLISHING = ("pa-ternate", "publikasi-konten", "publikasi-konten")


def test_files_and_house_know_the_same_tables():
    assert len(oracle.every_table()) == 25


def test_every_cell_is_as_the_files_say():
    tally = Matrix(*REQUESTS).run_first()

    assert tally.wrong == []
    assert min(tally.counted["allowed"], tally.counted["forbidden"]) > 80


def test_matrix_sees_a_rule_that_is_gone(monkeypatch):
    monkeypatch.setattr(rules, "_why_not_holder", lambda user, task: None)

    tally = Matrix(*PUBLISHING).run_first(of={"pegawai.ternate", "redaktur.ternate"})

    assert {cell[3].removesuffix(" forged") for cell in tally.wrong} == {
        "workflow:start", "workflow:complete", "workflow:ask",
    }  # fmt: skip
