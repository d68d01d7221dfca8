"""Files for the import: good ones, and those that somebody means ill with."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADS = ["NUP", "Jenis", "Nama aset", "Ruang", "Kondisi"]
GOOD = ["3.10-1", "PC", "PC loket", "Ruang PTSP", "Baik"]


def csv(*rows, heads=HEADS, name="aset.csv", divider=";", encoding="utf-8-sig"):
    lines = [divider.join(map(str, row)) for row in (heads, *rows)]
    return SimpleUploadedFile(name, "\r\n".join(lines).encode(encoding))


def xlsx(*rows, heads=HEADS, name="aset.xlsx"):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aset")
    for row in (heads, *rows):
        sheet.append(list(row))
    return saved(book, name)


def saved(book, name="aset.xlsx"):
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def with_part(name, content, *, of=None):
    """A workbook in which one part was replaced: a sheet of zeros, a DTD, thousands of parts."""
    original = zipfile.ZipFile(io.BytesIO((of or xlsx(GOOD)).read()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in original.namelist():
            if part != name:
                archive.writestr(part, original.read(part))
        with archive.open(name, "w") as stream:
            for piece in content:
                stream.write(piece)
    return SimpleUploadedFile("aset.xlsx", out.getvalue())


def bomb():
    return with_part("xl/worksheets/sheet1.xml", (b" " * 1_000_000 for _ in range(60)))


def laughing():
    dtd = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY a "&lol;&lol;">]>'
    return with_part("xl/sharedStrings.xml", [dtd + b"<sst>&a;</sst>"])


def far_row():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="9999999999"><c r="A9999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    return with_part("xl/worksheets/sheet1.xml", [sheet])


def torn():
    whole = xlsx(GOOD).read()
    return SimpleUploadedFile("aset.xlsx", whole[: len(whole) // 2])
