"""Files that somebody means ill with, made anew each time, and what is to become of each.

`kept` says whether a letter to a case may be one: then it is stored, and given out as what it is;
all others are refused with a sentence. A picture is drawn anew, so its bytes differ from what came.
"""

# ruff: noqa: E501 (one file, one line)

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from PIL import Image

SCRIPT = b"<script>alert(document.domain)</script>"
PLACE = b"RUMAH-SAYA-7.629S"  # stands for the place and the camera that a photo tells
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
)
PDF_END = b"trailer<</Root 1 0 R>>\n%%EOF\n"
LIMIT = 10_000_000
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WORD, SHEET = "word/document.xml", "xl/workbook.xml"


@dataclass(frozen=True)
class Ill:
    """A file as it is sent, and whether it is kept."""

    name: str
    content: bytes
    kept: bool = False
    content_type: str = ""


def picture(kind="JPEG", size=(40, 30), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **saved)
    return out.getvalue()


def photo_that_tells():
    told = Image.Exif()
    told[0x010E], told[0x0110] = PLACE.decode(), "<script>alert(1)</script>"
    told.get_ifd(0x8825)[1] = "S"
    return picture(exif=told)


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(part, **more):
    return archive(**{"[Content_Types].xml": "<Types/>", part: "<w/>"} | more)


# ------------------------------------------------------------------------------------------ bombs
@cache
def zeros(count):
    """Return so many zeros as a deflate stream, without ever writing them: one piece, repeated."""
    piece = 64_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"\x00" * piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * (count // piece) + b"\x03\x00"


def packed_by_hand(parts, *, overlap=False):
    """Return an archive of (name, deflated, size) that nobody has unpacked; its CRCs are wrong."""
    body, directory, place = io.BytesIO(), io.BytesIO(), 0
    for name, data, size in parts:
        if not (overlap and body.tell()):
            place = body.tell()
            body.write(_head(b"PK\x03\x04", name, data, size) + name.encode() + data)
        head = _head(b"PK\x01\x02\x14\x00", name, data, size)
        directory.write(head + struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode())
    sizes = (len(parts), len(parts), directory.tell(), body.tell(), 0)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *sizes)
    return body.getvalue() + directory.getvalue() + end


def _head(mark, name, data, size):
    return mark + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(data), size, len(name), 0)


def ten_gigabytes(*parts):
    """Return an archive of ten million bytes that unpacks to ten thousand times a million."""
    sizes = [3_328_000_000, 3_328_000_000, 3_328_000_000][: max(len(parts), 1)]
    return packed_by_hand(
        [(name, zeros(size), size) for name, size in zip(parts, sizes, strict=False)]
    )


