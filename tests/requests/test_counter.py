"""Requests written down at the counter: few keys, all else by default, the requester is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.models import ServiceRequest
from sopti.notifications.models import Message
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Attachment, Case
from tests import make
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

COUNTER = reverse("requests:write_down")
LEAST = {"who": "rahma", "category": "perangkat", "title": "Pemindai tidak terbaca",
         "came_by": "telepon"}  # fmt: skip


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def siti(office):
    return make.user(court=office.court, full_name="Siti Rahmawati, S.H.I.", unit="Kepaniteraan")


@pytest.fixture
def operator(office, client, siti):
    client.force_login(office.people["operator_ti"])
    return office.people["operator_ti"]


def said(answer):
    return " ".join(answer.content.decode().split())


# ---------------------------------------------------------------------------------- writing down
def test_three_words_make_a_request_that_is_received_and_told(client, operator, siti):
    answer = client.post(COUNTER, LEAST)

    case = Case.objects.get()
    asked = ServiceRequest.objects.get()
    assert answer.url == reverse("requests:written_down", args=[case.pk])
    assert (case.requester, case.filed_by, case.title) == (siti, operator, LEAST["title"])
    assert (asked.came_by, asked.asset_or_place, asked.urgency) == (
        "telepon", "Kepaniteraan", "terganggu",
    )  # fmt: skip
    first = case.tasks.get(step=1)
    assert (first.status, first.finished_by) == (TaskStatus.DONE, operator)
    assert first.values["kelengkapan"] == "Lengkap"
    assert first.values["pemohon"] == str(siti)
    assert case.tasks.waiting().get().step == 2
    [told] = Message.objects.filter(to=siti)
    assert told.subject == "Dicatat untuk Anda: Pemindai tidak terbaca"
    assert f"yang Anda sampaikan lewat Telepon dengan nomor {case.number}." in told.body


def test_page_after_it_shows_number_paper_and_the_way_to_the_next(client, operator):
    page = client.post(COUNTER, LEAST, follow=True).content.decode()

    case = Case.objects.get()
    sheet = reverse("reports:task_sheet", args=[case.tasks.get(step=1).pk])
    assert f'<p class="number-big">{case.number}</p>' in page
    assert sheet in page
    assert f"{COUNTER}?lewat=telepon" in page
    assert client.get(COUNTER, {"lewat": "telepon"}).context["form"].initial == {
        "came_by": "telepon"
    }


@pytest.mark.parametrize(
    ("court", "document"), [("pa-ternate", "as-29"), ("pa-payakumbuh", "as-29")]
)
def test_other_courts_tables_receive_it_at_once_too(client, court, document):
    office = Office(of=court, document=document)
    make.user(court=office.court, full_name="Siti Rahmawati")
    client.force_login(office.people["operator_ti"])

    client.post(COUNTER, LEAST)

    assert Case.objects.get().tasks.waiting().get().step == 2


def test_kasubag_writes_down_and_the_first_step_waits_for_the_operator(client, office, siti):
    client.force_login(office.people["kasubag_ptip"])

    page = client.post(COUNTER, LEAST, follow=True).content.decode()

    case = Case.objects.get()
    assert case.tasks.waiting().get().step == 1
    assert reverse("reports:case_sheet", args=[case.pk]) in page


def test_extras_and_photo_are_kept(client, operator, siti):
    extras = {
        "asset_or_place": "Pemindai arsip", "detail": "Lampu merah berkedip.",
        "urgency": "berhenti", "files": SimpleUploadedFile("surat.txt", b"Lampu merah."),
    }  # fmt: skip

    client.post(COUNTER, LEAST | extras)

    asked = ServiceRequest.objects.select_related("case").get()
    assert (asked.asset_or_place, asked.urgency) == ("Pemindai arsip", "berhenti")
    assert asked.case.detail == "Lampu merah berkedip."
    assert Attachment.objects.get().case == asked.case


# ------------------------------------------------------------------------------------ who it is
@pytest.mark.parametrize(
    "who", ["siti rahma", "kepaniter", "Siti Rahmawati, S.H.I. · Kepaniteraan"]
)
def test_letters_of_name_or_unit_are_enough(client, operator, siti, who):
    client.post(COUNTER, LEAST | {"who": who})

    assert Case.objects.get().requester == siti


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("", "Tulis siapa yang meminta."),
        ("s", "Tulis paling sedikit 2 huruf."),
        ("zulaikha", "Tidak ada pegawai yang cocok dengan “zulaikha”."),
    ],
)
def test_nobody_found_says_what_to_do(client, operator, who, sentence):
    answer = client.post(COUNTER, LEAST | {"who": who})

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Case.objects.exists()


def test_several_people_are_offered_and_one_is_chosen(client, operator, office, siti):
    other = make.user(court=office.court, full_name="Nur Rahma", unit="Umum")

    offered = client.post(COUNTER, LEAST)
    client.post(COUNTER, LEAST | {"person": str(other.pk)})

    assert offered.status_code == 422
    assert "Ada 2 orang yang cocok. Pilih satu." in said(offered)
    assert Case.objects.get().requester == other


def test_people_of_other_courts_and_those_who_left_are_not_found(client, operator, siti):
    siti.is_active = False
    siti.save()
    stranger = make.user(full_name="Rahma Orang Lain")

    page = client.get(COUNTER).content.decode()
    answer = client.post(COUNTER, LEAST | {"person": str(stranger.pk)})

    assert "Rahma" not in page
    assert "Tidak ada pegawai yang cocok" in said(answer)
    assert not Case.objects.exists()


# -------------------------------------------------------------------------------------- warnings
def test_open_request_of_the_same_person_is_shown_once(client, operator):
    client.post(COUNTER, LEAST)
    first = Case.objects.get()

    again = LEAST | {"title": "Layar berkedip", "asset_or_place": "Loket 3"}
    warned = client.post(COUNTER, again)
    sent = client.post(COUNTER, again | {"seen": str(first.pk)})

    assert warned.status_code == 422
    assert first.number in said(warned)
    assert sent.status_code == 302
    assert Case.objects.count() == 2


def test_case_number_is_warned_of(client, operator):
    doubtful = LEAST | {"title": "Putusan 412/Pdt.G/2026/PA.Mn tidak terunggah"}

    warned = client.post(COUNTER, doubtful)

    assert "memuat nomor perkara" in said(warned)
    assert client.post(COUNTER, doubtful | {"checked": "on"}).status_code == 302


# ------------------------------------------------------------------------------------ permission
@pytest.mark.parametrize("role", [None, "sekretaris", "ketua", "admin"])
def test_others_read_who_writes_down(client, office, role):
    person = make.user(*([role] if role else []), court=office.court)
    client.force_login(person)

    page, sent = client.get(COUNTER), client.post(COUNTER, LEAST)

    assert page.status_code == 403
    assert "dicatat di meja layanan oleh Operator dan Kasubag PTIP" in page.content.decode()
    assert sent.status_code != 200
    assert not Case.objects.exists()


def test_page_takes_the_same_number_of_queries_however_many_people(client, operator, office):
    counts = []
    for number in range(2):
        client.get(COUNTER)
        with CaptureQueriesContext(connection) as seen:
            client.get(COUNTER)
        counts.append(len(seen))
        for _ in range(3 * (number + 1)):
            make.user(court=office.court)

    assert counts[0] == counts[1]
