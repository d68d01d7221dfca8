"""What the report of a month tells of backups and trials."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sopti.backups import actions
from sopti.backups.chapter import tell
from sopti.backups.models import RestoreTest
from sopti.workflow import chapters
from sopti.workflow.telling import NOTHING
from tests import make
from tests.backups import keep
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, cost, it_is, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEGUN = datetime(2026, 10, 26, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def operator():
    return make.user("operator_ti")


def weekly(operator, **words):
    words = {"name": "Basis data SIPP", "every_days": 7} | words
    return keep.plan(operator, BEGUN, **words)


def saved(plan, operator, *days, month=11, hour=2):
    for day in days:
        at = datetime(2026, month, day, hour, tzinfo=UTC)
        keep.backup(plan, operator, at + timedelta(hours=1), made_at=at)


def plans(chapter):
    return rows_of(chapter, "Rencana dan realisasi backup")


def test_plan_that_was_kept_is_in_time(operator):
    plan = weekly(operator)
    saved(plan, operator, 2, 9, 16, 23, 30)

    chapter = tell(operator.court, NOVEMBER)

    assert plans(chapter) == (
        ("Basis data SIPP", "SIPP", "setiap 7 hari", "5", "30-11", "4,2 GB", "✓ ya"),
    )
    assert chapter.sentences == (
        "5 backup dibuat pada November 2026 menurut 1 rencana, semuanya tepat waktu.",
        "Tidak ada uji pulih pada November 2026.",
    )
    assert (chapter.plan, chapter.obstacles) == (chapters.Plan(planned=1, done=1), ())
    assert chapter.figures[0].big == "1"


def test_each_limit_that_passed_is_counted(operator):
    plan = weekly(operator)
    saved(plan, operator, 2, 12, 19)  # the 9th and the 26th passed

    chapter = tell(operator.court, NOVEMBER)

    assert plans(chapter)[0][3:] == ("3", "19-11", "4,2 GB", "✗ terlambat 2 kali")
    assert chapter.obstacles == (
        "Backup Basis data SIPP belum dibuat; batasnya 26 November 2026 (setiap 7 hari).",
    )
    assert chapter.plan == chapters.Plan(planned=1, done=1, late=1)


def test_plan_without_a_backup_in_the_month_has_none(operator):
    weekly(operator)

    chapter = tell(operator.court, NOVEMBER)

    assert plans(chapter)[0][3:] == (NOTHING, NOTHING, NOTHING, "✗ tidak ada")
    assert chapter.plan == chapters.Plan(planned=1, done=0)


def test_limit_of_the_running_day_has_not_passed(operator, monkeypatch):
    plan = weekly(operator)
    saved(plan, operator, 2, 9)
    it_is(datetime(2026, 11, 16, 9, 0, tzinfo=UTC), monkeypatch)

    assert plans(tell(operator.court, NOVEMBER))[0][6] == "✓ ya"


def test_nothing_struck_and_nothing_of_another_month_or_court_is_told(operator):
    plan = weekly(operator, name="Situs", section="website", every_days=90)
    saved(plan, operator, 30, month=10)
    wrong = keep.backup(plan, operator, make.MONDAY)
    actions.strike_backup(wrong.pk, reason="Salah catat.", by=operator, at=make.MONDAY)
    stranger = make.user("operator_ti")
    saved(keep.plan(stranger, BEGUN), stranger, 16)

    chapter = tell(operator.court, NOVEMBER)

    assert plans(chapter)[0][3:] == (NOTHING, NOTHING, NOTHING, "○ belum waktunya")
    assert chapter.plan is None
    assert chapter.sentences[0] == "Tidak ada backup yang jatuh waktunya pada November 2026."
    assert plans(tell(operator.court, OCTOBER))[0][3] == "1"
    assert tell(make.court(), NOVEMBER) is None


def test_day_of_a_backup_is_that_of_the_court(operator):
    operator.court.zone = "Asia/Jayapura"
    operator.court.save()
    plan = weekly(operator)
    saved(plan, operator, 31, month=10, hour=15)  # midnight in Ternate

    assert plans(tell(operator.court, NOVEMBER))[0][3:5] == ("1", "01-11")


def test_trials_are_told_with_their_minutes_and_a_failed_one_hinders(operator):
    plan = weekly(operator)
    saved(plan, operator, 2, 9, 16, 23, 30)
    backup = plan.backups.first()
    for day, outcome in ((10, "berhasil"), (24, "gagal")):
        RestoreTest.objects.create(
            backup=backup, tested_on=date(2026, 11, day), where="PC uji", outcome=outcome,
            minutes=41, note="Tabel perkara diperiksa.", by=operator, at=make.MONDAY,
        )  # fmt: skip

    chapter = tell(operator.court, NOVEMBER)

    said = ("Basis data SIPP", "PC uji", "41 menit", "Tabel perkara diperiksa.")
    assert rows_of(chapter, "Uji pulih") == (
        ("10-11-2026", *said, "✓ berhasil"),
        ("24-11-2026", *said, "✗ gagal"),
    )
    assert chapter.sentences[1] == "1 dari 2 uji pulih berhasil."
    assert chapter.obstacles == (
        "Uji pulih Basis data SIPP pada 24 November 2026 gagal: Tabel perkara diperiksa.",
    )


def test_telling_costs_the_same_of_one_plan_and_of_three(operator):
    saved(keep.plan(operator, BEGUN), operator, 2)
    one = cost(tell, operator.court)
    for _ in range(2):
        saved(keep.plan(operator, BEGUN), operator, 2, 9)

    assert cost(tell, operator.court) == one == 4
