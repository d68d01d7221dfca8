"""What the rooms hold of a person: each says what, why, how long, who sees it, and gives it out.

A room registers a Holding; the page "Data pribadi saya" and the download are drawn in one place
(sopti.privacy), which knows nothing of what a row is about. UU 27/2022 gives everybody the right
to know (article 5), to see and have a copy (7), and to have it in a usual format (13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

Cell = str | int | date | None  # a moment is the court's own clock time, without its zone
Cells = tuple[Cell, ...]

# The grounds on which a court keeps what it keeps; articles of UU 27/2022 unless another is named.
FOR_WORK = "Tugas dan pelayanan pengadilan (Pasal 20 UU 27/2022)."
FOR_SAFETY = "Keamanan akun dan data: mengetahui siapa masuk dan siapa mengubah apa."
BY_CHOICE = "Permintaan Anda sendiri; dapat Anda ubah atau hapus."
AS_LONG_AS_SOPTI = "Selama SOPTI dipakai, sebagai arsip pengadilan."


@dataclass(frozen=True)
class Holding:
    """One kind of data that a room holds of a person.

    `find` returns the rows of a person (by key); `tell` the cells of one of them, under `heads`.
    Without `find` there is nothing that could be given out, and `says` explains why.
    `covers` names the references to a person that are told here, as "workflow.case.requester":
    what nobody covers is counted as a mere mention of the name.
    """

    key: str
    title: str
    says: str  # what is held, in one or two sentences
    because: str
    lasts: str
    seen_by: str
    order: int
    find: Callable[[int], QuerySet[Any]] | None = None
    heads: tuple[str, ...] = ()
    tell: Callable[[Any, ZoneInfo], Cells] | None = None
    covers: tuple[str, ...] = ()


# By dotted name: a room registers before the models exist that its holdings read.
_HOLDINGS: list[str] = []


def register_holdings(*names: str) -> None:
    """Let a room say what it holds of a person; each name is that of a Holding."""
    _HOLDINGS.extend(name for name in names if name not in _HOLDINGS)


def holdings() -> list[Holding]:
    """Return what all rooms hold, in order."""
    found: list[Holding] = [import_string(name) for name in _HOLDINGS]
    return sorted(found, key=lambda one: (one.order, one.key))


def clock(at: datetime | None, tz: ZoneInfo) -> datetime | None:
    """Return a moment by the court's own clock; a cell knows no zones."""
    return at.astimezone(tz).replace(tzinfo=None) if at else None


def yes_or_no(value: object) -> str:
    return "ya" if value else "tidak"
