"""What the report of a month tells of the upkeep of devices."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import AssetWork
from maintenance.upkeep import actions
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.chapter import tell
from maintenance.upkeep.models import Check, PlanLine, YearPlan
from sopti.workflow.chapters import Photo
from sopti.workflow.telling import NOTHING
from tests import make
from tests.maintenance.rounds import AT, FAULT, check, device, office, operator
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, YEAR, cost, it_is, rows_of

__all__ = ["office"]
pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 16), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


def planned(office, *assets, starts_on=FIRST, ends_on=LAST):
    """Plan these devices for one week of November."""
    plan, _ = YearPlan.objects.get_or_create(
        court=office.court, year=2026,
        defaults={"status": "berlaku", "made_by": operator(office), "made_at": make.MONDAY},
    )  # fmt: skip
    line = PlanLine.objects.create(
        plan=plan, kind=assets[0].kind, starts_on=starts_on, ends_on=ends_on
    )
    line.assets.set(assets)


def lots(chapter):
    return rows_of(chapter, "Rencana dan realisasi pemeriksaan perangkat November 2026")


def test_devices_of_a_kind_and_room_are_one_row_with_plan_and_realisation(office):
    good, bad = (
        device(office, name="Switch A", room="PTSP"),
        device(office, name="Switch B", room="PTSP"),
    )
    planned(office, good, bad)
    check(office, good)
    found = check(office, bad, FAULT)
    actions.hand_on(found.pk, road="permintaan", by=operator(office), at=AT)

    chapter = tell(office.court, NOVEMBER)

    number = Check.objects.get(pk=found.pk).case.number
    said = f"Switch B: Tidak beres “Lampu indikator normal”; Lampu merah terus ({number})"
    assert lots(chapter) == (
        ("Switch (2)", "PTSP", "16 s.d. 20-11", "16-11", "1 baik, 1 bermasalah", said, "✓ ya"),
    )
    assert chapter.sentences == (
        "2 dari 2 perangkat yang terjadwal pada November 2026 diperiksa: 1 baik, 1 bermasalah.",
    )
    assert chapter.obstacles == ()  # what was found went on to the desk
    assert chapter.plan is None


def test_missed_check_and_fault_that_nobody_handed_on_hinder(office):
    missed, bad = device(office, room="Arsip"), device(office, name="Switch B", room="PTSP")
    planned(office, missed, bad)
    check(office, bad, FAULT)

    chapter = tell(office.court, NOVEMBER)

    said = "Tidak beres “Lampu indikator normal”; Lampu merah terus"
    assert [row[6] for row in lots(chapter)] == ["✗ belum", "✓ ya"]
    assert chapter.obstacles == (
        "Switch di Arsip: 1 belum diperiksa, rencana 16 s.d. 20-11.",
        f"Switch B di PTSP: {said}; belum diteruskan.",
    )


def test_check_after_its_week_says_how_many_days(office):
    asset = device(office, room="PTSP")
    planned(office, asset, starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 13))
    check(office, asset)

    [row] = lots(tell(office.court, NOVEMBER))

    assert row[2:] == ("09 s.d. 13-11", "16-11", "baik", NOTHING, "✗ +3 hari")


def test_check_that_was_made_after_the_month_was_missing_in_it(office):
    asset = device(office, room="PTSP")
    planned(office, asset)
    check(office, asset, at=datetime(2026, 12, 2, 2, 0, tzinfo=UTC))

    chapter = tell(office.court, NOVEMBER)

    assert Check.objects.count() == 1
    assert [row[3:] for row in lots(chapter)] == [(NOTHING, NOTHING, NOTHING, "✗ belum")]


def test_nothing_of_another_court_or_month_is_told(office):
    asset, other = device(office, room="PTSP"), device(type(office)(), room="PTSP")
    planned(office, asset, starts_on=date(2026, 10, 5), ends_on=date(2026, 10, 9))
    check(office, asset, month=OCTOBER.first, at=make.MONDAY - timedelta(days=40))
    AssetWork.objects.create(
        asset=other, kind=WorkKind.REPAIR, done_on=FIRST, summary="Diganti", worker="x",
        condition="baik", by=operator(office), at=AT,
    )  # fmt: skip

    chapter = tell(office.court, NOVEMBER)

    assert chapter.sentences == (
        "Tidak ada perangkat yang terjadwal diperiksa pada November 2026.",
    )
    assert [table.rows for table in chapter.tables] == [()]
    assert chapter.obstacles == ()


def test_repairs_and_parts_are_told_with_their_cost(office):
    asset = device(office, name="UPS server", kind="UPS")
    for day, part, price in ((30, "Aki", 1_200_000), (1, "", None)):
        AssetWork.objects.create(
            asset=asset, kind=WorkKind.PART if part else WorkKind.REPAIR,
            done_on=date(2026, 11, day), summary="Diganti.", part=part, cost=price, worker="x",
            condition="baik", by=operator(office), at=AT,
        )  # fmt: skip

    [*_, table] = tell(office.court, NOVEMBER).tables

    assert table.rows == (
        ("01-11", "UPS server", "Diganti.", NOTHING, NOTHING),
        ("30-11", "UPS server", "Diganti.", "Aki", "Rp1.200.000"),
    )
    assert table.total == ("Jumlah", "", "", "", "Rp1.200.000")


def test_photo_of_a_check_comes_with_the_fingerprint_of_its_bytes(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "a.jpg").write_bytes(b"foto")
    asset = device(office, name="Switch A", room="PTSP")
    found = check(office, asset)
    found.photo = "checks/a.jpg"
    found.save()
    gone = check(office, device(office))
    gone.photo = "checks/gone.jpg"
    gone.save()

    assert tell(office.court, NOVEMBER).photos == (
        Photo(
            file="checks/a.jpg",
            sha256=sha256(b"foto").hexdigest(),
            caption="Switch A, PTSP, 16 November 2026",
        ),
    )


def test_year_is_told_by_month_and_names_the_rooms_that_were_missed(office):
    asset, missed = device(office, room="PTSP"), device(office, room="Arsip")
    planned(office, asset, missed)
    check(office, asset)

    chapter = tell(office.court, YEAR)

    rows = rows_of(chapter, "Rencana dan realisasi")
    assert rows[10] == ("November", "2", "1", NOTHING, NOTHING, "1")
    assert chapter.tables[0].total == ("Jumlah", "2", "1", NOTHING, NOTHING, "1")
    assert chapter.obstacles == ("Arsip: 1 pemeriksaan terlewat.",)


def test_telling_costs_the_same_of_one_device_and_of_three(office):
    def one_more(room):
        asset = device(office, room=room)
        planned(office, asset)
        check(office, asset, Answer("baik"))

    one_more("A")
    one = cost(tell, office.court)
    one_more("B")
    one_more("C")

    assert cost(tell, office.court) == one == 9
