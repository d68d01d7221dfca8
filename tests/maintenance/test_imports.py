"""Assets from a spreadsheet: everything checked, nothing written, then all of it or nothing."""

import io
import tracemalloc

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from maintenance.assets.imports import actions
from maintenance.assets.imports.columns import COLUMNS
from maintenance.assets.imports.reading import read
from maintenance.assets.models import Asset, AssetImport
from sopti.core.errors import Refusal
from sopti.people.models import Court, User
from sopti.workflow.models import Event
from tests import make
from tests.maintenance import sheets
from tests.maintenance.sheets import GOOD, HEADS
from tests.maintenance.shelf import asset, kind, licence

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

IMPORT = reverse("maintenance:import_assets")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def operator(client):
    kind()
    person = make.user("operator_ti", full_name="Dimas Prasetyo")
    client.force_login(person)
    return person


def upload(client, file, mode="lewati"):
    return client.post(IMPORT, {"file": file, "mode": mode}, follow=True)


def carry_out(client):
    waiting = AssetImport.objects.filter(applied_at=None).latest("pk")
    return client.post(reverse("maintenance:import_carry_out", args=[waiting.pk]), follow=True)


def sentences(answer):
    return {row.number: row.wrong for row in answer.context["wrong"]}


# ------------------------------------------------------------------------------------- good files
@pytest.mark.parametrize("file", [
    lambda: sheets.xlsx(GOOD),
    lambda: sheets.csv(GOOD),
    lambda: sheets.csv(GOOD, divider=","),
    lambda: sheets.csv(GOOD, divider="\t", encoding="cp1252"),
    lambda: sheets.csv(GOOD, heads=[" nup", "JENIS  aset", "nama_barang", "Lokasi", "KONDISI"]),
    lambda: sheets.csv(["", *GOOD], heads=["", *HEADS]),
])  # fmt: skip
def test_file_is_shown_first_and_written_by_one_click(client, operator, file):
    answer = upload(client, file())

    assert dict(answer.context["numbers"])["baru"] == 1
    assert not Asset.objects.exists()
    answer = carry_out(client)
    made = Asset.objects.get()
    assert (made.nup, made.kind.name, made.name, made.room, made.condition) == (
        "3.10-1", "PC", "PC loket", "Ruang PTSP", "baik",
    )  # fmt: skip
    assert made.history.get().history_user == operator
    assert "Impor selesai: 1 aset baru." in answer.content.decode()
    assert "mengimpor aset dari" in Event.objects.get().summary


def test_template_with_its_example_is_taken_as_it_is(client, operator):
    file = client.get(reverse("maintenance:import_template"))
    content = b"".join(file.streaming_content)

    answer = upload(client, SimpleUploadedFile("templat-aset.xlsx", content))

    assert sentences(answer) == {}
    carry_out(client)
    made = Asset.objects.get()
    assert (made.price, str(made.warranty_until)) == (15400000, "2028-03-13")


def facts(court):
    keys = [one.key for one in COLUMNS if one.key not in {"kind", "holder", "seats", "expires_on"}]
    others = ("kind__name", "holder__full_name", "licence__seats", "licence__expires_on")
    return list(Asset.objects.filter(court=court).order_by("nup").values_list(*keys, *others))


@pytest.fixture
def four_odd_assets(operator):
    boss = make.user("kasubag_ptip", court=operator.court, full_name="Endah, S.Kom.")
    odd = "=SUM(A1)\n-dua  baris; \"kutip\", 'petik'"
    asset(operator, name="=1+1", maker="+62", note=odd, price=0, holder=boss, serial="0012")
    asset(operator, name="'@awas", acquired_on="2024-02-29", condition="rusak-berat", unit="TI")
    licence(operator, seats=7, expires_on="2027-01-31")
    retired = asset(operator, specification="8 GB")
    Asset.objects.filter(pk=retired.pk).update(retired_on="2026-01-02", retired_reason="Hilang.")
    return boss


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_was_exported_comes_back_the_same(client, four_odd_assets, ending):
    client.force_login(four_odd_assets)
    file = client.get(reverse(f"maintenance:assets_{ending}"), {"keadaan": "semua"})
    content = b"".join(file.streaming_content)
    theirs = make.user("kasubag_ptip", full_name="Endah, S.Kom.")

    client.force_login(theirs)
    answer = upload(client, SimpleUploadedFile(f"aset.{ending}", content))
    assert sentences(answer) == {}
    carry_out(client)

    assert facts(theirs.court) == facts(four_odd_assets.court)
    answer = upload(client, SimpleUploadedFile(f"aset.{ending}", content), mode="perbarui")
    assert [count for _, count in answer.context["numbers"]] == [0, 0, 4, 0]


def test_export_holds_no_formula_and_only_what_the_viewer_may_see(client, operator):
    clerk = make.user(court=operator.court)
    asset(operator, name="=1+1", holder=clerk)
    asset(operator, name="Rahasia")
    client.force_login(clerk)

    book = load_workbook(
        io.BytesIO(b"".join(client.get(reverse("maintenance:assets_xlsx")).streaming_content))
    )
    text = b"".join(client.get(reverse("maintenance:assets_csv")).streaming_content).decode()

    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'=1+1" in text
    assert "Rahasia" not in text


