"""The index of a bundle: what lies in it, and how anybody checks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.reports.answers import NOTHING
from sopti.reports.marks import mark_of
from sopti.reports.parts import (
    Fact,
    PaperFrame,
    fingerprint,
    letterhead_of,
    printed_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.reports.evidence.models import Bundle
    from sopti.reports.models import Paper
    from sopti.sop.models import Edition

MANIFEST, SUMS, INDEX = "manifest.json", "SHA256SUMS", "Indeks"
ROWS_OF_A_PAPER = 500


@dataclass(frozen=True)
class Findings:
    """What is known once all cases are within."""

    verdict: str
    manifest: str  # its fingerprint
    editions: list[Edition]
    total: int


@dataclass(frozen=True)
class IndexRow:
    place: str
    number: str
    title: str
    opened: str
    closed: str
    state: str
    files: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class IndexSheet:
    """One paper of the index; a long one has several, the first of which tells the facts."""

    paper: PaperFrame
    facts: tuple[Fact, ...]
    rows: tuple[IndexRow, ...]


def index_sheets(
    told: Iterable[dict[str, Any]], bundle: Bundle, findings: Findings, paper: Paper, at: datetime
) -> Iterator[tuple[str, IndexSheet]]:
    """Return the papers of the index by their names; only the rows of one are held at once."""
    papers = -(-findings.total // ROWS_OF_A_PAPER) or 1
    frame = replace(_frame(bundle, "Indeks Berkas Bukti", at), mark=mark_of(paper))
    left = iter(told)
    for number in range(1, papers + 1):
        rows = tuple(_row(case, bundle) for case in islice(left, ROWS_OF_A_PAPER))
        part = f" {number} dari {papers}" if papers > 1 else ""
        under = (*frame.under, f"Bagian{part}") if part else frame.under
        sheet = IndexSheet(replace(frame, under=under), _facts(bundle, findings, at), rows)
        yield f"{INDEX}{part}.pdf", sheet


def _row(case: dict[str, Any], bundle: Bundle) -> IndexRow:
    return IndexRow(
        place=case["folder"].partition(" ")[0],
        number=case["nomor"],
        title=case["perihal"],
        opened=_day(case["dibuka"]),
        closed=_day(case["selesai"]),
        state=case["keadaan"],
        files=len(case["isi"]),
        missing=tuple(case["kekurangan"]),
    )


def _day(stored: str | None) -> str:
    return f"{datetime.fromisoformat(stored):%d-%m-%Y}" if stored else NOTHING


def _facts(bundle: Bundle, findings: Findings, at: datetime) -> tuple[Fact, ...]:
    editions = [f"edisi {edition.number}" for edition in findings.editions]
    asked = f"{bundle.asked_by}, {words.long_moment(bundle.asked_at, bundle.court.tz)}"
    return (
        Fact("SOP", f"{bundle.document}, {words.listed(editions)}"),
        Fact("Prosedur", bundle.procedure_title),
        Fact("Berkas yang dibuka", bundle.period.words, (f"{words.number(bundle.total)} berkas",)),
        Fact("Diminta oleh", asked),
        Fact("Disusun", words.long_moment(at, bundle.court.tz)),
        Fact("Catatan pengadilan", findings.verdict.strip()),
        Fact(
            "Memeriksa keutuhan",
            f"Jalankan “sha256sum -c {SUMS}” di folder ini, atau cocokkan sidik jari setiap isi "
            f"dengan {MANIFEST}.",
            (f"sidik jari {MANIFEST}: {fingerprint(findings.manifest, groups=16)}",),
        ),
    )


def _frame(bundle: Bundle, heading: str, at: datetime) -> PaperFrame:
    court, number = bundle.court, f"Bukti {bundle.pk}"
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=heading,
        under=(bundle.procedure_title, f"Masa {bundle.period.words}"),
        slip=(number, bundle.document.number),
        footer=f"{heading} · {bundle.procedure_title[:60]}\n{number} · {bundle.period.words}",
        printed=printed_words(at, court),
    )
