"""What servers, network and SIPP tell of a month: hand-made rows, and what is not told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from maintenance.network import chapter as network
from maintenance.network.models import Finding, Line, LineCheck, Repair
from maintenance.servers import chapter as servers
from maintenance.servers.models import ServerAlert, ServerDay, ServerWork
from maintenance.sipp import chapter as sipp
from maintenance.sipp.models import (
    SippAccount,
    SippCheck,
    SippComplaint,
    SippRepair,
    SippReview,
)
from sopti.ui.charts import Series
from sopti.workflow.telling import NOTHING
from tests import make
from tests.backups import keep
from tests.maintenance import racks
from tests.workflow.months import LATER, NOVEMBER, YEAR, cost, it_is, rows_of
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
MONDAY = make.MONDAY
BEFORE = MONDAY - timedelta(days=30)
DECEMBER = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


# ----------------------------------------------------------------------------------- the servers
def read(server, day, **numbers):
    ServerDay.objects.create(server=server, day=day, readings=24, **numbers)


def test_highest_numbers_of_the_month_stand_beside_their_limits(operator):
    server = racks.server(operator, name="Server SIPP")
    read(server, date(2026, 11, 1), disk=91, memory=40, load=2.5, temperature=None)
    read(server, date(2026, 11, 30), disk=70, memory=60, load=3, temperature=61)
    read(server, date(2026, 10, 31), disk=99)
    racks.server(operator, name="Server uji")

    chapter = servers.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Keadaan server") == (
        ("Server SIPP", "91% (85%)", "60% (90%)", "3 (8)", "61 °C (75 °C)", "2",
         "✗ disk terpakai"),
        ("Server uji", *(NOTHING,) * 5, "○ tidak dibaca"),
    )  # fmt: skip
    assert chapter.sentences == (
        "1 dari 2 server dibaca pada November 2026, melewati batas: Server SIPP.",
        "Tidak dibaca: Server uji.",
    )


def test_alert_is_open_until_it_came_back(operator):
    server = racks.server(operator, name="Server SIPP")
    words = {"server": server, "limit": 85}
    for measure, began, ended in (
        ("disk", BEFORE, MONDAY), ("memory", MONDAY, DECEMBER),
        ("load", BEFORE, BEFORE + timedelta(days=1)), ("silence", DECEMBER, None),
    ):  # fmt: skip
        ServerAlert.objects.create(
            measure=measure, value=91, began_at=began, ended_at=ended, **words
        )

    chapter = servers.tell(operator.court, NOVEMBER)

    assert [(row[0], row[2], row[5]) for row in rows_of(chapter, "Peringatan")] == [
        ("17-10", "disk terpakai", "✓ kembali 16-11"),
        ("16-11", "memori terpakai", "✗ masih"),
    ]
    assert chapter.obstacles == (
        "Server SIPP: disk terpakai 91% sejak 17 Oktober 2026, sudah kembali.",
        "Server SIPP: memori terpakai 91% sejak 16 November 2026, belum kembali.",
    )


def test_works_are_told_one_by_one_in_a_month_and_counted_in_a_year(operator):
    server = racks.server(operator, name="Server SIPP")
    for day in (date(2026, 11, 3), date(2026, 10, 3)):
        ServerWork.objects.create(
            server=server, kind="pembaruan", done_on=day, summary="Dipasang.", by=operator,
            at=MONDAY,
        )  # fmt: skip

    month, year = servers.tell(operator.court, NOVEMBER), servers.tell(operator.court, YEAR)

    assert rows_of(month, "Pekerjaan") == (
        ("03-11", "Server SIPP", "pembaruan sistem", "Dipasang."),
    )
    assert rows_of(year, "Pekerjaan") == (("Server SIPP", "pembaruan sistem", "2", "03-11"),)


def test_year_draws_the_highest_disk_of_each_month(operator):
    server = racks.server(operator, name="Server SIPP")
    read(server, date(2026, 2, 1), disk=50)
    read(server, date(2026, 2, 2), disk=60)

    [chart] = servers.tell(operator.court, YEAR).charts

    assert chart.series == (
        Series(label="Server SIPP", values=(None, 60.0, *(None,) * 10), tone="solid"),
    )


def test_server_of_another_court_is_not_told_and_without_any_there_is_no_chapter(office):
    racks.server(Office().people["operator_ti"])

    assert servers.tell(office.court, NOVEMBER) is None


def test_telling_of_servers_costs_the_same_of_one_and_of_three(operator):
    def one_more():
        server = racks.server(operator)
        read(server, date(2026, 11, 1), disk=91)
        ServerAlert.objects.create(server=server, measure="disk", value=91, began_at=MONDAY)

    one_more()
    one = cost(servers.tell, operator.court)
    one_more()
    one_more()

    assert cost(servers.tell, operator.court) == one == 5


# ----------------------------------------------------------------------------------- the network
def line(court, name="Internet utama", **words):
    usual = {"kind": "internet", "provider": "PT Serat", "down": 100}
    return Line.objects.create(court=court, name=name, **usual | words)


def measured(line, operator, at=MONDAY, state="baik", down=80.0):
    LineCheck.objects.create(line=line, at=at, state=state, down=down, by=operator)


def finding(operator, at=MONDAY, **words):
    usual = {"what": "Kabel putus.", "place": "Lobi", "severity": "berat"}
    return Finding.objects.create(court=operator.court, found_at=at, by=operator, **usual | words)


def test_line_is_told_with_its_promise_and_what_was_measured(operator):
    watched = line(operator.court)
    measured(watched, operator)
    measured(watched, operator, state="lambat", down=41.5)
    measured(watched, operator, at=BEFORE, state="putus", down=0)
    line(operator.court, "LAN", kind="lan", provider="", down=None)
    line(Office().court, "Jalur lain")

    chapter = network.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Jalur") == (
        ("Internet utama (Internet)", "PT Serat", "100 Mbps", "2", "60,8 Mbps", "41,5 Mbps",
         "✗ 1 lambat"),
        ("LAN (LAN)", *(NOTHING,) * 5, "○ tidak diukur"),
    )  # fmt: skip
    assert chapter.sentences == (
        "Tidak ada gangguan jaringan pada November 2026.",
        "2 jalur diukur 2 kali, pernah lambat atau putus: Internet utama.",
    )
    assert chapter.obstacles == ()


def test_finding_stays_open_until_it_was_solved_in_the_month(operator):
    solved = {"solution": "Disambung.", "place": "Arsip"}
    finding(operator, solved_at=MONDAY + timedelta(days=1), **solved)
    finding(operator, at=BEFORE, solved_at=DECEMBER, solution="Nanti.")
    finding(operator, at=BEFORE, solved_at=BEFORE, **solved)
    finding(operator, at=DECEMBER)

    chapter = network.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Temuan") == (
        ("17-10", "Lobi", "Kabel putus.", "berat", NOTHING, "✗ belum"),
        ("16-11", "Arsip", "Kabel putus.", "berat", "Disambung.", "✓ selesai 17-11"),
    )
    assert chapter.sentences[0] == (
        "1 gangguan jaringan ditemukan pada November 2026 dan sudah selesai; "
        "1 temuan lain dari sebelumnya."
    )
    assert chapter.obstacles == ("Lobi: Kabel putus; ditemukan 17 Oktober 2026, belum selesai.",)


def test_repair_names_its_road_and_its_result(office, operator):
    case = office.open("jaringan-internet", by=operator, requester=None)
    Repair.objects.create(
        case=case, road="penyedia", helper="PT Serat", contact="0812", ticket="T-1",
        result="sebagian", done="Kabel disambung.", by=operator, at=MONDAY,
    )  # fmt: skip

    chapter = network.tell(office.court, NOVEMBER)

    assert rows_of(chapter, "Perbaikan") == (
        ("16-11", case.number, "penyedia atau pihak ketiga", "PT Serat", "Kabel disambung.",
         "○ pulih sebagian"),
    )  # fmt: skip
    assert "0812" not in chapter.model_dump_json()


def test_telling_of_the_network_costs_the_same_of_one_and_of_three(operator):
    def one_more(name):
        measured(line(operator.court, name), operator)
        finding(operator, line=Line.objects.get(name=name))

    one_more("A")
    one = cost(network.tell, operator.court)
    one_more("B")
    one_more("C")

    assert cost(network.tell, operator.court) == one == 6


# ------------------------------------------------------------------------------------------ SIPP
def looked(operator, at=MONDAY, **words):
    usual = {"access": "baik", "seconds": 0.8, "online": 31}
    SippCheck.objects.create(court=operator.court, at=at, by=operator, **usual | words)


def complaint(operator, at=MONDAY, **words):
    usual = {"reporter": "Panitera Muda", "channel": "telepon", "reach": "sebagian",
             "what": "SIPP lambat."}  # fmt: skip
    return SippComplaint.objects.create(court=operator.court, at=at, by=operator, **usual | words)


def test_everything_that_was_done_for_sipp_is_one_table(operator):
    looked(operator)
    looked(operator, access="tidak", seconds=None, online=40)
    looked(operator, at=BEFORE, online=99)
    review = SippReview.objects.create(
        court=operator.court, on=date(2026, 11, 25), active=34, idle=4, by=operator, at=MONDAY
    )
    for name, closed in (("a", MONDAY), ("b", None)):
        SippAccount.objects.create(
            court=operator.court, review=review, name=name, closed_at=closed,
            closed_by=operator if closed else None,
        )  # fmt: skip
    plan = keep.plan(operator)
    keep.backup(plan, operator)
    keep.backup(plan, operator, adk="ADK November")

    chapter = sipp.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Perawatan SIPP") == (
        ("Pemeriksaan akses dari LAN", "2",
         "puncak 40 pengguna daring, rata-rata terbuka dalam 0,8 detik", "✗ 1 kali terganggu"),
        ("Tinjauan pengguna", "1", "34 aktif, 4 tidak aktif (25 November 2026)", "✓ ditinjau"),
        ("Akun yang harus ditutup", "2", "1 ditutup", "✗ 1 belum"),
        ("Backup SIPP", "2", "terakhir 16 November 2026; 1 dengan ADK", "✓ ada"),
        ("Pengaduan pengguna", NOTHING, NOTHING, "✓ tidak ada sisa"),
    )  # fmt: skip
    assert chapter.sentences == (
        "Akses SIPP diperiksa 2 kali pada November 2026: 1 kali baik, 1 kali tidak dapat dibuka.",
        "Tidak ada pengaduan SIPP pada November 2026.",
    )
    assert chapter.obstacles == ("SIPP tidak dapat dibuka saat diperiksa 16 November 2026.",)


def test_complaint_is_told_without_who_made_it(office, operator):
    case = office.open("perawatan-sipp", flow_key="insiden", by=operator, requester=None)
    complaint(operator, case=case, solved_at=MONDAY + timedelta(days=1))
    SippRepair.objects.create(
        case=case, road="mandiri", result="pulih", done="Dinyalakan ulang.", by=operator,
        at=MONDAY + timedelta(days=1),
    )  # fmt: skip
    complaint(operator, solved_at=DECEMBER)
    complaint(Office().people["operator_ti"])

    chapter = sipp.tell(office.court, NOVEMBER)

    assert rows_of(chapter, "Pengaduan SIPP") == (
        ("16-11", "SIPP lambat.", "sebagian pengguna", case.number, "Mandiri: pulih",
         "✓ selesai 17-11"),
        ("16-11", "SIPP lambat.", "sebagian pengguna", NOTHING, NOTHING, "✗ belum"),
    )  # fmt: skip
    assert chapter.sentences[1] == "2 pengaduan SIPP masuk, 1 di antaranya selesai."
    assert chapter.obstacles == ("Pengaduan SIPP 16 November 2026 belum selesai: SIPP lambat.",)
    assert "Panitera Muda" not in chapter.model_dump_json()


def test_telling_of_sipp_costs_the_same_of_one_and_of_three(office, operator):
    def one_more():
        looked(operator)
        case = office.open("perawatan-sipp", flow_key="insiden", by=operator, requester=None)
        complaint(operator, case=case)

    one_more()
    one = cost(sipp.tell, office.court)
    one_more()
    one_more()

    assert cost(sipp.tell, office.court) == one == 8
