"""The mark on a paper: QR code, short key, and where and what to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.urls import reverse

from sopti.reports.parts import fingerprint

if TYPE_CHECKING:
    from sopti.reports.models import Paper

GROUPS = 8  # of four letters: what a person can compare, and nobody can aim at


@dataclass(frozen=True)
class QrCode:
    """A QR code as one path in a square of `size` units."""

    size: int
    path: str


@dataclass(frozen=True)
class Mark:
    """What a reader needs to look a paper up."""

    key: str
    place: str
    print: str
    qr: QrCode | None


def mark_of(paper: Paper | None) -> Mark | None:
    """Return the mark of an issued paper; without an address of the site it has no QR code."""
    if paper is None:
        return None
    address = reverse("reports:check_key", args=[paper.short_key])
    place = address_of(reverse("reports:check")).partition("://")[2].rstrip("/")
    return Mark(
        key=paper.short_key,
        place=place or "alamat SOPTI pengadilan ini, halaman /periksa",
        print=printed_fingerprint(paper),
        qr=qr_code(address_of(address)) if settings.SITE_ADDRESS else None,
    )


def printed_fingerprint(paper: Paper) -> str:
    return fingerprint(paper.fingerprint, groups=GROUPS)


def address_of(path: str) -> str:
    """Return the full address, or "" where nobody has told the site its own."""
    return f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else ""


def qr_code(text: str) -> QrCode:
    """Return the code with a quiet edge of four modules around it."""
    rows = segno.make(text, error="m", micro=False).matrix
    dots = [
        f"M{x + 4} {y + 4}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dot in enumerate(row)
        if dot
    ]
    return QrCode(len(rows) + 8, "".join(dots))
