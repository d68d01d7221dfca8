"""What the report of a month tells of the programme, decrees and proposals."""

from datetime import date

import pytest

from requests.policy import proposing
from requests.policy.chapter import tell
from requests.policy.models import ProgrammeItem
from sopti.workflow.chapters import Plan
from sopti.workflow.telling import NOTHING
from tests import make
from tests.requests import planning
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, cost, it_is, rows_of
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def kasubag(office):
    return office.people["kasubag_ptip"]


def item(programme, kasubag, activity, **told):
    """An activity, with how far it came."""
    progress = {key: told.pop(key) for key in ("progress", "spent", "done_on") if key in told}
    made = planning.item(programme, kasubag, activity, **told)
    ProgrammeItem.objects.filter(pk=made.pk).update(**progress)


def test_programme_is_told_activity_by_activity(kasubag):
    programme = planning.programme(kasubag, 2026)
    done = {"progress": "selesai", "spent": 4_000_000, "done_on": date(2026, 3, 24)}
    item(programme, kasubag, "Pelatihan", **done)
    item(programme, kasubag, "Kabel", quarter=3, budget=1_000_000, progress="berjalan")
    item(programme, kasubag, "Survei", quarter=4, budget=0)
    item(programme, kasubag, "Batal", quarter=2, budget=0, progress="batal")
    planning.in_force(programme)

    chapter = tell(kasubag.court, NOVEMBER)

    assert [(row[0], *row[2:]) for row in rows_of(chapter, "Program kerja TI 2026")] == [
        ("Pelatihan", "Triwulan I", "Rp4.500.000", "Rp4.000.000", "✓ selesai 24-03"),
        ("Batal", "Triwulan II", NOTHING, NOTHING, "○ tidak dilaksanakan"),
        ("Kabel", "Triwulan III", "Rp1.000.000", NOTHING, "✗ berjalan"),
        ("Survei", "Triwulan IV", NOTHING, NOTHING, "○ belum dimulai"),
    ]
    assert chapter.tables[0].total == ("Jumlah", "", "", "Rp5.500.000", "Rp4.000.000", "")
    assert chapter.plan == Plan(planned=2, done=1)
    assert chapter.sentences == (
        "Program kerja TI 2026 (ditetapkan): 1 dari 4 kegiatan selesai, 1 terlambat.",
        "Anggaran Rp5.500.000, terpakai Rp4.000.000 (72%).",
        "Tidak ada surat keputusan yang ditetapkan pada November 2026.",
    )
    assert chapter.obstacles == ("Kegiatan program “Kabel” (Triwulan III) berjalan.",)


def test_signed_decree_is_told_in_its_month_and_a_draft_is_not(office, kasubag):
    ketua = office.people["ketua"]
    signed = planning.signed(planning.decree(kasubag), ketua)
    planning.decree(kasubag)
    other = Office()
    planning.signed(planning.decree(other.people["kasubag_ptip"]), other.people["ketua"])

    november, october = tell(office.court, NOVEMBER), tell(office.court, OCTOBER)

    assert rows_of(november, "Surat keputusan") == ((signed.number, "16-11", signed.title),)
    assert "1 surat keputusan ditetapkan pada November 2026." in november.sentences
    assert october.tables == ()


def test_proposals_are_told_by_what_was_decided_of_them(office, kasubag):
    office.clerk.unit = "Hukum"
    office.clerk.save()
    window = planning.window(kasubag)
    planning.proposal(window, office.clerk)
    declined = planning.proposal(window, office.clerk, title="Rapat berbayar", amount=None)
    proposing.decline(declined.pk, reason="Sudah ada.", by=kasubag, at=make.MONDAY)

    chapter = tell(office.court, NOVEMBER)

    assert rows_of(chapter, "Usulan") == (
        ("16-11", "Hukum", "Dua pemindai untuk Hukum", "Rp9.800.000", "○ menunggu Kasubag"),
        ("16-11", "Hukum", "Rapat berbayar", NOTHING, "✗ tidak dimuat"),
    )
    assert "2 usulan program masuk atau diputus: 1 menunggu Kasubag dan 1 tidak dimuat." in (
        chapter.sentences
    )
    assert tell(office.court, OCTOBER).tables == ()


def test_telling_costs_the_same_of_one_activity_and_of_three(kasubag):
    programme = planning.programme(kasubag, 2026)
    window = planning.window(kasubag)

    def one_more(number):
        item(programme, kasubag, f"Kegiatan {number}")
        planning.proposal(window, kasubag, title=f"Usulan {number}")

    one_more(1)
    one = cost(tell, kasubag.court)
    one_more(2)
    one_more(3)

    assert cost(tell, kasubag.court) == one == 8
