"""The programme of a year on paper: the plan, and beside it what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from requests.policy.enums import Quarter
from requests.policy.pages import NOTHING, rupiah, totals_of
from sopti.core.words import nip, plain_date
from sopti.people.models import Appointment
from sopti.reports.parts import Fact, PaperFrame, Signature, letterhead_of, printed_words

if TYPE_CHECKING:
    from datetime import datetime

    from requests.policy.models import Programme, ProgrammeItem


@dataclass(frozen=True)
class ItemLine:
    """One activity as the programme prints it."""

    number: int
    activity: str
    notes: tuple[str, ...]
    quarter: str
    person: str
    budget: str
    progress: str
    spent: str


@dataclass(frozen=True)
class ProgrammeSheet:
    paper: PaperFrame
    facts: tuple[Fact, ...]
    lines: tuple[ItemLine, ...]
    totals: tuple[str, str]
    with_progress: bool
    texts: tuple[tuple[str, str], ...]
    sign: Signature


def item_lines(programme: Programme) -> tuple[ItemLine, ...]:
    """Return the activities in the order of the year."""
    items = programme.items.select_related("person").order_by("quarter", "order", "pk")
    ordered = sorted(items, key=lambda one: (one.quarter or Quarter.FOURTH + 1, one.order, one.pk))
    return tuple(_line(number, item) for number, item in enumerate(ordered, 1))


def _line(number: int, item: ProgrammeItem) -> ItemLine:
    notes = [
        f"{label}: {text}"
        for label, text in (("Sasaran", item.aim), ("Keluaran", item.output))
        if text
    ]
    return ItemLine(
        number=number,
        activity=item.activity,
        notes=tuple(notes),
        quarter=item.get_quarter_display(),
        person=str(item.person or NOTHING),
        budget=rupiah(item.budget) if item.budget else NOTHING,
        progress=item.get_progress_display(),
        spent=rupiah(item.spent),
    )


def programme_sheet(programme: Programme, *, at: datetime) -> ProgrammeSheet:
    """Return the programme as it stands now (court fetched)."""
    court = programme.court
    today = at.astimezone(court.tz).date()
    totals = totals_of(programme.items.all(), year=programme.year, today=today)
    said = programme.get_state_display()
    if programme.stipulated_on:
        said = f"{said} {plain_date(programme.stipulated_on)}"
    return ProgrammeSheet(
        paper=_frame(programme, at=at),
        facts=(
            Fact("Keadaan", said),
            Fact("Jumlah kegiatan", totals.said),
            Fact("Anggaran", rupiah(totals.budget)),
        ),
        lines=item_lines(programme),
        totals=(rupiah(totals.budget), rupiah(totals.spent)),
        with_progress=programme.was_stipulated,
        texts=tuple(
            (label, text)
            for label, text in (
                ("Pelatihan dan edukasi yang dibutuhkan", programme.training),
                ("Kebutuhan perangkat dan biaya", programme.needs),
                ("Monitoring dan evaluasi", programme.evaluation),
                ("Tindak lanjut", programme.follow_up),
            )
            if text
        ),
        sign=_head_of_court(programme, at=at),
    )


def _frame(programme: Programme, *, at: datetime) -> PaperFrame:
    court = programme.court
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading="Program Kerja Teknologi Informasi",
        under=(f"Tahun {programme.year}",),
        slip=("Program kerja TI", str(programme.year)),
        footer=f"Program kerja TI {programme.year}\n{court.name}",
        printed=printed_words(at, court),
    )


def _head_of_court(programme: Programme, *, at: datetime) -> Signature:
    """Return the block of whoever heads the court today, also acting."""
    court, day = programme.court, programme.stipulated_on
    held = Appointment.objects.in_force_at(at).filter(court=court, role="ketua")
    found = held.select_related("user", "role").order_by("capacity", "pk").last()
    place = f"{court.town}, {plain_date(day)}" if day else f"{court.town}, …………………"
    if found is None:
        return Signature(place, "Ketua", "", "", "")
    letter = f"Surat perintah nomor {found.letter_number}" if found.capacity else ""
    return Signature(place, found.as_title, letter, str(found.user), nip(found.user.nip))
