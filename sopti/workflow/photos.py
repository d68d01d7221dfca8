"""A photo of a room: a picture, drawn anew and made small, without where it was taken."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from PIL import Image

from sopti.workflow import uploads

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST = 1600  # pixels; enough to read a sticker, small enough for a phone


def why_not_accept(file: UploadedFile[Any]) -> str | None:
    """Say why the photo is not taken, and what to do instead."""
    name = uploads.shown_name(file.name or "")
    if name.rpartition(".")[2].lower() not in uploads.PICTURES:
        return f"Foto “{name}” tidak diterima. Simpan sebagai JPG, PNG, atau WebP."
    reason = uploads.why_not_accept(file)
    return reason.replace("lampiran", "foto").replace("Lampiran", "Foto") if reason else None


def cleaned(file: UploadedFile[Any], *, longest: int = LONGEST) -> uploads.Kept:
    """Return the photo as it is to be stored: random name, no traces, its longer side bounded."""
    kept = uploads.cleaned(file)
    with Image.open(kept.content) as picture:
        if max(picture.size) <= longest:
            kept.content.seek(0)
            return kept
        small = picture.copy()
        small.thumbnail((longest, longest))
        out = io.BytesIO()
        small.save(out, picture.format, quality=86)
    drawn = out.getvalue()
    content = ContentFile(drawn, name=kept.content.name)
    digest = hashlib.sha256(drawn).hexdigest()
    return uploads.Kept(content, kept.name, kept.content_type, len(drawn), digest)
