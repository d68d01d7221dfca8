"""What the report of a month tells of security, and what of it stays in the house."""

from datetime import date, timedelta

import pytest

from maintenance.security.applications.models import Acceptance, Application, Weakness
from maintenance.security.chapter import WITHHELD, tell
from maintenance.security.risks.models import Rehearsal
from maintenance.security.watch import actions as watch
from sopti.workflow.telling import NOTHING
from tests import make
from tests.maintenance.security.test_registers import plan, risk, threat
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, cost, it_is, rows_of
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
MONDAY = make.MONDAY
SAID = "Tidak ada peringatan dini keamanan pada November 2026."


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


def application(operator, name="Antrean sidang"):
    return Application.objects.create(court=operator.court, name=name)


def weakness(operator, what="Sandi bawaan", found_on=date(2026, 11, 3), **words):
    app, _ = Application.objects.get_or_create(court=operator.court, name="Antrean sidang")
    usual = {"severity": "tinggi", "by": operator}
    return Weakness.objects.create(application=app, what=what, found_on=found_on, **usual | words)


def test_warning_is_closed_only_if_it_was_by_the_end_of_the_month(operator):
    closed, late = threat(operator), threat(operator, what="Lonjakan lalu lintas")
    watch.close_threat(closed.pk, action="Diblokir.", by=operator, at=MONDAY + timedelta(days=1))
    watch.close_threat(late.pk, action="Diblokir.", by=operator, at=MONDAY + timedelta(days=20))
    threat(operator, seen_at=MONDAY - timedelta(days=30))
    threat(Office().people["operator_ti"])

    chapter = tell(operator.court, NOVEMBER)

    place = "Titik akses ruang tunggu"
    assert rows_of(chapter, "Peringatan dini") == (
        ("16-11", "Perangkat asing", place, "sedang", "Diblokir.", "✓ ditutup 17-11"),
        ("16-11", "Lonjakan lalu lintas", place, "sedang", "Diblokir.", "○ terbuka"),
    )
    [said] = chapter.sentences
    assert said == (
        "2 peringatan dini keamanan dicatat pada November 2026, 1 di antaranya ditutup; "
        "tidak ada yang menjadi insiden."
    )
    assert chapter.obstacles == ("Peringatan dini belum ditutup: Lonjakan lalu lintas.",)


def test_open_weakness_is_told_without_how_it_is_used(operator):
    weakness(operator)
    weakness(operator, "Pengaya lama", fixed_on=date(2026, 11, 20), remedy="Dihapus.")
    weakness(operator, "Sudah lama ditutup", date(2026, 9, 1), fixed_on=date(2026, 10, 1),
             remedy="Dihapus.")  # fmt: skip
    weakness(operator, "Belum ditemukan", date(2026, 12, 1))

    chapter = tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Celah") == (
        ("03-11", "Antrean sidang", WITHHELD, "tinggi", NOTHING, "○ terbuka"),
        ("03-11", "Antrean sidang", "Pengaya lama", "tinggi", "Dihapus.", "✓ ditutup 20-11"),
    )
    assert chapter.sentences[1] == ("Celah aplikasi: 2 baru ditemukan, 1 ditutup, 1 masih terbuka.")
    assert chapter.obstacles == (
        "Celah Antrean sidang (tinggi) masih terbuka sejak 3 November 2026.",
    )
    assert "Sandi bawaan" not in chapter.model_dump_json()


def test_accepted_and_refused_applications_are_told_with_their_verdict(office, operator):
    for name, verdict, ended_at in (
        ("A", "setuju", MONDAY), ("B", "tidak-setuju", MONDAY),
        ("C", "setuju", MONDAY - timedelta(days=30)), ("D", "", None),
    ):  # fmt: skip
        case = office.open(
            "pengamanan", flow_key="implementasi", by=operator, requester=None,
            at=MONDAY - timedelta(days=40),
        )  # fmt: skip
        Acceptance.objects.create(
            application=application(operator, name), case=case, version="2.3", verdict=verdict,
            ended_at=ended_at,
        )  # fmt: skip

    rows = rows_of(tell(office.court, NOVEMBER), "Penerimaan aplikasi")

    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [
        ("16-11", "A", "2.3", "✓ disetujui dipakai"),
        ("16-11", "B", "2.3", "✗ tidak disetujui"),
    ]


def test_only_high_risks_are_listed_and_one_that_nobody_reviewed_hinders(operator):
    risk(operator, what="Data hilang", likelihood=4, impact=5, every_days=90)
    risk(operator, what="Internet putus", likelihood=3, impact=4, at=MONDAY - timedelta(days=40))
    risk(operator, what="Kabel kusut", likelihood=1, impact=1, every_days=90)

    chapter = tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Risiko") == (
        ("Data hilang", "ekstrem", "dikurangi", "16-11", "✓ ya"),
        ("Internet putus", "tinggi", "dikurangi", "07-10", "✗ lewat 25 hari"),
    )
    assert chapter.sentences == (
        SAID, "3 risiko dikelola: 1 ekstrem, 1 tinggi, dan 1 rendah.",
    )  # fmt: skip
    assert chapter.obstacles == (
        "Risiko belum ditinjau, batasnya 6 November 2026: Internet putus.",
    )


def test_rehearsal_is_told_beside_its_limit_and_a_missed_one_hinders(operator):
    drill = plan(operator, at=MONDAY - timedelta(days=59))
    for day in (date(2026, 11, 5), date(2026, 10, 5)):
        Rehearsal.objects.create(
            plan=drill, held_on=day, outcome="sebagian", minutes=610, attended="Operator",
            lessons="Pemasang dicari.", by=operator, at=MONDAY,
        )  # fmt: skip

    chapter = tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Latihan") == (
        ("05-11", "SIPP", "10 jam 10 menit", "8 jam", "Pemasang dicari.", "○ sebagian"),
    )
    assert chapter.sentences[1] == "0 dari 1 latihan pemulihan berhasil."
    assert chapter.obstacles == (
        f"Pemulihan SIPP belum dilatih; batasnya {drill.due_on.day} November 2026.",
    )


def test_month_without_anything_says_so_and_a_court_without_the_table_says_nothing(office):
    chapter = tell(office.court, OCTOBER)

    assert chapter.sentences == (SAID.replace("November", "Oktober"),)
    assert (chapter.tables, chapter.obstacles) == ((), ())
    assert tell(Office(of="pa-banjarnegara", document="as-24").court, NOVEMBER) is None


def test_telling_costs_the_same_of_one_row_and_of_three(operator):
    def one_more(number):
        threat(operator)
        weakness(operator, f"Celah {number}")
        risk(operator, what=f"Risiko {number}")

    one_more(1)
    one = cost(tell, operator.court)
    one_more(2)
    one_more(3)

    assert cost(tell, operator.court) == one == 8
