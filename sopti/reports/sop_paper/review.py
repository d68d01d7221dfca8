"""Daftar Reviu SOP on paper: SOP semula, SOP menjadi, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.people.models import Appointment
from sopti.reports import parts
from sopti.reports.sop_paper.setting import edition_words
from sopti.sop.review_list import review_rows
from sopti.sop.rules import HEAD

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court
    from sopti.sop.models import Edition
    from sopti.sop.review_list import ReviewRow


@dataclass(frozen=True)
class ReviewSheet:
    """What the template of the list needs."""

    paper: parts.PaperFrame
    before: str
    after: str
    rows: list[ReviewRow]
    signature: parts.Signature


def review_sheet(before: Edition, after: Edition, *, at: datetime) -> ReviewSheet:
    court, body = after.document.court, after.sop
    name = f"{body.number} {body.title}".strip()
    head = parts.record_head_of(court)
    number = f"Edisi {before.number} menjadi edisi {after.number}"
    frame = parts.PaperFrame(
        head=parts.letterhead_of(court),
        issuer=court.name,
        heading="Daftar Reviu SOP",
        under=(name, number),
        slip=("Daftar Reviu", f"edisi {before.number} → {after.number}"),
        footer=parts.footer_of("Daftar Reviu SOP", after, number, head, None),
        printed=parts.printed_words(at, court),
    )
    return ReviewSheet(
        paper=frame,
        before=edition_words(before),
        after=edition_words(after),
        rows=review_rows(before, after),
        signature=_signature(court, at.astimezone(court.tz).date()),
    )


def _signature(court: Court, day: date) -> parts.Signature:
    """Return the block of the head of the court; of several the definitive one signs."""
    held = Appointment.objects.in_force(day).filter(court=court, role=HEAD)
    head = held.select_related("user", "role").order_by("capacity", "pk").first()
    return parts.Signature(
        place=f"{court.town}, {words.plain_date(day)}",
        title=head.as_title if head else "Ketua",
        letter=f"Surat perintah nomor {head.letter_number}" if head and head.capacity else "",
        name=head.user.full_name if head else "",
        nip=words.nip(head.user.nip) if head else "",
    )
