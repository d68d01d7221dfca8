"""Files that somebody sends by mistake, or means ill with."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from tests.maintenance import sheets


def named(name, content):
    return SimpleUploadedFile(name, content)


@cache
def _sixty_megapixels(kind):
    out = io.BytesIO()
    Image.new("L", (10_000, 6_000), 200).save(out, kind)
    return out.getvalue()


@cache
def _fifty_thousand_rows():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(sheets.HEADS)
    for number in range(50_000):
        sheet.append([f"3.10-{number}", *sheets.GOOD[1:]])
    return sheets.saved(book).read()


def huge_photo():
    return named("foto-besar.png", _sixty_megapixels("PNG"))


def broken_zip():
    return named("rusak.xlsx", sheets.xlsx(sheets.GOOD).read()[:700])


def broken_zip_as_letter():
    return named("surat.docx", b"PK\x03\x04" + b"bukan apa-apa" * 20)


def bare_zip():
    return named("semua.zip", sheets.xlsx(sheets.GOOD).read())


def program():
    return named("pasang.exe", b"MZ\x90\x00")


def nothing():
    return named("kosong.pdf", b"")


def torn_photo():
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "JPEG", quality=95)
    return named("robek.jpg", out.getvalue()[:1500])


def not_a_photo():
    return named("daftar.xlsx", sheets.xlsx(sheets.GOOD).read())


def page_as_photo():
    return named("foto.jpg", b"<script>alert(1)</script>")


def wrong_header():
    return named("anggaran.xlsx", sheets.xlsx(["1", "2"], heads=["Pagu", "Realisasi"]).read())


def many_rows():
    return named("semua-aset.xlsx", _fifty_thousand_rows())


def formula():
    row = ["3.10-1", "PC", "=HYPERLINK(1)", "Ruang PTSP", "Baik"]
    return named("rumus.xlsx", sheets.xlsx(row).read())


def formula_in_an_old_book():
    heads = ["Nomor lama", "Tanggal masuk", "Pemohon", "Perihal"]
    row = ["012/TI/2025", "2025-03-14", "Siti", "=HYPERLINK(1)"]
    return named("rumus.xlsx", sheets.xlsx(row, heads=heads).read())


def photo_as_sheet():
    return named("foto.xlsx", _sixty_megapixels("PNG"))


# What is wrong at which door, with a piece of the sentence that says so.
AS_PAPER = {
    huge_photo: "lebih dari 50 megapiksel",
    torn_photo: "tidak cocok dengan namanya, atau rusak",
    broken_zip: "tidak cocok dengan namanya, atau rusak",
    broken_zip_as_letter: "tidak cocok dengan namanya, atau rusak",
    bare_zip: "tidak diterima. Simpan sebagai",
    program: "tidak diterima. Simpan sebagai",
    nothing: "osong",
}
AS_PHOTO = {
    huge_photo: "lebih dari 50 megapiksel",
    torn_photo: "tidak cocok dengan namanya, atau rusak",
    page_as_photo: "tidak cocok dengan namanya, atau rusak",
    not_a_photo: "tidak diterima. Simpan sebagai",
    bare_zip: "tidak diterima. Simpan sebagai",
}
AS_SCAN = {
    huge_photo: "lebih dari 50 megapiksel",
    torn_photo: "tidak cocok dengan namanya, atau rusak",
    page_as_photo: "tidak cocok dengan namanya, atau rusak",
    not_a_photo: "tidak diterima. Simpan sebagai JPG, PNG, atau PDF",
    bare_zip: "tidak diterima. Simpan sebagai",
    program: "tidak diterima. Simpan sebagai",
    nothing: "osong",
}
AS_SHEET = {
    wrong_header: "Kolom",
    many_rows: "lebih dari",
    formula: "rumus",
    broken_zip: "rusak atau bukan Excel",
    photo_as_sheet: "rusak atau bukan Excel",
    program: "tidak diterima. Simpan sebagai",
    nothing: "osong",
}
AS_OLD_BOOK = {
    formula_in_an_old_book: "rumus",
    **{make_file: said for make_file, said in AS_SHEET.items() if make_file is not formula},
}
