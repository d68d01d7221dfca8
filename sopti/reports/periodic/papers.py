"""A report on paper: letterhead, title page, contents, numbered parts, appendix, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sopti.core.words import nip, plain_date
from sopti.reports.marks import Mark, mark_of
from sopti.reports.parts import Letterhead, Signature, fingerprint, letterhead_of
from sopti.reports.pdf import render_pdf
from sopti.reports.periodic.appendix import path_of
from sopti.reports.periodic.composing import content_of
from sopti.reports.periodic.layout import Numbered

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sopti.reports.periodic.content import Content, Signer
    from sopti.reports.periodic.layout import Part
    from sopti.reports.periodic.models import Report

TEMPLATE, SHEETS = "reports/periodic/report_sheet.html", ("chart.css", "report.css")


@dataclass(frozen=True)
class Picture:
    """A photo of the appendix; `address` is "" when it is lost."""

    address: str
    caption: str


@dataclass(frozen=True)
class ReportSheet:
    """Everything on the paper of a report."""

    content: Content
    head: Letterhead
    parts: tuple[Part, ...]
    closing: str
    pictures: tuple[Picture, ...]
    made: Signature
    checked: Signature
    known: Signature
    mark: Mark | None
    footer: str
    running: str
    is_draft: bool


def make_pdf(report: Report, *, at: datetime) -> bytes:
    """Return the PDF of what the report says now; a signed one is laid out from its seal alone."""
    content = content_of(report, on=localdate(at, timezone=report.court.tz))
    found = {f"app:foto-{place}": path_of(one) for place, one in enumerate(content.photos, 1)}
    there = {name: path for name, path in found.items() if path is not None}
    sheet = sheet_of(report, content, there)
    emblem = sheet.head.emblem
    return render_pdf(TEMPLATE, {"sheet": sheet}, sheets=SHEETS, emblem=emblem, pictures=there)


def sheet_of(report: Report, content: Content, there: dict[str, Path]) -> ReportSheet:
    numbered = Numbered(content)
    parts = tuple(numbered.every())
    mark = mark_of(report.paper)
    seen = report.seen_signer
    return ReportSheet(
        content=content,
        head=Letterhead(
            content.letterhead, content.big, content.address, letterhead_of(report.court).emblem
        ),
        parts=parts,
        closing=numbered.closing(),
        pictures=_pictures(content, there),
        made=_signature(
            content.made, f"Dibuat di {content.town}, {_day(content.made)}".rstrip(", ")
        ),
        checked=_signature(content.checked, "Diperiksa oleh"),
        known=_signature(seen or content.known, "Mengetahui"),
        mark=mark,
        footer=_footer(report, content, mark),
        running=_running(content),
        is_draft=not report.is_frozen,
    )


def _running(content: Content) -> str:
    """Return the line at the head of every page."""
    short = content.title.replace("Teknologi Informasi", "TI")
    return f"{short} · {content.period} · {content.court}"


def _pictures(content: Content, there: dict[str, Path]) -> tuple[Picture, ...]:
    names = (f"app:foto-{place}" for place, _ in enumerate(content.photos, 1))
    return tuple(
        Picture(name if name in there else "", photo.caption)
        for name, photo in zip(names, content.photos, strict=True)
    )


def _signature(signer: Signer, place: str) -> Signature:
    letter = f"Surat perintah nomor {signer.letter}" if signer.letter else ""
    return Signature(place, signer.title, letter, signer.name, nip(signer.nip))


def _day(signer: Signer) -> str:
    return plain_date(date.fromisoformat(signer.on)) if signer.on else ""


def _footer(report: Report, content: Content, mark: Mark | None) -> str:
    """Return the two lines at the foot: which report, and where in the record it is anchored."""
    if mark is None:
        return f"Konsep, belum disahkan\nData {content.gathered.taken}"
    anchor = f"catatan {report.anchor['sequence']} {fingerprint(report.anchor['mac'])}"
    return f"Nomor {content.number} · {mark.key}\nDibekukan {content.dated} · {anchor}"
