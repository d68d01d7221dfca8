"""What each medium takes: letters, hashtags, pictures. Counted here and while one types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sopti.core.words import number
from website_ops.channels.enums import ChannelKind

LINK = re.compile(r"https?://\S+")
TAG = re.compile(r"(?<!\w)#\w+")
LINK_ON_X = 23  # letters that X counts for any address


@dataclass(frozen=True)
class Limit:
    letters: int
    tags: int | None = None
    pictures: int | None = None

    @property
    def said(self) -> str:
        told = [f"paling banyak {number(self.letters)} huruf"]
        told += [f"{self.tags} tagar"] if self.tags is not None else []
        told += [f"{self.pictures} gambar"] if self.pictures is not None else []
        return ", ".join(told)


LIMITS = {
    ChannelKind.INSTAGRAM: Limit(2200, tags=30, pictures=20),
    ChannelKind.FACEBOOK: Limit(63_206, pictures=80),
    ChannelKind.YOUTUBE: Limit(5000, tags=15, pictures=10),
    ChannelKind.X: Limit(280, pictures=4),
    ChannelKind.TIKTOK: Limit(4000, pictures=35),
    ChannelKind.THREADS: Limit(500, tags=1, pictures=20),
}
GENERAL = Limit(5000)  # where the court wrote no channel down


def limit_of(kind: str) -> Limit:
    return LIMITS[ChannelKind(kind)] if kind else GENERAL


def letters_of(kind: str, text: str) -> int:
    """Count the letters as the medium does: X takes every address for 23."""
    plain = text.replace("\r\n", "\n").strip()
    return len(LINK.sub("x" * LINK_ON_X, plain) if kind == ChannelKind.X else plain)


def why_too_much(kind: str, text: str) -> str | None:
    """Say by how much the text is more than the medium takes."""
    limit, letters, tags = limit_of(kind), letters_of(kind, text), len(TAG.findall(text))
    if letters > limit.letters:
        over = number(letters - limit.letters)
        return f"Terlalu panjang: {number(letters)} huruf, kurangi {over} huruf."
    if limit.tags is not None and tags > limit.tags:
        return f"Terlalu banyak tagar: {tags}. Paling banyak {limit.tags}."
    return None


def why_too_many_pictures(kinds: list[str], pictures: int) -> str | None:
    """Say on which medium there are more pictures than it takes."""
    for kind in kinds:
        most = limit_of(kind).pictures
        if most is not None and pictures > most:
            name = ChannelKind(kind).label
            return (
                f"{name} menerima paling banyak {most} gambar, sedangkan berkas ini memuat "
                f"{pictures}. Hapus teks {name}, atau buka berkas lain dengan gambar lebih sedikit."
            )
    return None