# ------------------------------------------------------------------------------------ what exists
def test_asset_that_is_there_is_left_alone_or_renewed_as_chosen(client, operator):
    mine = asset(operator, nup="3.10-1", name="Nama lama", room="Ruang PTSP", note="Tetap")
    answer = upload(client, sheets.csv(GOOD))
    assert dict(answer.context["numbers"])["sudah sama atau dilewati"] == 1
    with pytest.raises(Refusal, match="semua baris sudah tercatat"):
        actions.carry_out(AssetImport.objects.get().pk, by=operator, at=make.MONDAY)

    answer = upload(client, sheets.csv(GOOD), mode="perbarui")
    assert answer.context["rows"][0].changes == ["Nama aset"]
    carry_out(client)

    mine.refresh_from_db()
    assert (mine.name, mine.note) == ("PC loket", "Tetap")
    assert mine.history.count() == 2
    assert mine.history.latest().history_user == operator


def test_each_wrong_row_is_named_with_its_number_and_nothing_is_written(client, operator):
    asset(operator, nup="9-9", name="Sudah hilang")
    Asset.objects.update(retired_on="2026-01-02", retired_reason="Hilang.")
    heads = [*HEADS, "Pemegang", "Harga", "Garansi", "Jumlah lisensi"]
    rows = [
        [*GOOD, "dimas prasetyo", "Rp1.500.000", "14 Maret 2027", ""],
        ["3.10 - 1", *GOOD[1:], "", "", "", ""],
        ["", "Kulkas", "", "Ruang", "Bagus", "Siapa", "murah", "31-02-2026", "2"],
        ["3-4", "Lisensi perangkat lunak", "Antivirus", "TI", "baik", "", "", "1999-01-01", ""],
        ["9-9", *GOOD[1:], "", "", "", ""],
    ]

    answer = upload(client, sheets.csv(*rows, heads=heads), mode="perbarui")

    assert sentences(answer) == {
        3: ["NUP: 3.10-1 sudah ada di baris 2."],
        4: [
            "Kondisi: tulis Baik, Rusak ringan, atau Rusak berat.",
            "Harga perolehan (Rp): tulis angka rupiah saja, misalnya 15400000.",
            "Garansi sampai: tulis tanggalnya seperti 2025-03-14 atau 14-03-2025.",
            "Jenis: “Kulkas” tidak dikenal; lihat halaman Jenis aset.",
            "Pemegang: “Siapa” tidak ditemukan; tulis nama lengkap atau NIP.",
            "NUP: masih kosong.",
            "Nama aset: masih kosong.",
        ],
        5: [
            "Garansi sampai: tahunnya harus antara 2000 dan 2100.",
            "Jumlah lisensi: masih kosong; tulis berapa lisensi yang dimiliki.",
        ],
        6: ["NUP 9-9 sudah dihentikan dari pemakaian; tidak diubah lagi."],
    }
    assert "Catat" not in answer.content.decode().partition("<h1")[2].partition("Yang terbaca")[0]
    with pytest.raises(Refusal, match="4 baris masih salah"):
        actions.carry_out(AssetImport.objects.get().pk, by=operator, at=make.MONDAY)
    assert Asset.objects.count() == 1


def test_formula_is_named_and_never_carried_out(client, operator):
    book = Workbook()
    for row in (HEADS, [GOOD[0], "PC", '=HYPERLINK("http://x","y")', *GOOD[3:]]):
        book.active.append(row)

    said = [
        sentences(upload(client, file))[2]
        for file in (sheets.saved(book), sheets.csv([GOOD[0], "PC", "=1+1", *GOOD[3:]]))
    ]

    assert said == [["Nama aset: berisi rumus; salin sebagai nilai (tempel khusus, nilai)."]] * 2


def test_unknown_columns_are_told_and_not_read(client, operator):
    answer = upload(client, sheets.csv([*GOOD, "x"], heads=[*HEADS, "Warna"]))

    assert "tidak dikenal dan tidak dibaca: Warna." in answer.content.decode()


def test_only_kasubag_brings_in_what_was_retired(client, operator):
    heads = [*HEADS, "Dihentikan tanggal", "Alasan dihentikan"]
    file = [*GOOD, "2026-01-02", "Hilang."]

    assert sentences(upload(client, sheets.csv(file, heads=heads))) == {
        2: ["Dihentikan tanggal: hanya dimuat oleh Kasubag PTIP."]
    }
    client.force_login(make.user("kasubag_ptip", court=operator.court))
    upload(client, sheets.csv(file, heads=heads))
    carry_out(client)
    assert Asset.objects.get().retired_reason == "Hilang."


# ------------------------------------------------------------------------------------ wrong files
def rows_of(count):
    return sheets.xlsx(*([f"3-{number}", *GOOD[1:]] for number in range(count)))