def flood(width, height):
    """Return the head of a picture that says it is so large, with hardly anything behind."""
    rows = zlib.compress(b"\x00" * 1000)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows)]
    made = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in [*chunks, (b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + made


def laughs():
    told = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    return f'<!DOCTYPE x [<!ENTITY a "ha">{told}]><sst>&i;</sst>'


def nested(depth=6):
    inner = archive(a=b"\x00" * 1_000_000)
    for _ in range(depth):
        inner = archive(**{f"{number}.zip": inner for number in range(8)})
    return inner


BOMBS = {
    "ten gigabytes as a letter": lambda: Ill("surat.docx", ten_gigabytes(WORD, "a", "b"), kept=True),
    "ten gigabytes as a sheet": lambda: Ill("aset.xlsx", ten_gigabytes("xl/worksheets/sheet1.xml", "a", "b")),
    "ten gigabytes bare": lambda: Ill("semua.zip", ten_gigabytes("a", "b", "c")),
    "overlapping parts": lambda: Ill("aset.xlsx", packed_by_hand(
        [(f"xl/{one}", zeros(64_000_000), 64_000_000) for one in range(250)], overlap=True)),
    "archives in archives": lambda: Ill("aset.xlsx", nested()),
    "twenty thousand parts": lambda: Ill("aset.xlsx", packed_by_hand(
        [(f"x{one}", b"\x03\x00", 0) for one in range(20_000)])),
    "laughing sheet": lambda: Ill("aset.xlsx", office(SHEET, **{"xl/sharedStrings.xml": laughs()}), kept=True),
    "laughing letter": lambda: Ill("surat.docx", office(WORD, **{"word/styles.xml": laughs()}), kept=True),
    "entity of a file": lambda: Ill("aset.xlsx", office("x", **{
        "xl/styles.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'})),
    "2,500 megapixels": lambda: Ill("foto.png", flood(50_000, 50_000)),
    "more pixels than there are numbers": lambda: Ill("foto.png", flood(2**31 - 1, 2**31 - 1)),
    "pixels of nothing": lambda: Ill("foto.png", flood(0, 0)),
}  # fmt: skip

DISGUISES = {
    "svg": lambda: Ill("gambar.svg", SVG),
    "svg as png": lambda: Ill("gambar.png", SVG, content_type="image/png"),
    "svg as jpg, said to be svg": lambda: Ill("gambar.jpg", SVG, content_type="image/svg+xml"),
    "svg with a foreign object": lambda: Ill("x.svg", b"<svg><foreignObject><body onload='x'/></foreignObject></svg>"),
    "svg as a letter": lambda: Ill("surat.pdf", SVG),
    "page": lambda: Ill("halaman.html", SCRIPT),
    "page of the old kind": lambda: Ill("halaman.htm", SCRIPT),
    "page as xhtml": lambda: Ill("halaman.xhtml", SCRIPT),
    "page as pdf": lambda: Ill("surat.pdf", b"<html>" + SCRIPT, content_type="application/pdf"),
    "page as png": lambda: Ill("foto.png", b"<html>" + SCRIPT, content_type="image/png"),
    "page as text": lambda: Ill("catatan.txt", b"<html>" + SCRIPT, kept=True, content_type="text/html"),
    "page with two endings": lambda: Ill("surat.pdf.html", PDF + PDF_END),
    "xml": lambda: Ill("data.xml", b"<a/>"),
    "script": lambda: Ill("kode.js", b"alert(1)"),
    "page of mails": lambda: Ill("arsip.mht", b"MIME-Version: 1.0\r\n"),
    "program": lambda: Ill("pasang.exe", b"MZ\x90\x00"),
    "program as pdf": lambda: Ill("surat.pdf", b"MZ\x90\x00" + PDF),
    "shortcut": lambda: Ill("tautan.lnk", b"L\x00\x00\x00"),
    "screen saver": lambda: Ill("layar.scr", b"MZ"),
    "php": lambda: Ill("x.php", b"<?php system($_GET[0]);"),
    "php behind png": lambda: Ill("x.png.php", picture("PNG")),
    "settings of a server": lambda: Ill(".htaccess", b"AddType text/html .txt"),
    "macros in a letter": lambda: Ill("surat.docm", office(WORD, **{"word/vbaProject.bin": b"x"})),
    "macros behind docx": lambda: Ill("surat.docx", office(WORD, **{"word/vbaProject.bin": b"x"})),
    "macros behind xlsx": lambda: Ill("aset.xlsx", office(SHEET, **{"xl/vbaProject.bin": b"x"})),
    "macros in a sheet": lambda: Ill("aset.xlsm", office(SHEET)),
    "archive with a way out": lambda: Ill("aset.xlsx", archive(**{"../../x": "x"})),
    "archive with an absolute way": lambda: Ill("aset.xlsx", archive(**{"/etc/cron.d/x": "x"})),
    "archive as pdf": lambda: Ill("surat.pdf", office(WORD)),
    "the virus that is none": lambda: Ill("uji.com", EICAR),
    "old office": lambda: Ill("lama.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    "gif": lambda: Ill("gambar.gif", picture("GIF")),
    "gif as jpg": lambda: Ill("gambar.jpg", picture("GIF")),
    "png as jpg": lambda: Ill("gambar.jpg", picture("PNG")),
    "gif that is a script": lambda: Ill("gambar.gif", b"GIF89a=1;alert(1)//"),
    "torn jpg": lambda: Ill("foto.jpg", picture(size=(400, 300))[:600]),
    "head of a jpg": lambda: Ill("foto.jpg", b"\xff\xd8\xff\xe0"),
    "tiff as png": lambda: Ill("foto.png", picture("TIFF")),
    "text with a null": lambda: Ill("catatan.txt", b"a\x00b"),
    "text of another alphabet": lambda: Ill("catatan.txt", "halo".encode("utf-16")),
}  # fmt: skip

POLYGLOTS = {
    "pdf that is a page": lambda: Ill("surat.pdf", PDF + SCRIPT + PDF_END, kept=True, content_type="text/html"),
    "pdf that is an archive": lambda: Ill("surat.pdf", PDF + PDF_END + archive(a="x"), kept=True),
    "pdf with a script": lambda: Ill("surat.pdf", PDF + b"3 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n" + PDF_END, kept=True),
    "pdf that starts a program": lambda: Ill("surat.pdf", PDF + b"3 0 obj<</S/Launch/F(cmd.exe)>>endobj\n" + PDF_END, kept=True),
    "pdf of which nothing is left": lambda: Ill("surat.pdf", b"%PDF-1.4\n", kept=True),
    "jpg that tells": lambda: Ill("foto.jpg", photo_that_tells(), kept=True),
    "jpg with a page in its remark": lambda: Ill("foto.jpg", picture(comment=SCRIPT), kept=True),
    "jpg with an archive behind": lambda: Ill("foto.jpg", picture() + archive(a="x"), kept=True),
    "png with php behind": lambda: Ill("foto.png", picture("PNG") + b"<?php system($_GET[0]);", kept=True, content_type="text/html"),
    "webp with a page behind": lambda: Ill("foto.webp", picture("WEBP") + SCRIPT, kept=True),
}  # fmt: skip

SIZES = {
    "nothing": lambda: Ill("kosong.pdf", b""),
    "one byte": lambda: Ill("surat.pdf", b"%"),
    "one letter": lambda: Ill("catatan.txt", b"a", kept=True),
    "as much as is allowed": lambda: Ill("catatan.txt", b"a" * LIMIT, kept=True),
    "one more than is allowed": lambda: Ill("catatan.txt", b"a" * (LIMIT + 1)),
}

TEXT = b"isi biasa"
NAMES = {
    "right to left": lambda: Ill("surat\u202efdp.txt", TEXT, kept=True),
    "right to left hides the ending": lambda: Ill("surat\u202etxt.exe", TEXT),
    "no width": lambda: Ill("su\u200brat.txt", TEXT, kept=True),
    "picture signs": lambda: Ill("\U0001f4c4\U0001f600.txt", TEXT, kept=True),
    "composed": lambda: Ill("re\u0301sume\u0301.txt", TEXT, kept=True),
    "control signs": lambda: Ill("a\x1b[31m\x07b.txt", TEXT, kept=True),
    "way out": lambda: Ill("../../../etc/passwd.txt", TEXT, kept=True),
    "way out of the other kind": lambda: Ill("..\\..\\windows\\x.txt", TEXT, kept=True),
    "absolute": lambda: Ill("/etc/cron.d/x.txt", TEXT, kept=True),
    "quotes and a header": lambda: Ill('a";filename="b.html\r\nX-A: b.txt', TEXT),
    "name of a device": lambda: Ill("CON.txt", TEXT, kept=True),
    "dot at the end": lambda: Ill("surat.txt.", TEXT, kept=True),
    "blank at the end": lambda: Ill("surat.txt ", TEXT, kept=True),
    "only an ending": lambda: Ill(".txt", TEXT, kept=True),
    "very long": lambda: Ill("a" * 400 + ".txt", TEXT, kept=True),
    "page in the name": lambda: Ill("<img src=x onerror=alert(1)>.txt", TEXT, kept=True),
    "formula in the name": lambda: Ill("=cmd|'/c calc'!A1.txt", TEXT, kept=True),
    "percent": lambda: Ill("%2e%2e%2f%00.txt", TEXT, kept=True),
}

CORPUS = BOMBS | DISGUISES | POLYGLOTS | SIZES | NAMES
