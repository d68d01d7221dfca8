"""The papers of a bundle itself: its index, and the SOP as text."""

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
    norm_text,
    printed_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.reports.evidence.models import Bundle
    from sopti.reports.models import Paper
    from sopti.sop.models import Edition
    from sopti.sop.schema import Body

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


@dataclass(frozen=True)
class StepLine:
    number: int
    activity: str
    role: str
    requires: str
    norm: str
    output: str
    remark: str


@dataclass(frozen=True)
class SopSheet:
    """The text of one edition: what identifies it, and the table of the procedure."""

    paper: PaperFrame
    facts: tuple[Fact, ...]
    title: str
    steps: tuple[StepLine, ...]


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


# ------------------------------------------------------------------------------------------- SOP
def _lists_of(sop: Body) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("Dasar hukum", sop.legal_basis),
        ("Keterkaitan", sop.related),
        ("Peringatan", sop.warning),
        ("Kualifikasi pelaksana", sop.qualifications),
        ("Peralatan", sop.equipment),
        ("Pencatatan dan pendataan", sop.records),
    ]


def _listed(label: str, lines: tuple[str, ...]) -> Fact:
    return Fact(label, lines[0] if lines else "", lines[1:])


def sop_sheet(bundle: Bundle, edition: Edition, at: datetime) -> SopSheet:
    """Return the paper with the text of an edition: its identity, and the procedure's table."""
    sop = edition.sop
    frame = _frame(bundle, sop.title or "Standar Operasional Prosedur", at)
    found = [one for one in sop.procedures if one.key == bundle.procedure_key]
    title = f"{found[0].letter}. {found[0].title}".lstrip(". ") if found else bundle.procedure_title
    given = [
        Fact("Nomor SOP", sop.number),
        Fact("Edisi", f"{edition.number}, {edition.get_status_display().lower()}"),
        Fact("Tanggal pembuatan", sop.created),
        Fact("Tanggal revisi", sop.revised),
        Fact("Tanggal efektif", sop.effective),
        Fact("Disahkan oleh", f"{sop.approved_by.title} {sop.approved_by.name}".strip()),
        *(_listed(label, lines) for label, lines in _lists_of(sop)),
        Fact("Sidik jari naskah", fingerprint(edition.fingerprint, groups=16)),
    ]
    return SopSheet(
        paper=replace(frame, slip=(f"Edisi {edition.number}", sop.number)),
        facts=tuple(fact for fact in given if fact.text),
        title=title,
        steps=tuple(
            StepLine(step.number, step.activity, procedure.head(step.role) or step.role,
                     step.requires, norm_text(step.norm), step.output, step.remark)
            for procedure in found for step in procedure.steps
        ),
    )  # fmt: skip