WRONG = [
    (lambda: sheets.csv(GOOD, heads=["A", "B", "C", "D", "E"]), "Kolom NUP, Jenis, Nama aset"),
    (lambda: sheets.csv(GOOD, heads=[*HEADS[:4], "NUP"]), "Kolom Kondisi tidak ditemukan"),
    (lambda: sheets.csv([*GOOD, ""], heads=[*HEADS, "nup"]), "Kolom NUP ada lebih dari satu."),
    (sheets.csv, "tidak memuat satu aset pun"),
    (lambda: SimpleUploadedFile("aset.xlsx", b""), "kosong"),
    (lambda: SimpleUploadedFile("aset.csv", b"\r\n ; ;\r\n"), "tidak memuat apa-apa"),
    (lambda: SimpleUploadedFile("aset.csv", b"a\x00b"), "bukan teks CSV"),
    (lambda: SimpleUploadedFile("aset.csv", b'NUP;"' + b"x" * 200_000), "tidak terbaca sebagai"),
    (lambda: SimpleUploadedFile("aset.csv", sheets.xlsx(GOOD).read()), "bukan CSV"),
    (lambda: SimpleUploadedFile("aset.pdf", b"%PDF-1.7"), "Simpan sebagai Excel (.xlsx) atau CSV"),
    (lambda: SimpleUploadedFile("aset.xls", b"\xd0\xcf\x11\xe0 lama"), "berformat Excel lama"),
    (lambda: SimpleUploadedFile("aset.xlsx", b"bukan zip"), "rusak atau bukan Excel"),
    (sheets.torn, "rusak atau bukan Excel"),
    (sheets.laughing, "rusak atau bukan Excel"),
    (sheets.far_row, "lebih dari 5.000 baris"),
    (sheets.bomb, "terlalu besar setelah dibuka"),
    (lambda: rows_of(50_000), "lebih dari 5.000 baris"),
]


@pytest.mark.parametrize(("file", "sentence"), WRONG)
def test_wrong_file_gets_a_clear_sentence_and_changes_nothing(client, operator, file, sentence):
    before = AssetImport.objects.count()
    answer = upload(client, file())

    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&amp;", "&")
    assert (Asset.objects.count(), AssetImport.objects.count()) == (0, before)


@pytest.mark.parametrize("file", [sheets.bomb, lambda: rows_of(20_000)])
def test_wrong_file_takes_little_memory(file):
    made = file()

    tracemalloc.start()
    with pytest.raises(Refusal):
        read(made)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 25_000_000


def test_huge_file_is_refused_before_it_is_opened(client, operator, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    answer = upload(client, sheets.csv(*[GOOD] * 100))

    assert "terlalu besar. Paling besar 1 kB." in answer.content.decode()


# -------------------------------------------------------------------------- whose, how many, once
def test_import_is_its_senders_own(client, operator):
    upload(client, sheets.csv(GOOD))
    address = reverse("maintenance:import_preview", args=[AssetImport.objects.get().pk])

    client.force_login(make.user("operator_ti", court=operator.court))
    assert client.get(address).status_code == 404
    client.force_login(make.user(court=operator.court))
    assert client.get(IMPORT).status_code == 403
    assert not Asset.objects.exists()


def test_one_import_is_carried_out_once(client, operator):
    upload(client, sheets.csv(GOOD))
    carry_out(client)
    kept = AssetImport.objects.get()

    with pytest.raises(Refusal, match="sudah dimuat"):
        actions.carry_out(kept.pk, by=operator, at=make.MONDAY)
    assert kept.rows == []
    assert Asset.objects.count() == 1


def test_file_that_nobody_said_a_word_about_is_forgotten(client, operator):
    upload(client, sheets.csv(GOOD))

    actions.forget_old(make.MONDAY + actions.KEPT_FOR)
    assert AssetImport.objects.exists()
    actions.forget_old(make.MONDAY + actions.KEPT_FOR * 2)
    assert not AssetImport.objects.exists()


def test_check_takes_the_same_few_queries_for_1_row_and_for_300(client, operator):
    counts = []
    for rows in (1, 300):
        for number in range(rows):
            made = Asset(court=operator.court, nup=f"3-{number}", kind=kind(), name="PC",
                         room="TI", added_at=make.MONDAY)  # fmt: skip
            if not Asset.objects.filter(nup=made.nup).exists():
                made.save()
        upload(client, rows_of(rows), mode="perbarui")
        address = reverse("maintenance:import_preview", args=[AssetImport.objects.get().pk])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_nobody_of_another_court_becomes_a_holder(client, operator):
    make.user(full_name="Orang Lain")

    answer = upload(client, sheets.csv([*GOOD, "Orang Lain"], heads=[*HEADS, "Pemegang"]))

    assert sentences(answer) == {
        2: ["Pemegang: “Orang Lain” tidak ditemukan; tulis nama lengkap atau NIP."]
    }
    assert Court.objects.count() == 2
    assert User.objects.count() == 2
