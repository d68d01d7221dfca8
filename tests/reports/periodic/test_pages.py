"""The pages: the year, one report, its words, Beranda, and who sees them."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from sopti.core.periods import month_of
from sopti.notifications.models import Message
from sopti.reports.models import Report, ReportPrint
from sopti.reports.periodic import actions, pages, printing
from tests import make
from tests.reports.periodic.desk import NOVEMBER, OCTOBER, THIRTIETH, acting

SEPTEMBER = month_of(OCTOBER.first.replace(month=9))


@pytest.fixture(autouse=True)
def last_working_day():
    with time_machine.travel(THIRTIETH, tick=False):
        yield


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def words_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def test_two_clicks_lead_the_sekretaris_to_last_months_pdf(desk, monkeypatch):
    monkeypatch.setattr(printing, "make_pdf", lambda report, *, at: b"%PDF-1.7 Oktober")
    desk.seen(desk.draft(OCTOBER))
    printing.make_waiting(THIRTIETH)
    client = client_of(desk.sekretaris)

    home = client.get("/").content.decode()
    menu = re.search(r'href="([^"]+)"[^>]*>\s*Laporan\s*<', home)
    listed = client.get(menu[1]).content.decode()
    link = re.search(
        r'href="([^"]+\.pdf)"[^>]*>.*?Cetak laporan bulanan Oktober 2026', listed, re.DOTALL
    )

    assert client.get(link[1]).content == b"%PDF-1.7 Oktober"


def test_the_year_shows_every_month_with_its_state_and_one_act(desk):
    desk.seen(desk.draft(OCTOBER))
    desk.checked(desk.draft(SEPTEMBER))
    desk.draft()

    page = pages.reports_page(fresh(desk.kasubag), 2026, now=THIRTIETH)

    told = [
        (row.name, row.report and row.report.state, row.act and row.act.label, row.may_draft)
        for row in page["rows"][:4]
    ]
    assert told == [
        ("November", "konsep", "Periksa laporan", False),
        ("Oktober", "diketahui", None, False),
        ("September", "diperiksa", None, False),
        ("Agustus", None, None, True),
    ]
    assert len(page["rows"]) == 11
    assert [row.name for row in page["waiting"]] == ["November"]


def fresh(person):
    return type(person).objects.select_related("court").get(pk=person.pk)


def test_a_month_that_runs_says_when_it_drafts_itself(desk):
    page = words_of(client_of(desk.sekretaris).get("/laporan/"))

    assert "Disusun sendiri pada 30 November 2026." in page
    assert "Susun laporan" not in page


def test_the_list_costs_the_same_with_one_report_and_with_three(desk):
    desk.draft()
    client = client_of(desk.kasubag)
    client.get("/laporan/")
    with CaptureQueriesContext(connection) as one:
        client.get("/laporan/")
    desk.seen(desk.draft(OCTOBER))
    desk.signed(desk.draft(SEPTEMBER))

    with CaptureQueriesContext(connection) as three:
        client.get("/laporan/")

    assert len(one) == len(three)


@pytest.mark.parametrize("role", ["pegawai", "operator_ti", "admin"])
def test_others_are_led_to_no_reports_and_told_who_reads_them(desk, role):
    report = desk.signed()
    person = make.user(role, court=desk.court)
    client = client_of(person)

    answers = [client.get(page).status_code for page in ("/laporan/", report.get_absolute_url())]

    assert answers == [403, 404]
    assert "/laporan/" not in client.get("/").content.decode()


def test_a_report_of_another_court_is_not_there(desk):
    report = desk.signed()
    stranger = client_of(make.user("ketua"))

    pages_of = ("", "laporan.pdf", "keadaan-pdf/", "foto/1.jpg", "ubah/", "koreksi/")
    answers = [stranger.get(f"{report.get_absolute_url()}{page}").status_code for page in pages_of]

    assert answers == [404] * 6


def test_the_page_shows_chapters_plan_and_obstacles_in_order(desk):
    report = desk.draft()

    page = words_of(client_of(desk.kasubag).get(report.get_absolute_url()))

    heads = [
        "I. Pendahuluan", "II. Rencana dan realisasi", "III. Rekapitulasi permintaan layanan",
        "IV. Monitoring dan pemeliharaan perangkat", "V. Cadangan data",
        "VI. Kendala, analisis, dan rencana tindak lanjut",
    ]  # fmt: skip
    assert [page.count(head) for head in heads] == [1] * 6
    assert sorted(heads, key=page.index) == heads
    assert "Monitoring dan pemeliharaan perangkat 9 8 1 88% kurang 1" in page
    assert "Jumlah 31 30 1 96%" in page


def test_the_kasubag_writes_and_the_paper_of_the_report_knows_it(desk):
    report = desk.draft()
    client = client_of(desk.kasubag)
    page = client.get(f"{report.get_absolute_url()}ubah/").content.decode()
    told = {
        "opening": "Bulan yang tenang.",
        "bagian-upkeep": "Pendingin ditunda.",
        "obstacles-0-obstacle": "Dua permintaan jaringan lewat norma",
        "obstacles-0-analysis": "Tidak ada porta cadangan",
        "obstacles-0-plan": "Pengadaan switch",
        "obstacles-0-who": "Kasubag Umum",
        "obstacles-0-target": "20 Desember 2026",
    }

    answer = client.post(f"{report.get_absolute_url()}ubah/", told)

    report.refresh_from_db()
    assert "Dua permintaan jaringan lewat norma</textarea>" in page
    assert (answer.status_code, answer["Location"]) == (302, report.get_absolute_url())
    assert (report.opening, report.remarks) == (
        "Bulan yang tenang.",
        {"upkeep": "Pendingin ditunda."},
    )
    assert report.obstacles == [
        {
            "obstacle": "Dua permintaan jaringan lewat norma",
            "analysis": "Tidak ada porta cadangan",
            "plan": "Pengadaan switch",
            "who": "Kasubag Umum",
            "target": "20 Desember 2026",
        }
    ]


def test_buttons_lead_the_report_through_its_whole_way(desk):
    client = client_of(desk.kasubag)
    client.post("/laporan/susun/", {"kind": "bulanan", "first": "2026-10-01"})
    report = Report.objects.get()
    place = report.get_absolute_url()
    for person, deed in (
        (desk.kasubag, "perbarui"), (desk.kasubag, "periksa"), (desk.sekretaris, "sahkan"),
        (desk.ketua, "ketahui"), (desk.kasubag, "susun-pdf"),
    ):  # fmt: skip
        client_of(person).post(f"{place}{deed}/")

    report.refresh_from_db()
    assert (report.state, report.starts_on) == ("diketahui", OCTOBER.first)
    assert ReportPrint.objects.count() == 2


def test_sending_back_and_correcting_need_a_reason(desk):
    checked, signed = desk.checked(), desk.signed(desk.draft(OCTOBER))
    back = f"{checked.get_absolute_url()}kembalikan/"
    correct = f"{signed.get_absolute_url()}koreksi/"

    empty = [
        client_of(desk.sekretaris).post(back, {"reason": ""}),
        client_of(desk.kasubag).post(correct, {"why": " "}),
    ]
    client_of(desk.sekretaris).post(back, {"reason": "Lengkapi."})
    client_of(desk.kasubag).post(correct, {"why": "Salah jumlah."})

    assert [answer.status_code for answer in empty] == [422, 422]
    assert "Isi alasan koreksi." in words_of(empty[1])
    checked.refresh_from_db()
    assert (checked.state, checked.returned) == ("konsep", "Lengkapi.")
    assert Report.objects.get(corrects=signed).why == "Salah jumlah."


def test_a_look_changes_nothing(desk):
    report = desk.signed()
    ReportPrint.objects.all().delete()
    before = Report.objects.values().get()

    for page in ("", "laporan.pdf", "keadaan-pdf/"):
        client_of(desk.ketua).get(f"{report.get_absolute_url()}{page}")

    assert Report.objects.values().get() == before
    assert ReportPrint.objects.count() == 0


def test_beranda_asks_only_who_is_next(desk):
    desk.draft()
    people = (desk.kasubag, desk.sekretaris, desk.ketua, desk.clerk)

    first = ["Laporan bulanan November 2026" in words_of(client_of(one).get("/")) for one in people]
    heading = words_of(client_of(desk.kasubag).get("/"))
    desk.checked(Report.objects.get())
    second = ["Baca dan sahkan" in words_of(client_of(one).get("/")) for one in people]

    assert (first, second) == ([True, False, False, False], [False, True, False, False])
    assert "1 laporan menunggu Anda" in heading


def test_reports_that_wait_cost_beranda_one_question_and_the_unread_none(desk):
    client = client_of(desk.kasubag)
    Message.objects.create(to=desk.kasubag, subject="Baru", link="/", queued_at=THIRTIETH)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            page = words_of(client.get("/"))
        unread = Message.objects.filter(to=desk.kasubag, read_at=None, settled_at=None).count()
        assert f"{unread} pemberitahuan baru" in page
        return len(asked)

    client.get("/")
    none = questions()
    desk.draft()
    one = questions()
    desk.draft(OCTOBER)
    desk.draft(SEPTEMBER)

    assert (one, questions()) == (none + 1, none + 1)
    assert one <= 12


def test_an_acting_official_is_named_with_the_letter(desk):
    acting(desk.ketua, "sekretaris")
    report = desk.checked()
    signed = actions.sign(report.pk, by=desk.ketua, at=THIRTIETH)

    page = words_of(client_of(desk.kasubag).get(signed.get_absolute_url()))

    assert "ketua satu, Plh. Sekretaris surat perintah nomor 88/KPA/SPT/2026" in page


def test_years_in_the_address_that_are_none_lead_to_this_year():
    today = THIRTIETH.date()

    told = [pages.year_in(typed, today=today) for typed in ("2025", "2030", "x", "", "²")]

    assert told == [2025, 2026, 2026, 2026, 2026]
    assert NOVEMBER.words == "November 2026"
