"""The content of a report: what was gathered, what the Kasubag wrote, and who stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import plain_date, sentence
from sopti.reports.parts import letterhead_of
from sopti.reports.periodic.content import Content, Obstacle, Signer
from sopti.reports.periodic.enums import ReportKind
from sopti.reports.periodic.signing import holder_of

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period
    from sopti.reports.periodic.content import KeptPhoto
    from sopti.reports.periodic.models import Report

TITLES = {
    ReportKind.MONTH: "Laporan Bulanan Pengelolaan Teknologi Informasi",
    ReportKind.YEAR: "Laporan Tahunan Pengelolaan Teknologi Informasi",
}


def content_of(report: Report, *, on: date, checked: Signer | None = None) -> Content:
    """Return what the report says: from its seal alone once it is signed.

    `on` is the day for which the holders of the offices are named; `checked` is who signs now.
    """
    if report.is_frozen:
        return Content.model_validate(report.sealed)
    head, told = letterhead_of(report.court), report.told
    made = Signer.model_validate(report.checked_as) if report.checked_as else None
    return Content(
        court=report.court.name,
        town=report.court.town,
        letterhead=head.lines,
        big=head.big,
        address=head.address,
        kind=report.kind,
        title=TITLES[ReportKind(report.kind)],
        period=period_words(report.period),
        number=report.number,
        dated=plain_date(on) if report.number else "",
        corrects=_corrects(report),
        gathered=told,
        opening=report.opening.strip(),
        remarks={key: text for key, text in report.remarks.items() if text.strip()},
        obstacles=tuple(Obstacle.model_validate(row) for row in report.obstacles),
        photos=chosen_photos(report),
        made=made or holder_of(report.court, "kasubag_ptip", on=on),
        checked=checked or holder_of(report.court, "sekretaris", on=on),
        known=holder_of(report.court, "ketua", on=on),
    )


def chosen_photos(report: Report) -> tuple[KeptPhoto, ...]:
    chosen = set(report.photos)
    return tuple(photo for photo in report.told.photos if photo.source in chosen)


def period_words(period: Period) -> str:
    """Return "Bulan Oktober 2026" or "Tahun 2026"."""
    return f"Bulan {period.words}" if period.is_month else period.words.capitalize()


def _corrects(report: Report) -> tuple[str, ...]:
    """Return what the title page of a correction says: which report it replaces, and why."""
    former = report.corrects
    if former is None or former.signed_at is None:
        return ()
    day = former.signed_at.astimezone(report.court.tz).date()
    return (
        f"Koreksi atas laporan Nomor {former.number} tanggal {plain_date(day)}",
        sentence(report.why.strip()),
    )
