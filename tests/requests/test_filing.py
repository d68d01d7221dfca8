"""Filing a request: the page, what it refuses, and what the action stores."""

import errno
import os
from io import BytesIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from requests.actions import Wish, file_request
from requests.models import ServiceRequest
from sopti.core.errors import Refusal
from sopti.workflow.models import Attachment, Case, Event, RegisterCounter
from sopti.workflow.registry import case_facts
from tests import make

pytestmark = pytest.mark.django_db

NEW = reverse("requests:new")
BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT")
WISH = Wish(
    category="jaringan",
    urgency="berhenti",
    title="Jaringan internet PTSP putus sejak pagi",
    detail="Sejak pukul 07.40 empat komputer loket tidak dapat membuka internet.",
    asset_or_place="Ruang PTSP",
)


@pytest.fixture
def court():
    court = make.court("pa-kota-madiun")
    make.edition(court)
    return court


@pytest.fixture
def clerk(court):
    return make.user(court=court, full_name="Siti Rahmawati")


def filled(clerk, **changes):
    form = {
        "category": "jaringan",
        "urgency": "berhenti",
        "title": WISH.title,
        "detail": WISH.detail,
        "asset_or_place": "Ruang PTSP",
        "requester": clerk.pk,
        "form_key": "00000000-0000-4000-8000-000000000001",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def picture(name="layar.png"):
    data = BytesIO()
    Image.new("RGB", (40, 20), "white").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


# ------------------------------------------------------------------------------------- the page
def test_page_says_which_way_the_request_will_take(client, clerk):
    client.force_login(clerk)

    page = client.get(NEW).content.decode()

    assert "SOP/AS/32 bagian B" in page
    assert page.index("Menerima permintaan layanan TI") < page.index("Mendisposisikan Surat")
    assert "Kabag Perencanaan dan Kepegawaian" in page


def test_sent_form_opens_a_case_and_says_its_number(client, clerk):
    client.force_login(clerk)

    answer = client.post(NEW, filled(clerk) | {"files": [picture()]}, follow=True)

    case = Case.objects.get()
    assert answer.redirect_chain == [(reverse("workflow:case", args=[case.pk]), 302)]
    assert f"Permintaan terkirim dengan nomor {case.number}." in answer.content.decode()
    assert (case.requester, case.filed_by, case.title) == (clerk, clerk, WISH.title)
    assert list(case.tasks.values_list("step", "status")) == [(1, "terbuka")]
    assert Attachment.objects.get().name == "layar.png"


def test_request_for_a_colleague_is_theirs_and_says_who_filed_it(client, clerk, court):
    colleague = make.user(court=court)
    client.force_login(clerk)

    client.post(NEW, filled(clerk, requester=colleague.pk))

    case = Case.objects.get()
    assert (case.requester, case.filed_by) == (colleague, clerk)
    assert "atas nama" in Event.objects.get(kind="opened").summary


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"category": None}, "Pilih jenis layanan."),
        ({"category": "kapal"}, "Pilih jenis layanan dari daftar"),
        ({"urgency": None}, "Pilih seberapa mendesak menurut Anda."),
        ({"title": " "}, "Tulis perihalnya dalam satu kalimat pendek."),
        ({"title": "Wifi"}, "Perihal terlalu pendek: tulis paling sedikit 5 huruf."),
        ({"title": "a" * 101}, "Perihal terlalu panjang: ringkas sampai 100 huruf."),
        ({"title": "SIPP 412/Pdt.G/2026/PA.Mn"}, "Perihal memuat nomor perkara “412/Pdt.G/2026/"),
        ({"asset_or_place": ""}, "Isi perangkat, aplikasi, atau ruangnya."),
        ({"detail": "Mati."}, "Uraian terlalu pendek: tulis paling sedikit 20 huruf."),
        ({"detail": "Perkara 7/Pdt.P/2026/PA.Mn tak muncul"}, "Hapus nomor itu."),
        ({"requester": 0}, "Pilih nama pegawai dari daftar."),
    ],
)  # fmt: skip
def test_wrong_form_says_what_to_mend_and_files_nothing(client, clerk, changes, sentence):
    client.force_login(clerk)

    answer = client.post(NEW, filled(clerk, **changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Case.objects.exists()
    assert not RegisterCounter.objects.exists()


def test_doubtful_words_come_back_once_with_a_box_to_tick(client, clerk):
    client.force_login(clerk)
    doubtful = filled(clerk, detail="Kata sandi: rahasia123 tidak diterima lagi oleh SIPP.")

    answer = client.post(NEW, doubtful)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Uraian tampak memuat kata sandi." in page
    assert "centang “Sudah saya periksa; tetap kirim”." in page
    client.post(NEW, doubtful | {"checked": "on"})
    assert Case.objects.count() == 1


def test_box_is_not_there_without_doubt(client, clerk):
    client.force_login(clerk)

    assert "Sudah saya periksa" not in client.post(NEW, filled(clerk, title="")).content.decode()


def test_wrong_form_keeps_what_was_typed_and_says_that_files_are_to_be_chosen_again(client, clerk):
    client.force_login(clerk)

    answer = client.post(NEW, filled(clerk, title="Wifi") | {"files": [picture()]})

    page = answer.content.decode()
    assert WISH.detail in page
    assert "Pilih lampirannya sekali lagi: peramban tidak menyimpan lampiran." in page
    assert 'value="jaringan" checked' in " ".join(page.split()).replace('" >', '">')


def test_file_that_is_not_what_it_says_is_refused_in_the_form(client, clerk):
    client.force_login(clerk)

    fake = SimpleUploadedFile("layar.png", b"<script>", "image/png")
    answer = client.post(NEW, filled(clerk) | {"files": [fake]})

    assert "tidak cocok dengan namanya" in answer.content.decode()
    assert not Case.objects.exists()


def test_corrected_form_is_filed_under_the_same_key(client, clerk):
    client.force_login(clerk)
    client.post(NEW, filled(clerk, title="Wifi"))

    client.post(NEW, filled(clerk))

    assert Case.objects.count() == 1


def test_form_sent_twice_files_one_request(client, clerk):
    client.force_login(clerk)

    first, second = client.post(NEW, filled(clerk)), client.post(NEW, filled(clerk))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_colleague_of_another_court_cannot_be_chosen(client, clerk):
    stranger = make.user(court=make.court("pa-ternate"), full_name="Orang Ternate")
    client.force_login(clerk)

    answer = client.post(NEW, filled(clerk, requester=stranger.pk))

    assert answer.status_code == 422
    assert "Orang Ternate" not in answer.content.decode()
    assert not Case.objects.exists()


# ------------------------------------------------------------------------ courts without a table
def test_court_without_a_table_reads_so_and_what_it_can_do(client):
    court = make.court("pa-banjarnegara")
    make.edition(court, "as-24", of="pa-banjarnegara")
    make.user("operator_ti", court=court, full_name="Aditya Wicaksono")
    client.force_login(make.user("admin_web", court=court))

    answer = client.get(NEW)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "SOP pengadilan Anda tidak memuat tabel permintaan layanan TI." in page
    assert "Aditya Wicaksono" in page
    assert reverse("workflow:open", args=["as-24", "media-sosial"]) in page
    assert reverse("workflow:open", args=["as-24", "pengelolaan-ti"]) not in page


def test_court_whose_table_is_a_draft_reads_that_it_is_not_in_force(client):
    court = make.court("pa-ternate")
    make.edition(court, "as-29", of="pa-ternate", in_force=False)
    clerk = make.user(court=court)
    client.force_login(clerk)

    answer = client.post(NEW, filled(clerk))

    assert "belum diberlakukan Ketua" in answer.content.decode()
    assert not Case.objects.exists()


def test_person_without_a_court_reads_whom_to_ask(client):
    person = make.user()
    person.court = None
    person.save()
    client.force_login(person)

    assert "Akun Anda belum terhubung dengan pengadilan." in client.get(NEW).content.decode()


# ----------------------------------------------------------------------------------- the action
def test_request_stores_what_was_asked_beside_its_case(clerk):
    case = file_request(WISH, requester=clerk, by=clerk, at=make.MONDAY)

    assert case_facts(case) == [
        ("Jenis layanan", "Jaringan dan internet"),
        ("Perangkat atau ruang", "Ruang PTSP"),
        ("Urgensi menurut pemohon", "Pekerjaan berhenti"),
    ]
    assert case.number.startswith("1/TI.B/")


def test_refused_file_leaves_no_case_and_no_gap_in_the_register(clerk):
    fake = SimpleUploadedFile("catatan.exe", b"MZ")

    with pytest.raises(Refusal, match="tidak diterima"):
        file_request(WISH, [fake], requester=clerk, by=clerk, at=make.MONDAY)

    assert not ServiceRequest.objects.exists()
    assert file_request(WISH, requester=clerk, by=clerk, at=make.MONDAY).sequence == 1


def test_request_for_somebody_who_left_is_refused(clerk, court):
    gone = make.user(court=court, full_name="Pak Lama", is_active=False)

    with pytest.raises(Refusal, match="Pak Lama bukan pegawai aktif pengadilan Anda"):
        file_request(WISH, requester=gone, by=clerk, at=make.MONDAY)

    assert not Case.objects.exists()


def test_form_of_the_desk_begins_with_what_the_requester_chose(client, court, clerk):
    case = file_request(WISH, requester=clerk, by=clerk, at=make.MONDAY)
    client.force_login(make.user("operator_ti", court=court))

    page = client.get(case.tasks.get().get_absolute_url())

    form = page.context["form"]
    begun = {name: form[f"f_{name}"].value() for name in ("jenis", "perangkat", "urgensi")}
    assert begun == {
        "jenis": "Jaringan dan internet",
        "perangkat": "Ruang PTSP",
        "urgensi": "Pekerjaan berhenti",
    }


class FullDisk(FileSystemStorage):
    """A disk without room, as the system says it."""

    def _save(self, name, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


def test_full_disk_is_said_and_costs_no_words(client, clerk, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.FullDisk"}}
    client.force_login(clerk)
    sent = filled(clerk) | {"files": [picture()]}

    answer = client.post(NEW, sent, headers={"referer": f"http://testserver{NEW}"}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(f"http://testserver{NEW}", 302)]
    assert "Penyimpanan server penuh, jadi lampiran tidak dapat disimpan" in page
    assert WISH.detail in page
    assert "Ada draf yang belum dikirim" in page
    assert not Case.objects.exists()
    assert not Attachment.objects.exists()
    assert not RegisterCounter.objects.exists()


def test_filing_asks_the_database_at_most_25_times(client, clerk):
    make.user("operator_ti", court=clerk.court)
    client.force_login(clerk)
    client.post(NEW, filled(clerk))  # the court's calendar is read once and known from then on
    other = filled(clerk, title="Layar loket satu mati", asset_or_place="Meja informasi")

    with CaptureQueriesContext(connection) as asked:
        sent = client.post(NEW, other | {"form_key": "00000000-0000-4000-8000-000000000002"})

    assert sent.status_code == 302
    told = [one["sql"] for one in asked if not one["sql"].startswith(BRACKETS)]
    assert len(told) <= 25, "\n".join(told)
