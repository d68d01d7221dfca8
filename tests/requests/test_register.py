"""The register: who sees what, filters, sorting, pages, saved filters."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.actions import Wish, file_request
from requests.models import Handling
from requests.register import paging
from requests.register.forms import ORDERS
from requests.register.found import SORTS, found_cases
from requests.register.models import SavedFilter
from requests.register.rules import MOST_SAVED
from sopti.workflow import actions
from tests import make
from tests.people.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REGISTER, KEEP = reverse("requests:register"), reverse("requests:keep_filter")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(make.MONDAY + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def court():
    court = make.court("pa-kota-madiun", name="Pengadilan Agama Kota Madiun")
    make.edition(court)
    return court


@pytest.fixture
def kasubag(court, client):
    person = make.user("kasubag_ptip", court=court, full_name="Endah Wulandari")
    client.force_login(person)
    return person


def filed(person, title="Pencetak loket macet", *, at=make.MONDAY, **words):
    told = {"category": "perangkat", "urgency": "menunggu", "detail": "Sejak pagi tidak menyala."}
    wish = Wish(title=title, asset_or_place="Ruang PTSP", **told | words)
    return file_request(wish, requester=person, by=person, at=at)


def titles(client, **asked):
    answer = client.get(REGISTER, asked)
    assert answer.status_code == 200
    return [row.case.title for row in answer.context["rows"]]


# --------------------------------------------------------------------------------- who sees what
def test_register_shows_where_each_request_stands(client, kasubag):
    case = filed(kasubag, urgency="berhenti")

    page = client.get(REGISTER).content.decode()

    for said in (case.number, case.title, "Endah Wulandari", "Perangkat keras",
                 "Pekerjaan berhenti", "Langkah 1 dari 9", "Sisa "):  # fmt: skip
        assert said in page
    assert '<a href="/register/"\n' in page or 'href="/register/"' in page


def test_the_priority_of_the_sop_stands_below_what_the_requester_thought(client, kasubag):
    case = filed(kasubag, urgency="berhenti")
    without = text_of(client.get(REGISTER))
    Handling.objects.create(case=case, priority=2)

    assert "Prioritas" not in without
    assert "Pekerjaan berhenti · Prioritas 2 - Tinggi" in text_of(client.get(REGISTER))


def test_case_that_is_no_request_is_left_out(client, kasubag, court):
    filed(kasubag)
    edition = court.documents.get().editions.get()
    actions.open_case(
        edition, "permintaan-layanan", title="Tanpa permintaan", requester=kasubag, by=kasubag,
        at=make.MONDAY,
    )  # fmt: skip

    assert titles(client) == ["Pencetak loket macet"]


def test_other_court_and_colleagues_of_a_clerk_stay_unseen(client, kasubag, court):
    filed(kasubag, "Milik kasubag")
    clerk = make.user(court=court)
    filed(clerk, "Milik pegawai")

    client.force_login(clerk)
    assert titles(client) == ["Milik pegawai"]
    client.force_login(make.user("kasubag_ptip", court=make.court("pa-lain")))
    assert titles(client) == []
    assert titles(client, q="milik") == []


def test_person_without_a_court_reads_whom_to_ask(client):
    person = make.user()
    person.court = None
    person.save()
    client.force_login(person)

    answer = client.get(REGISTER)

    assert answer.status_code == 403
    assert "Akun Anda belum terhubung dengan pengadilan." in answer.content.decode()


# --------------------------------------------------------------------------------------- filters
def test_filters_leave_what_they_mean(client, kasubag, court):
    colleague = make.user(court=court, unit="Kepaniteraan")
    filed(kasubag, "Jaringan putus", category="jaringan", urgency="berhenti")
    filed(colleague, "Dari panitera", at=make.MONDAY + timedelta(minutes=1))
    gone = filed(kasubag, "Ditarik lagi", at=make.MONDAY + timedelta(minutes=2))
    actions.withdraw(gone.pk, reason="Sudah menyala lagi.", by=kasubag, at=make.MONDAY)
    filed(kasubag, "Bulan lalu", at=make.MONDAY - 30 * DAY)

    assert titles(client, jenis="jaringan") == ["Jaringan putus"]
    assert titles(client, urgensi="berhenti") == ["Jaringan putus"]
    assert titles(client, unit="Kepaniteraan") == ["Dari panitera"]
    assert titles(client, status="ditarik") == ["Ditarik lagi"]
    assert titles(client, bulan="2026-10") == ["Bulan lalu"]
    assert titles(client, bulan="2026-11", status="berjalan") == ["Dari panitera", "Jaringan putus"]


def test_month_is_that_of_the_courts_own_clock(client, kasubag):
    in_november = make.MONDAY.replace(month=10, day=31, hour=17)  # 1 November, 00.00 WIB
    filed(kasubag, "Tengah malam", at=in_november)

    assert titles(client, bulan="2026-11") == ["Tengah malam"]
    assert titles(client, bulan="2026-10") == []


def test_late_means_past_the_limit_unless_the_requester_is_asked(client, kasubag, court):
    operator = make.user("operator_ti", court=court)
    filed(kasubag, "Terlambat", at=make.MONDAY - 7 * DAY)
    asked = filed(kasubag, "Ditanya", at=make.MONDAY - 7 * DAY)
    actions.ask(asked.tasks.get().pk, text="Yang mana?", by=operator, at=make.MONDAY - 7 * DAY)
    filed(kasubag, "Baru")

    assert titles(client, terlambat="on") == ["Terlambat"]
    assert "1 terlambat" in " ".join(client.get(REGISTER).content.decode().split())


def test_set_filters_can_be_taken_away_one_by_one(client, kasubag):
    filed(kasubag)

    chips = client.get(REGISTER, {"q": "loket", "bulan": "2026-11", "urut": "batas"}).context[
        "chips"
    ]

    assert [(chip.said, chip.href) for chip in chips] == [
        ("Cari: “loket”", "?bulan=2026-11&urut=batas"),
        ("Bulan: November 2026", "?q=loket&urut=batas"),
    ]


NAUGHTY = ["\x00", "%00", "' OR 1=1 --", "9" * 5000, "1e400", "-1", "user__password__startswith",
           "-pk;--", "id__in", "{{7*7}}", "\ud83d\ude00", "١٢", "2026-13", "2026-00", "0000-01",
           "9999-12", "2026-1", "20٢6-11", "2026-11\n", "\t", "a" * 101]  # fmt: skip


@pytest.mark.parametrize("name", ["q", "status", "jenis", "urgensi", "unit", "bulan", "terlambat",
                                  "urut", "hal", "saringan"])  # fmt: skip
def test_odd_values_count_as_not_asked_for(client, kasubag, name):
    filed(kasubag)
    values = [
        value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for value in NAUGHTY
    ]

    for value in values:
        answer = client.get(REGISTER, {name: value})
        assert answer.status_code == 200, (name, value)
        if name != "q" and (name, value) != ("terlambat", value):
            assert answer.context["total"] == 1, (name, value)


@pytest.mark.parametrize("address", ["requests:register_csv", "requests:register_xlsx"])
def test_odd_values_do_not_break_a_download(client, kasubag, address):
    for value in NAUGHTY:
        asked = {"q": value[:3], "bulan": value, "urut": value, "unit": value}
        asked = {name: text.encode("utf-8", "replace").decode() for name, text in asked.items()}
        answer = client.get(reverse(address), asked)
        assert answer.status_code == 200
        b"".join(answer.streaming_content)


# --------------------------------------------------------------------------------- order and pages
def test_every_order_that_is_offered_is_known():
    assert {key.lstrip("-") for key, _ in ORDERS} == set(SORTS)


@pytest.mark.parametrize("order", [key for key, _ in ORDERS])
def test_every_order_shows_everything(client, kasubag, order):
    filed(kasubag, "Aplikasi", category="aplikasi", urgency="berhenti")
    gone = filed(kasubag, "Baterai")
    actions.withdraw(gone.pk, reason="Sudah menyala lagi.", by=kasubag, at=make.MONDAY)

    assert sorted(titles(client, urut=order)) == ["Aplikasi", "Baterai"]


def test_columns_sort_up_and_down(client, kasubag):
    filed(kasubag, "cabe", urgency="menunggu", category="website")
    filed(kasubag, "Apel", urgency="berhenti", category="akun", at=make.MONDAY - 3 * DAY)
    filed(kasubag, "beras", urgency="terganggu", category="data", at=make.MONDAY - 4 * DAY)

    assert titles(client) == ["cabe", "Apel", "beras"]
    assert titles(client, urut="nomor") == ["beras", "Apel", "cabe"]
    assert titles(client, urut="perihal") == ["Apel", "beras", "cabe"]
    assert titles(client, urut="urgensi") == ["Apel", "beras", "cabe"]
    assert titles(client, urut="-jenis") == ["cabe", "beras", "Apel"]
    assert titles(client, urut="batas") == ["beras", "Apel", "cabe"]


@pytest.mark.parametrize("order", [key for key, _ in ORDERS])
def test_pages_follow_each_other_in_every_order(client, kasubag, order):
    for number in range(28):
        filed(
            kasubag,
            f"Nomor {number * 17 % 28}",
            at=make.MONDAY - number * DAY,
            urgency=["berhenti", "terganggu", "menunggu"][number % 3],
            category=["akun", "data"][number % 2],
        )
    everything = found_cases(kasubag, {"urut": order}, now=make.MONDAY)

    shown = [title for page in (1, 2) for title in titles(client, urut=order, hal=page)]

    assert shown == [case.title for case in everything]


def test_head_of_a_column_says_how_it_sorts_and_turns_it_round(client, kasubag):
    columns = client.get(REGISTER, {"urut": "batas", "q": "x"}).context["columns"]

    assert [(column.label, column.sorted) for column in columns if column.sorted] == [
        ("Batas langkah", "ascending")
    ]
    assert columns[0].href == "?q=x&urut=nomor"
    assert columns[-1].href == "?q=x&urut=-batas"


def test_list_comes_in_pages_of_25_that_keep_the_filter(client, kasubag):
    for number in range(26):
        filed(kasubag, f"Nomor {number}", at=make.MONDAY - number * timedelta(minutes=1))

    second = client.get(REGISTER, {"hal": 2, "jenis": "perangkat"})

    assert [row.case.title for row in second.context["rows"]] == ["Nomor 25"]
    assert "jenis=perangkat" in second.content.decode()
    assert second.context["total"] == 26


def test_register_takes_the_same_few_queries_at_1_and_at_30_rows(client, kasubag):
    SavedFilter.objects.create(user=kasubag, name="Saya", query="q=x", kept_at=make.MONDAY)
    counts = []
    for rows in (1, 29):
        for number in range(rows):
            filed(make.user(court=kasubag.court, unit=f"Unit {number}"), f"Nomor {number}")
        client.get(REGISTER)
        with CaptureQueriesContext(connection) as seen:
            client.get(REGISTER, {"q": "nomor", "bulan": "2026-11", "urut": "batas"})
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_a_register_too_long_to_be_counted_is_counted_once(client, kasubag, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    monkeypatch.setattr(paging, "_long", set())
    told, counts = [], []

    for number in range(4):
        filed(kasubag, f"Nomor {number}")
        with CaptureQueriesContext(connection) as seen:
            page = client.get(REGISTER).context["page"]
        told.append((page.paginator.count, page.paginator.is_more))
        counts.append(len(seen))

    assert told == [(1, False), (2, False), (2, True), (2, True)]
    assert counts[3] == counts[2] - 1
    client.force_login(make.user("kasubag_ptip", court=make.court("pa-ternate")))
    assert client.get(REGISTER).context["total"] == 0


# ----------------------------------------------------------------------------------- saved filters
def test_filter_is_kept_under_a_name_and_led_back_to(client, kasubag):
    sent = {"name": "Jaringan bulan ini", "saringan": "bulan=2026-11&jenis=jaringan&jahat=1&hal=7"}

    answer = client.post(KEEP, sent)

    kept = SavedFilter.objects.get()
    assert (kept.user, kept.name) == (kasubag, "Jaringan bulan ini")
    assert kept.query == "jenis=jaringan&bulan=2026-11"
    assert answer.url == f"{REGISTER}?jenis=jaringan&bulan=2026-11"
    assert "Jaringan bulan ini" in client.get(REGISTER).content.decode()


def test_same_name_again_stands_for_the_new_filter(client, kasubag):
    client.post(KEEP, {"name": "Saya", "saringan": "q=satu"})
    client.post(KEEP, {"name": "Saya", "saringan": "q=dua"})

    assert SavedFilter.objects.get().query == "q=dua"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": " ", "saringan": "q=x"}, "tulis namanya lebih dulu"),
        ({"name": "a" * 61, "saringan": "q=x"}, "ringkas namanya sampai 60 huruf"),
        ({"name": "\x00", "saringan": "q=x"}, "Hapus huruf yang tidak dapat dicetak"),
        ({"name": "Kosong", "saringan": ""}, "pilih paling sedikit satu saringan"),
        ({"name": "Kosong", "saringan": "status=x&q=%00"}, "pilih paling sedikit satu saringan"),
        ({"name": "Panjang", "saringan": "q=" + "x" * 1001}, "terlalu panjang"),
    ],
)
def test_filter_that_cannot_be_kept_says_why(client, kasubag, sent, sentence):
    answer = client.post(
        KEEP, sent, follow=True, headers={"referer": f"http://testserver{REGISTER}"}
    )

    assert sentence in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_filters_of_a_person_are_not_endless(client, kasubag):
    for number in range(MOST_SAVED):
        client.post(KEEP, {"name": f"Nomor {number}", "saringan": "q=x"})
    answer = client.post(KEEP, {"name": "Satu lagi", "saringan": "q=x"}, follow=True)

    assert "Hapus satu lebih dulu" in answer.content.decode()
    assert SavedFilter.objects.count() == MOST_SAVED


def test_filter_is_deleted_by_its_owner_only(client, kasubag, court):
    client.post(KEEP, {"name": "Saya", "saringan": "q=x"})
    forget = reverse("requests:forget_filter", args=[SavedFilter.objects.get().pk])

    client.force_login(make.user("kasubag_ptip", court=court))
    client.post(forget)
    assert SavedFilter.objects.exists()
    client.force_login(kasubag)
    assert client.get(forget).status_code == 405
    client.post(forget)

    assert not SavedFilter.objects.exists()


def test_filter_kept_twice_by_one_form_is_kept_once(client, kasubag):
    sent = {"name": "Saya", "saringan": "q=x", "form_key": "00000000-0000-4000-8000-000000000001"}

    answers = [client.post(KEEP, sent).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert SavedFilter.objects.count() == 1
