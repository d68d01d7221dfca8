"""Which files are accepted, and in which shape they are kept.

A file is judged by its ending and its content together, against one list. Pictures are drawn
anew, so that nothing hides in them (place, camera, a second file); their size in pixels is bounded.
"""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import filetype
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageFile, ImageOps

from sopti.core import words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
OFFICE = {
    "docx": ("word/document.xml", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
ACCEPTED = (*PICTURES, "pdf", *OFFICE, "txt")
OF_THE_COLOURS = {"transparency", "icc_profile"}
MOST_PIXELS = 50_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class Kept:
    """A file as it is stored."""

    content: ContentFile[bytes]
    name: str
    content_type: str
    size: int
    sha256: str


def why_not_accept(file: UploadedFile[Any]) -> str | None:
    """Say why the file is not taken, and what to do instead."""
    name = shown_name(file.name or "")
    ending = _ending(name)
    if ending not in ACCEPTED:
        return (
            f"Lampiran “{name}” tidak diterima. Simpan sebagai JPG, PNG, PDF, DOCX, XLSX, atau TXT."
        )
    if not file.size:
        return f"Lampiran “{name}” kosong. Pilih berkas yang berisi."
    if file.size > settings.UPLOAD_MAX_BYTES:
        limit = words.file_size(settings.UPLOAD_MAX_BYTES)
        return f"Lampiran “{name}” terlalu besar. Paling besar {limit} tiap berkas."
    if ending in PICTURES and has_too_many_pixels(file):
        most = words.number(MOST_PIXELS // 1_000_000)
        return f"Lampiran “{name}” lebih dari {most} megapiksel. Perkecil dulu, lalu pilih lagi."
    if not _is_what_it_says(file, ending):
        return (
            f"Isi lampiran “{name}” tidak cocok dengan namanya, atau rusak. Simpan ulang berkasnya."
        )
    return None


def cleaned(file: UploadedFile[Any]) -> Kept:
    """Return the file as it is to be stored: random name, pictures drawn anew."""
    name = shown_name(file.name or "")
    ending = _ending(name)
    file.seek(0)
    content = _redrawn(file, PICTURES[ending]) if ending in PICTURES else file.read()
    stored = ContentFile(content, name=f"{uuid.uuid4().hex}.{ending}")
    return Kept(
        stored, name, _content_type(ending), len(content), hashlib.sha256(content).hexdigest()
    )


def shown_name(name: str) -> str:
    """Return the name without folders, control or direction characters, at most 120 long."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    safe = "".join(letter for letter in bare if letter.isprintable()).strip(" .") or "berkas"
    stem, dot, ending = safe.rpartition(".")
    return f"{stem[:110]}{dot}{ending[:10]}" if dot else safe[:120]


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _content_type(ending: str) -> str:
    if ending in PICTURES:
        return f"image/{PICTURES[ending].lower()}"
    if ending in OFFICE:
        return f"application/{OFFICE[ending][1]}"
    return {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}[ending]


def _is_what_it_says(file: UploadedFile[Any], ending: str) -> bool:
    file.seek(0)
    if ending in PICTURES:
        return _is_picture(file, PICTURES[ending])
    if ending in OFFICE:
        return _is_office(file, OFFICE[ending][0])
    if ending == "pdf":
        return bool(filetype.guess_extension(file.read(4096)) == "pdf")
    return _is_text(file.read())


def has_too_many_pixels(file: UploadedFile[Any]) -> bool:
    """Tell it from the head of the picture, before anything of it is drawn."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return picture.width * picture.height > MOST_PIXELS
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return True
    except (OSError, ValueError, SyntaxError):
        return False  # no picture at all


def _is_picture(file: UploadedFile[Any], kind: str) -> bool:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint sets it for the whole process
    try:
        with Image.open(file) as picture:
            fits = picture.format == kind and picture.width * picture.height <= MOST_PIXELS
            if fits:
                picture.load()  # a torn file shows only when it is drawn
            return fits
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _is_office(file: UploadedFile[Any], part: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False
    return part in names and not any(name.endswith("vbaProject.bin") for name in names)


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _redrawn(file: UploadedFile[Any], kind: str) -> bytes:
    with Image.open(file) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGB") if kind == "JPEG" else upright
        # Else remarks are written along: what somebody wrote into the file, and where it was made.
        plain.info = {name: told for name, told in plain.info.items() if name in OF_THE_COLOURS}
        out = io.BytesIO()
        plain.save(out, kind, quality=88)
    return out.getvalue()
