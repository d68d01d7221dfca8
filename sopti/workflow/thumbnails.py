"""Small pictures of attached pictures: made once, when somebody first sees them.

An attachment never changes, so neither does its small picture; it lies beside the attachments
and can be thrown away at any time.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from PIL import Image

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

FOLDER = "thumbnails"
BOX = (240, 180)  # twice as large as it is shown, for sharp screens
ON_PAPER = (1000, 1000)
SUFFIX_ON_PAPER = "-cetak"
CONTENT_TYPE = "image/jpeg"


class Pictured(Protocol):
    """A row with a picture that never changes: an attachment, a photo."""

    @property
    def file(self) -> FieldFile: ...


def names_of(name: str) -> list[str]:
    """Return the small pictures that may have been drawn of a file, below the same root."""
    return [f"{FOLDER}/{Path(name).stem}{suffix}.jpg" for suffix in ("", SUFFIX_ON_PAPER)]


def small_picture(pictured: Pictured) -> Path:
    """Return the small picture of an attached picture; who comes first makes it."""
    return _drawn(pictured, BOX, "")


def print_picture(pictured: Pictured) -> Path:
    """Return the picture as large as a paper needs it, and as JPEG."""
    return _drawn(pictured, ON_PAPER, SUFFIX_ON_PAPER)


def _drawn(pictured: Pictured, box: tuple[int, int], suffix: str) -> Path:
    stem = Path(str(pictured.file.name)).stem
    place = Path(settings.MEDIA_ROOT) / FOLDER / f"{stem}{suffix}.jpg"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _make(pictured, place, box)
    return place


def _make(pictured: Pictured, place: Path, box: tuple[int, int]) -> None:
    """Draw it into a file of another name first: nobody is to see half a picture."""
    handle, half = tempfile.mkstemp(dir=place.parent, suffix=".half")
    with (
        os.fdopen(handle, "wb") as out,
        pictured.file.open("rb") as file,
        Image.open(file) as picture,
    ):
        picture.draft("RGB", box)
        picture.thumbnail(box)
        _on_white(picture).save(out, "JPEG", quality=78, optimize=True)
    Path(half).replace(place)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency, which JPEG does not know."""
    solid = picture.convert("RGBA")
    ground = Image.new("RGB", solid.size, "white")
    ground.paste(solid, mask=solid.getchannel("A"))
    return ground
