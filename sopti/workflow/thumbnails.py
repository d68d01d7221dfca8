"""Small pictures of attached pictures: made once, when somebody first sees them.

An attachment never changes, so neither does its small picture; it lies beside the attachments
and can be thrown away at any time.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image

if TYPE_CHECKING:
    from sopti.workflow.models import Attachment

FOLDER = "thumbnails"
BOX = (240, 180)  # twice as large as it is shown, for sharp screens
CONTENT_TYPE = "image/jpeg"


def small_picture(attachment: Attachment) -> Path:
    """Return the small picture of an attached picture; who comes first makes it."""
    stem = Path(str(attachment.file.name)).stem
    place = Path(settings.MEDIA_ROOT) / FOLDER / f"{stem}.jpg"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _make(attachment, place)
    return place


def _make(attachment: Attachment, place: Path) -> None:
    """Draw it into a file of another name first: nobody is to see half a picture."""
    handle, half = tempfile.mkstemp(dir=place.parent, suffix=".half")
    with (
        os.fdopen(handle, "wb") as out,
        attachment.file.open("rb") as file,
        Image.open(file) as picture,
    ):
        picture.draft("RGB", BOX)
        picture.thumbnail(BOX)
        _on_white(picture).save(out, "JPEG", quality=78, optimize=True)
    Path(half).replace(place)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency, which JPEG does not know."""
    solid = picture.convert("RGBA")
    ground = Image.new("RGB", solid.size, "white")
    ground.paste(solid, mask=solid.getchannel("A"))
    return ground
