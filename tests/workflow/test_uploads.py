"""Which files are taken, and what is kept of them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sopti.workflow import uploads


def picture(kind="JPEG", size=(40, 30), **how):
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **how)
    return out.getvalue()


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
SHEET = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("layar.jpg", picture()),
        ("LAYAR.JPEG", picture()),
        ("layar.png", picture("PNG")),
        ("surat.pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("surat.docx", WORD),
        ("daftar.xlsx", SHEET),
        ("catatan.txt", b"Sudah dicoba nyalakan ulang."),
    ],
)
def test_files_of_the_list_are_taken(name, content):
    assert uploads.why_not_accept(SimpleUploadedFile(name, content)) is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("layar.heic", b"x", "Simpan sebagai JPG, PNG"),
        ("halaman.html", b"<script>", "Simpan sebagai JPG, PNG"),
        ("gambar.svg", b"<svg/>", "Simpan sebagai JPG, PNG"),
        ("tanpa-akhiran", b"x", "Simpan sebagai JPG, PNG"),
        ("layar.png", b"", "kosong"),
        ("layar.png", b"<html>", "tidak cocok dengan namanya"),
        ("layar.png", picture("JPEG"), "tidak cocok dengan namanya"),
        ("layar.jpg", picture()[:60], "tidak cocok dengan namanya"),
        ("foto.jpg", picture(size=(400, 300), quality=95)[:1500], "tidak cocok dengan namanya"),
        ("surat.pdf", b"MZ\x90\x00", "tidak cocok dengan namanya"),
        ("surat.docx", office("lain.xml"), "tidak cocok dengan namanya"),
        ("surat.docx", SHEET, "tidak cocok dengan namanya"),
        ("surat.docx", office("word/document.xml", "word/vbaProject.bin"), "tidak cocok"),
        ("catatan.txt", b"a\x00b", "tidak cocok dengan namanya"),
        ("catatan.txt", b"\xff\xfe", "tidak cocok dengan namanya"),
    ],
)
def test_other_files_are_refused_with_a_sentence(name, content, reason):
    said = uploads.why_not_accept(SimpleUploadedFile(name, content))

    assert said is not None
    assert reason in said
    assert name in said


def test_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 100

    assert "terlalu besar" in uploads.why_not_accept(SimpleUploadedFile("a.txt", b"x" * 101))
    assert uploads.why_not_accept(SimpleUploadedFile("a.txt", b"x" * 100)) is None


def test_picture_is_drawn_anew_without_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x010E] = "di rumah Bapak"
    file = SimpleUploadedFile("foto.jpg", picture(exif=exif) + b"<?php evil ?>")

    kept = uploads.cleaned(file)

    stored = kept.content.read()
    assert b"di rumah" not in stored
    assert b"<?php" not in stored
    assert Image.open(io.BytesIO(stored)).size == (40, 30)
    assert kept.size == len(stored)


def test_stored_name_is_random_and_the_shown_one_is_bare():
    file = SimpleUploadedFile("catatan.txt", b"isi")
    file._name = "../../etc/\u202epas\x07swd.txt"  # noqa: SLF001 (a browser may send it)

    first, second = uploads.cleaned(file), uploads.cleaned(file)

    assert first.name == "passwd.txt"
    assert first.content.name != second.content.name
    assert "/" not in first.content.name
    assert "passwd" not in first.content.name


def test_picture_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 1000)

    said = uploads.why_not_accept(SimpleUploadedFile("besar.png", picture("PNG", (40, 30))))

    assert said == "Lampiran “besar.png” lebih dari 0 megapiksel. Perkecil dulu, lalu pilih lagi."
