"""Sizes with their unit, and sums with their shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sopti.backups.enums import Checksum
from sopti.core import words

if TYPE_CHECKING:
    from decimal import Decimal

UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
LETTERS = {Checksum.MD5: 32, Checksum.SHA1: 40, Checksum.SHA256: 64, Checksum.SHA512: 128}
SHORT_SUM = 12


def size_of(amount: Decimal, unit: str) -> int:
    """Return the bytes of "4,2" and "GB"."""
    return int(amount * UNITS[unit])


def size_words(size: int) -> str:
    """Return "4,2 GB" or "840 MB"."""
    unit = unit_of(size)
    return words.file_size(size) if unit == "MB" else f"{words.number(size / UNITS[unit])} {unit}"


def unit_of(size: int) -> str:
    """Return the unit in which a size reads best."""
    return next((name for name in ("TB", "GB") if size >= UNITS[name]), "MB")


def tidy_sum(text: str) -> str:
    """Return a sum in its one spelling: small letters, nothing between them, no name of a file."""
    first = text.strip().split("  ")[0]
    return re.sub(r"[\s:-]", "", first).lower()


def why_not_sum(kind: str, text: str) -> str | None:
    """Say why this is no sum of that kind: its letters, or how many there are."""
    wanted = LETTERS[Checksum(kind)]
    label = Checksum(kind).label
    if not re.fullmatch(r"[0-9a-f]*", text):
        return f"Checksum {label} hanya terdiri dari angka 0-9 dan huruf a-f. Salin ulang."
    if len(text) != wanted:
        return (
            f"Checksum {label} terdiri dari {wanted} huruf; yang ditulis {len(text)}. "
            "Salin seluruhnya, atau pilih algoritma yang lain."
        )
    return None
