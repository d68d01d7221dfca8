"""Daftar Reviu SOP: what each change between two editions was, and who settled it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sopti.core.words import plain_date
from sopti.sop.compare import Change, differences
from sopti.sop.models import RoleCorrection

if TYPE_CHECKING:
    from sopti.sop.models import Edition

Place = tuple[str, int]  # of a step: the key of its procedure, its number


@dataclass(frozen=True)
class ReviewRow:
    """One line of the list: the change, and what is to be said of it."""

    number: int
    change: Change
    remark: str


def review_rows(before: Edition, after: Edition) -> list[ReviewRow]:
    """Return every change between the editions in the order of the paper. One query."""
    settled = _settled_between(before, after)
    performers = _performer_cells(before) | _performer_cells(after)
    return [
        ReviewRow(number, change, _remark(change, settled, performers))
        for number, change in enumerate(differences(before.sop, after.sop), start=1)
    ]


def _settled_between(before: Edition, after: Edition) -> dict[Place, RoleCorrection]:
    """Return the last word of the court on each performer that it settled between the two."""
    rows = RoleCorrection.objects.filter(
        edition__document=after.document_id,
        edition__number__gt=before.number,
        edition__number__lte=after.number,
    )
    return {(row.procedure_key, row.step): row for row in rows.select_related("by").order_by("pk")}


def _performer_cells(edition: Edition) -> set[tuple[str, str]]:
    return {(one.key, one.heads.performers) for one in edition.sop.procedures}


def _remark(
    change: Change, settled: dict[Place, RoleCorrection], performers: set[tuple[str, str]]
) -> str:
    kind = "Baru" if not change.before else "Dihapus" if not change.after else "Diubah"
    row = settled.get((change.procedure, change.step or 0))
    if row is None or (change.procedure, change.cell) not in performers:
        return kind
    day = plain_date(localdate(row.at))
    reason = f": {row.reason}" if row.reason else ""
    return f"{kind}. Ditetapkan {row.by}, {day}{reason}"
