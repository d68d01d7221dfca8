"""A decree on paper. Once signed it is printed from its seal, not from what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from requests.policy.decrees.texts import in_rank
from requests.policy.models import Programme
from requests.policy.papers import ItemLine, item_lines
from sopti.core.words import nip, plain_date
from sopti.people.models import Appointment
from sopti.reports.parts import (
    Letterhead,
    PaperFrame,
    Signature,
    fingerprint,
    letterhead_of,
    printed_words,
)

if TYPE_CHECKING:
    from datetime import datetime

    from requests.policy.decrees.models import Decree
    from sopti.people.models import Court, User

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
    "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS",
    "KELIMA BELAS", "KEENAM BELAS", "KETUJUH BELAS", "KEDELAPAN BELAS", "KESEMBILAN BELAS",
    "KEDUA PULUH",
)  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NOT_YET = "………………………"


@dataclass(frozen=True)
class Signer:
    """Who signs, in which capacity."""

    name: str
    nip: str
    title: str
    letter: str = ""


@dataclass(frozen=True)
class DecreeSheet:
    """What the paper of a decree shows; `seal` is "" on a draft."""

    paper: PaperFrame
    number: str
    title: str
    office: str
    considerations: list[tuple[str, str]]
    bases: list[tuple[int, str]]
    dictum: list[tuple[str, str]]
    town: str
    dated: str
    sign: Signature
    attachment: list[str]
    lines: list[ItemLine]
    totals: tuple[str, str]
    seal: str


def signer_of(user: User) -> Signer:
    """Return the person as head of the court, definitive before acting."""
    held = [mine for mine in user.appointments_today if mine.role_id == "ketua"]
    mine = min(held, key=lambda one: one.capacity, default=None)
    title = mine.as_title if mine else "Ketua"
    return Signer(str(user), user.nip, title, mine.letter_number if mine and mine.capacity else "")


def head_today(court: Court, *, at: datetime) -> Signer:
    """Return who would sign today, for the paper of a draft."""
    held = Appointment.objects.in_force_at(at).filter(court=court, role="ketua")
    found = held.select_related("user", "role").order_by("capacity", "pk").last()
    if found is None:
        return Signer("", "", "Ketua")
    letter = found.letter_number if found.capacity else ""
    return Signer(str(found.user), found.user.nip, found.as_title, letter)


def points(text: str) -> list[str]:
    """Return the points of a text, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paper_of(decree: Decree, *, signer: Signer) -> dict[str, Any]:
    """Return the whole paper as plain data, as it is kept once signed."""
    court = decree.court
    head = letterhead_of(court)
    programme = _programme(decree)
    return {
        "court": court.name,
        "town": court.town,
        "letterhead": [list(head.lines), head.big, list(head.address)],
        "number": decree.number,
        "dated_on": decree.dated_on.isoformat() if decree.dated_on else "",
        "dated": plain_date(decree.dated_on) if decree.dated_on else "",
        "title": decree.title,
        "considerations": points(decree.considerations),
        "bases": [one.cited for one in in_rank(decree.bases.all())] if decree.pk else [],
        "dictum": points(decree.dictum),
        "attachment": points(decree.attachment),
        "programme": [vars(line) for line in item_lines(programme)] if programme else [],
        "programme_total": _total(programme),
        "signer": vars(signer),
    }


def _programme(decree: Decree) -> Programme | None:
    if decree.programme_year is None:
        return None
    found: Programme | None = Programme.objects.filter(
        court=decree.court, year=decree.programme_year
    ).first()
    return found


def _total(programme: Programme | None) -> str:
    if programme is None:
        return ""
    from_items = sum(programme.items.values_list("budget", flat=True))
    return f"Rp{from_items:,}".replace(",", ".")


def sheet_of(decree: Decree, *, at: datetime) -> DecreeSheet:
    """Return the sheet: sealed words of a signed decree, today's words of a draft."""
    court = decree.court
    told = decree.sealed or paper_of(decree, signer=head_today(court, at=at))
    lines, big, address = told["letterhead"]
    office = f"Ketua {told['court']}"
    number = told["number"] or NOT_YET
    head = Letterhead(tuple(lines), big, tuple(address), letterhead_of(court).emblem)
    return DecreeSheet(
        paper=_frame(decree, head, number, office, at=at),
        number=number,
        title=told["title"],
        office=office,
        considerations=list(zip(LETTERS, told["considerations"], strict=False)),
        bases=list(enumerate(told["bases"], 1)),
        dictum=list(zip(ORDINALS, told["dictum"], strict=False)),
        town=told["town"],
        dated=told["dated"] or NOT_YET,
        sign=_sign(told),
        attachment=told["attachment"],
        lines=[ItemLine(**{**line, "notes": tuple(line["notes"])}) for line in told["programme"]],
        totals=(told["programme_total"], ""),
        seal=fingerprint(decree.digest, groups=8) if decree.digest else "",
    )


def _sign(told: dict[str, Any]) -> Signature:
    signer = told["signer"]
    letter = f"Surat perintah nomor {signer['letter']}" if signer["letter"] else ""
    return Signature("", signer["title"], letter, signer["name"], nip(signer["nip"]))


def _frame(
    decree: Decree, head: Letterhead, number: str, office: str, *, at: datetime
) -> PaperFrame:
    court = decree.court
    kind = "Salinan SK" if decree.is_signed else "Konsep SK, belum ditetapkan"
    return PaperFrame(
        head=head,
        issuer=court.name,
        heading=f"Keputusan {office}",
        under=(f"Nomor {number}",),
        slip=("SK",),
        footer=f"{kind} · Nomor {number}\n{decree.title[:90]}",
        printed=printed_words(at, court),
    )
