"""Berita acara pemusnahan: what was destroyed, after which term, by whose approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.words import file_size, long_moment, nip, number, plain_date
from sopti.reports.answers import NOTHING
from sopti.reports.parts import (
    Fact,
    PaperFrame,
    Signature,
    fingerprint,
    letterhead_of,
    printed_words,
    record_head_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court
    from sopti.retention.models import Destruction, DestructionLine

TEMPLATE, SHEETS = "retention/record_sheet.html", ("form.css", "destruction.css")
TITLE = "Berita Acara Pemusnahan Data"
HEADS = ("No.", "Jenis data", "Jangka waktu", "Umur data", "Disetujui", "Dimusnahkan", "Ukuran")


@dataclass(frozen=True)
class RecordSheet:
    """What the paper of a destruction shows."""

    paper: PaperFrame
    opening: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    facts: list[Fact]
    closing: str
    sign: Signature


def record_sheet(proposal: Destruction, *, at: datetime) -> RecordSheet:
    """Return the paper of a destruction that is done (from `for_pages()`)."""
    court = proposal.court
    lines = list(proposal.lines.all())
    done = long_moment(proposal.done_at or at, court.tz)
    return RecordSheet(
        paper=_frame(proposal, at=at),
        opening=f"Pada {done}, telah selesai dimusnahkan data elektronik dalam aplikasi SOPTI pada "
        f"{court.name} menurut usul nomor {proposal.number}, sebagai berikut.",
        heads=HEADS,
        rows=[_row(place, line, court) for place, line in enumerate(lines, start=1)],
        facts=_facts(proposal, lines),
        closing="Catatan, keputusan, nomor register, dan nama lampiran tetap tersimpan. Salinan "
        "dalam cadangan yang dibuat sebelumnya hilang bersama cadangan itu.",
        sign=_signature(proposal),
    )


def _row(place: int, line: DestructionLine, court: Court) -> tuple[str, ...]:
    oldest, newest = (
        plain_date(day.astimezone(court.tz).date()) for day in (line.oldest_at, line.newest_at)
    )
    age = oldest if oldest == newest else f"{oldest} s.d. {newest}"
    return (
        str(place), line.title, line.term, age,
        number(line.count), number(line.done_count),
        NOTHING if line.size is None else file_size(line.done_size),
    )  # fmt: skip


def _facts(proposal: Destruction, lines: list[DestructionLine]) -> list[Fact]:
    tz = proposal.court.tz
    setters = list(dict.fromkeys(str(line.set_by) for line in lines if line.set_by))
    letter = proposal.decided_letter
    return [
        Fact("Diusulkan", f"oleh SOPTI, {long_moment(proposal.made_at, tz)}"),
        Fact("Jangka waktu dari", ", ".join(setters) or "bawaan SOPTI"),
        Fact(
            "Disetujui oleh",
            f"{proposal.decided_by}, {proposal.decided_as}",
            (f"Surat perintah nomor {letter}",) if letter else (),
        ),
        Fact("Pada", long_moment(proposal.decided_at or proposal.made_at, tz)),
    ]


def _signature(proposal: Destruction) -> Signature:
    """Return the block of whoever approved, in the capacity in which they did."""
    court, person = proposal.court, proposal.decided_by
    day = (proposal.done_at or proposal.made_at).astimezone(court.tz).date()
    letter = proposal.decided_letter
    return Signature(
        place=f"{court.town}, {plain_date(day)}",
        title=proposal.decided_as,
        letter=f"Surat perintah nomor {letter}" if letter else "",
        name=str(person),
        nip=nip(person.nip) if person else "",
    )


def _frame(proposal: Destruction, *, at: datetime) -> PaperFrame:
    court, head = proposal.court, record_head_of(proposal.court)
    anchor = f"catatan {head.sequence} {fingerprint(head.mac)}".rstrip()
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=TITLE,
        under=(f"Nomor {proposal.number}",),
        slip=("Berita acara",),
        footer=f"{TITLE}\n{proposal.number} · {anchor}",
        printed=printed_words(at, court),
    )
