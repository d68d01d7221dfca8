"""The reader of QR codes: an uploaded file on stdin, what its codes say on stdout as JSON.

`python -P reader.py SECONDS pdf|picture`, without Django and our folder. What a stranger drew or
scanned is looked at in this process alone: it is small, has no keys, and may be killed.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from typing import TYPE_CHECKING, Any

import zxingcpp
from PIL import Image, ImageFile, ImageOps

if TYPE_CHECKING:
    from collections.abc import Iterator

QR = zxingcpp.barcode_formats_from_str("QRCode")
MEMORY = 1024 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST = 4000  # pixels of the longer side: beyond that nothing more is read, only later
MOST_PAGES = 10
PICTURES_OF_A_PAGE = 4
SMALLEST = 100  # pixels: below that it is an ornament
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_", "os.system", "ctypes.")


def limit_self(seconds: int) -> None:
    """Let the system end this process when it takes too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def shut_doors() -> None:
    """Refuse every connection and every program, should a decoder ever be led astray."""

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(event)

    sys.addaudithook(refuse)


def codes_in(picture: Image.Image) -> list[str]:
    """Return what the QR codes of a picture say: read as it is, and once more made smaller."""
    if picture.width * picture.height > MOST_PIXELS:
        return []
    picture.draft("L", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST, LONGEST))
    grey = upright.convert("L")
    found = _read(grey)
    if not found:  # noise between the dots goes away in a smaller picture
        grey.thumbnail((LONGEST // 2, LONGEST // 2))
        found = _read(grey)
    return found


def _read(grey: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(grey, formats=QR)
    return [one.text for one in found]


def pictures_of(content: bytes) -> Iterator[Image.Image]:
    """Yield the pictures of the first pages: a scan is one picture for each page."""
    from pypdf import PdfReader  # noqa: PLC0415 (a quarter of a second that a photo need not wait)

    reader = PdfReader(io.BytesIO(content))
    for page in reader.pages[:MOST_PAGES]:
        for name in list(page.images.keys())[:PICTURES_OF_A_PAGE]:
            picture = page.images[name].image
            if picture is not None and min(picture.size) >= SMALLEST:
                yield picture


def main(kind: str) -> None:
    content = sys.stdin.buffer.read()
    found: list[str] = []
    try:
        if kind == "pdf":
            for picture in pictures_of(content):
                found += codes_in(picture)
        else:
            with Image.open(io.BytesIO(content)) as picture:
                found += codes_in(picture)
    except Exception as error:  # noqa: BLE001 (what cannot be read says nothing)
        sys.stderr.write(repr(error))
    sys.stdout.write(json.dumps(list(dict.fromkeys(found))))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    limit_self(int(sys.argv[1]))
    shut_doors()
    main(sys.argv[2])
