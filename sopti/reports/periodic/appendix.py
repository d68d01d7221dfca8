"""The photos of the appendix: drawn small once, and kept with the reports under their own name.

The rooms may throw their photos away; a report that was signed still has its copies.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from sopti.reports.periodic.content import KeptPhoto

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.workflow.chapters import Chapter, Photo

log = logging.getLogger(__name__)
MOST = 24  # offered for one report
CHOSEN = 8  # ticked from the beginning
LONGEST = 900  # pixels: 76 mm wide on paper at 300 dots an inch
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def keep_photos(found: Iterable[Chapter]) -> tuple[KeptPhoto, ...]:
    """Return the photos of the chapters, each with a small copy of ours; what is lost is left."""
    kept: dict[str, KeptPhoto] = {}
    for chapter in found:
        for photo in chapter.photos:
            if len(kept) < MOST and photo.sha256 not in kept:
                copy = _kept(chapter.key, photo)
                kept |= {photo.sha256: copy} if copy else {}
    return tuple(kept.values())


def path_of(photo: KeptPhoto) -> Path | None:
    """Return where the copy lies, or None when it is lost or is not what was kept."""
    try:
        path = Path(default_storage.path(photo.file))
        told = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    return path if told == photo.sha256 else None


def _kept(chapter: str, photo: Photo) -> KeptPhoto | None:
    if not FINGERPRINT.fullmatch(photo.sha256):
        return None
    name = f"reports/photos/{photo.sha256}.jpg"
    try:
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(_drawn(photo.file)))
        with default_storage.open(name) as file:
            digest = hashlib.sha256(file.read()).hexdigest()
    except OSError:
        log.warning("photo %s cannot be read and is left out of the report", photo.file)
        return None
    return KeptPhoto(
        chapter=chapter, source=photo.sha256, file=name, sha256=digest, caption=photo.caption
    )


def _drawn(name: str) -> bytes:
    out = io.BytesIO()
    with default_storage.open(name) as file, Image.open(file) as picture:
        picture.draft("RGB", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST, LONGEST))
        _on_white(upright).save(out, "JPEG", quality=74, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    solid = picture.convert("RGBA")
    ground = Image.new("RGB", solid.size, "white")
    ground.paste(solid, mask=solid.getchannel("A"))
    return ground
