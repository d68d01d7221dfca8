"""Assets: who sees and keeps them, the list, handing over, retiring."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from maintenance.assets import actions, rules
from maintenance.assets.forms import ORDERS
from maintenance.assets.models import Asset, AssetWork, Handover
from sopti.core.errors import Refusal
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.maintenance.shelf import asset, kind, told
from tests.reports.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = reverse("maintenance:assets")
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def court():
    return make.court("pa-kota-madiun", name="Pengadilan Agama Kota Madiun", code="PA.Mdn")


@pytest.fixture
def kasubag(court, client):
    person = make.user("kasubag_ptip", court=court, full_name="Endah Wulandari")
    client.force_login(person)
    return person


def names(client, **asked):
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return [row.asset.name for row in answer.context["rows"]]


# --------------------------------------------------------------------------------- who sees what
def test_clerk_sees_what_they_hold_and_what_their_unit_uses(client, kasubag, court):
    clerk = make.user(court=court, unit="Kepaniteraan")
    asset(kasubag, name="Laptop saya", holder=clerk)
    asset(kasubag, name="Pencetak unit", unit="Kepaniteraan")
    hidden = asset(kasubag, name="Server", unit="Subbagian TI")
    asset(kasubag, name="Tanpa unit")

    client.force_login(clerk)

    assert names(client) == ["Laptop saya", "Pencetak unit"]
    assert client.get(hidden.get_absolute_url()).status_code == 404
    client.force_login(make.user(court=court, unit=""))
    assert names(client) == []


@pytest.mark.parametrize("role", ["ketua", "sekretaris", "kabag", "kasubag_umum", "operator_ti"])
def test_every_desk_sees_all_of_its_own_court(client, kasubag, court, role):
    mine = asset(kasubag)

    client.force_login(make.user(role, court=court))
    assert names(client) == [mine.name]
    client.force_login(make.user(role, court=make.court()))
    assert names(client) == []
    assert client.get(mine.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("role", "keeps", "retires"),
    [("kasubag_ptip", True, True), ("operator_ti", True, False), ("ketua", False, False),
     ("admin", False, False), ("pegawai2", False, False)],
)  # fmt: skip
def test_who_may_write_and_who_may_retire(kasubag, court, role, keeps, retires):
    mine, person = asset(kasubag), make.user(role, court=court)
    stranger = make.user("kasubag_ptip")

    assert (rules.why_not_add(person) is None) == keeps
    assert (rules.why_not_keep(person, mine) is None) == keeps
    assert (rules.why_not_retire(person, mine) is None) == retires
    assert rules.why_not_keep(stranger, mine) == "Aset ini milik pengadilan lain."


@pytest.mark.parametrize(
    "deed", ["new_asset", "edit_asset", "hand_over", "note_work", "retire_asset"]
)
def test_page_of_a_deed_is_closed_to_who_may_not(client, kasubag, court, deed):
    holder = make.user(court=court)
    mine = asset(kasubag, holder=holder)
    address = reverse(f"maintenance:{deed}", args=[] if deed == "new_asset" else [mine.pk])
    before = Event.objects.count()

    assert client.get(address).status_code == 200
    client.force_login(holder)
    assert client.get(address).status_code == 403
    client.post(address, {"reason": "Rusak berat sekali", "retired_on": TODAY})

    mine.refresh_from_db()
    assert mine.retired_on is None
    assert Event.objects.count() == before


# --------------------------------------------------------------------------------- filters, order
def test_filters_leave_what_they_mean(client, kasubag, court):
    holder = make.user(court=court, full_name="Agus Salim")
    soon, gone = TODAY + timedelta(days=60), TODAY - timedelta(days=1)
    asset(kasubag, name="A", kind=kind("Server"), room="Ruang Server", warranty_until=soon)
    asset(kasubag, name="B", holder=holder, condition="rusak-berat", warranty_until=gone)
    asset(kasubag, name="C", serial="SN-778", warranty_until=soon + timedelta(days=1))
    old = asset(kasubag, name="D")
    actions.retire(old.pk, reason="Rusak berat.", on=TODAY, by=kasubag, at=make.MONDAY)

    expected = [
        ({}, "ABC"),
        ({"jenis": kind("Server").pk}, "A"),
        ({"ruang": "Ruang Server"}, "A"),
        ({"kondisi": "rusak-berat"}, "B"),
        ({"pemegang": holder.pk}, "B"),
        ({"pemegang": "tanpa"}, "AC"),
        ({"garansi": "60"}, "A"),
        ({"garansi": "habis"}, "B"),
        ({"keadaan": "dihentikan"}, "D"),
        ({"keadaan": "semua", "urut": "-nama"}, "DCBA"),
        ({"q": "agus salim"}, "B"),
        ({"q": "sn-778"}, "C"),
    ]
    assert [(asked, "".join(names(client, **asked))) for asked, _ in expected] == expected


@pytest.mark.parametrize("order", [key for key, _ in ORDERS])
def test_every_order_shows_everything(client, kasubag, order):
    for name in ("Apel", "beras"):
        asset(kasubag, name=name)

    assert sorted(names(client, urut=order)) == ["Apel", "beras"]


ODD = ["\x00", "' OR 1=1 --", "9" * 4000, "-1", "holder__password", "{{7*7}}", "1e400"]


@pytest.mark.parametrize("name", ["q", "jenis", "ruang", "kondisi", "pemegang", "garansi",
                                  "keadaan", "urut", "hal"])  # fmt: skip
def test_odd_values_count_as_not_asked_for(client, kasubag, name):
    asset(kasubag)

    for value in ODD:
        answer = client.get(LIST, {name: value})
        assert answer.status_code == 200
        if name != "q":
            assert answer.context["total"] == 1, (name, value)


def test_list_takes_the_same_few_queries_at_1_and_at_30_rows(client, kasubag, court):
    counts = []
    for rows in (1, 29):
        for _ in range(rows):
            asset(kasubag, holder=make.user(court=court), kind=kind("Server"))
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST, {"q": "meja", "urut": "garansi"})
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


@pytest.mark.parametrize("words", [{"q": "xyz"}, {"kondisi": "baik"}, {}])
def test_empty_list_says_what_to_do(client, kasubag, words):
    page = client.get(LIST, words).content.decode()

    assert "Tampilkan semua aset" in page if words else "Belum ada aset yang dicatat." in page


# -------------------------------------------------------------------------------- adding, editing
def sent(**words):
    given = told(**words)
    given |= {"kind": given["kind"].pk, "holder": given["holder"].pk if given["holder"] else ""}
    return {name: value for name, value in given.items() if value is not None}


def test_asset_is_written_down_and_its_page_tells_it(client, kasubag):
    answer = client.post(
        reverse("maintenance:new_asset"),
        sent(nup=" 3.10.01 - 7 a", name="PC loket", maker="Dell", price=12500000), follow=True,
    )  # fmt: skip

    page = answer.content.decode()
    made = Asset.objects.get()
    assert (made.nup, made.court) == ("3.10.01-7 A", kasubag.court)
    assert made.history.get().history_user == kasubag
    for said in ("PC loket", "3.10.01-7 A", "Rp12.500.000", "Perangkat bersama"):
        assert said in page


def test_second_asset_with_a_nup_is_refused_but_not_in_another_court(client, kasubag):
    asset(kasubag, nup="3-1", name="PC pertama")

    answer = client.post(reverse("maintenance:new_asset"), sent(nup="3 - 1"))

    assert answer.status_code == 422
    assert "NUP 3-1 sudah dipakai PC pertama." in answer.content.decode()
    asset(make.user("operator_ti"), nup="3-1")
    assert Asset.objects.filter(nup="3-1").count() == 2


def test_kind_of_another_court_is_no_choice(client, kasubag):
    theirs = actions.add_kind(name="Mesin presensi", by=make.user("operator_ti"))
    ours = actions.add_kind(name="Mesin presensi", by=kasubag)

    assert client.post(reverse("maintenance:new_asset"), sent(kind=theirs)).status_code == 422
    assert client.post(reverse("maintenance:new_asset"), sent(kind=ours)).status_code == 302
    with pytest.raises(Refusal, match="sudah ada"):
        actions.add_kind(name="mesin PRESENSI", by=kasubag)


def picture(size=(2400, 1200), kind="JPEG", name="foto.jpg"):
    exif = Image.Exif()
    exif[0x010E] = "RAHASIA tempat"
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def test_photo_is_drawn_anew_small_and_without_its_traces(client, kasubag):
    client.post(reverse("maintenance:new_asset"), sent() | {"photo": picture()})

    made = Asset.objects.get()
    answer = client.get(reverse("maintenance:asset_photo", args=[made.pk]))
    kept = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Image.open(io.BytesIO(kept)).size == (1600, 800)
    assert b"RAHASIA" not in kept
    client.force_login(make.user("operator_ti"))
    assert client.get(reverse("maintenance:asset_photo", args=[made.pk])).status_code == 404


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("foto.svg", b"<svg/>"), "Simpan sebagai JPG, PNG, atau WebP."),
        (SimpleUploadedFile("foto.jpg", b"bukan gambar"), "tidak cocok dengan namanya"),
        (picture((9000, 6700)), "lebih dari 50 megapiksel"),
    ],
)
def test_wrong_photo_is_told_and_changes_nothing(client, kasubag, file, sentence):
    answer = client.post(reverse("maintenance:new_asset"), sent() | {"photo": file})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Asset.objects.exists()


# --------------------------------------------------------------------------- handing over, the end
def test_handover_moves_the_asset_and_prints_its_paper(client, kasubag, court):
    giver = make.user(court=court, full_name="Siti Rahmawati", nip="198803142011012009")
    taker = make.user(court=court, full_name="Agus Salim", unit="Kepaniteraan")
    mine = asset(kasubag, name="Laptop", holder=giver, room="Ruang A")

    client.post(
        reverse("maintenance:hand_over", args=[mine.pk]),
        {"to_holder": taker.pk, "to_room": "Ruang B", "handed_on": "2026-11-13",
         "condition": "rusak-ringan", "with_it": "Tas dan pengisi daya"},
    )  # fmt: skip

    mine.refresh_from_db()
    done = Handover.objects.get()
    assert (mine.holder, mine.room, mine.unit, mine.condition) == (
        taker, "Ruang B", "Kepaniteraan", "rusak-ringan",
    )  # fmt: skip
    assert done.number == "1/BAST/PA.Mdn/2026"
    assert "serah terima Laptop" in Event.objects.get().summary
    assert verify(court) is None
    answer = client.get(done.get_absolute_url())
    assert answer["Content-Type"] == "application/pdf"
    said = words(answer.content)
    for word in ("Jumat, 13 November 2026", "Siti Rahmawati", "Agus Salim", "Tas dan pengisi daya",
                 "19880314 201101 2 009", "Rusak ringan", "Endah Wulandari"):  # fmt: skip
        assert word in said


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "tidak ada yang diserahterimakan"),
        ({"to_room": "Lain", "handed_on": TODAY + timedelta(days=1)}, "belum tiba"),
        ({"to_room": "Lain", "handed_on": date(2019, 1, 1)}, "baru diperoleh pada 1 Maret 2020"),
    ],
)
def test_handover_that_cannot_be_is_refused_and_changes_nothing(kasubag, changes, sentence):
    mine = asset(kasubag, room="Ruang A", acquired_on=date(2020, 3, 1))
    words = {"to_holder": None, "to_room": "Ruang A", "handed_on": TODAY, "condition": "baik"}

    with pytest.raises(Refusal, match=sentence):
        actions.hand_over(mine.pk, **words | changes, by=kasubag, at=make.MONDAY)

    assert not Handover.objects.exists()
    assert Asset.objects.get().room == "Ruang A"


def test_retired_asset_is_changed_no_more_until_it_is_taken_back(client, kasubag):
    mine = asset(kasubag)
    retire = reverse("maintenance:retire_asset", args=[mine.pk])

    client.post(retire, {"retired_on": "2026-11-16", "reason": "Rusak berat."})

    mine.refresh_from_db()
    assert mine.retired_reason == "Rusak berat."
    page = client.get(mine.get_absolute_url()).content.decode()
    assert "Dihentikan dari pemakaian sejak 16 November 2026." in page
    assert client.get(reverse("maintenance:edit_asset", args=[mine.pk])).status_code == 403
    said = rules.why_not_keep(kasubag, mine)
    assert said.startswith("Aset ini sudah dihentikan dari pemakaian pada 16 November 2026")
    client.post(reverse("maintenance:restore_asset", args=[mine.pk]))
    mine.refresh_from_db()
    assert (mine.retired_on, mine.retired_reason) == (None, "")
    assert Event.objects.count() == 2


def test_card_tells_what_happened_the_newest_first_also_on_paper(client, kasubag):
    mine = asset(kasubag, name="Pencetak", acquired_on=date(2023, 5, 2))
    client.post(
        reverse("maintenance:note_work", args=[mine.pk]),
        {"kind": "suku-cadang", "done_on": "2026-11-12", "summary": "Rol aus diganti.",
         "part": "Rol RM2-5452", "cost": "285000", "worker": "CV Sarana", "condition": "baik"},
    )  # fmt: skip
    work = AssetWork(
        asset=mine, kind="pemeriksaan", done_on=date(2026, 11, 14), summary="Kertas macet lagi.",
        worker="Dimas", condition="rusak-ringan",
    )  # fmt: skip
    actions.note_work(work, by=kasubag, at=make.MONDAY)

    card = client.get(mine.get_absolute_url()).context["card"]
    assert [(line.what, line.on.day) for line in card] == [
        ("Pemeriksaan", 14), ("Penggantian suku cadang", 12), ("Diperoleh", 2),
    ]  # fmt: skip
    mine.refresh_from_db()
    assert mine.condition == "rusak-ringan"
    said = words(client.get(reverse("maintenance:asset_card", args=[mine.pk])).content)
    for word in ("Kertas macet lagi.", "Rol RM2-5452", "Rp285.000", "2 Mei 2023"):
        assert word in said


def test_part_without_a_name_is_asked_for(client, kasubag):
    mine = asset(kasubag)

    answer = client.post(
        reverse("maintenance:note_work", args=[mine.pk]),
        {"kind": "suku-cadang", "done_on": "2026-11-12", "summary": "Rol aus diganti.",
         "worker": "CV Sarana", "condition": "baik"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Isi suku cadang yang dipasang." in answer.content.decode()
    assert not AssetWork.objects.exists()
