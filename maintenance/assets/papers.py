"""The papers of assets: berita acara serah terima, kartu historis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maintenance.assets.card import card_of
from maintenance.assets.pages import facts_of
from maintenance.assets.rules import RETIRERS
from sopti.core.words import long_date, nip, plain_date
from sopti.people.models import Appointment
from sopti.reports.parts import Fact, PaperFrame, Signature, letterhead_of, printed_words

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.assets.card import CardLine
    from maintenance.assets.models import Asset, Handover
    from sopti.people.models import Court, User

DOTS = "………………………………"
MOST_LINES = 500  # of a card on one paper


@dataclass(frozen=True)
class Party:
    """Who gives or takes: what they are called on the paper, and what is known of them."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class HandoverSheet:
    paper: PaperFrame
    day: str
    giver: Party
    taker: Party
    facts: tuple[Fact, ...]
    signs: tuple[Signature, ...]


@dataclass(frozen=True)
class CardSheet:
    paper: PaperFrame
    facts: tuple[Fact, ...]
    lines: tuple[CardLine, ...]
    left_out: int


def handover_sheet(done: Handover, *, at: datetime) -> HandoverSheet:
    """Return the berita acara of one handover (asset, kind, court and people fetched)."""
    asset, court = done.asset, done.asset.court
    giver, taker = done.from_holder or done.by, done.to_holder
    place = f"{court.town}, {plain_date(done.handed_on)}"
    return HandoverSheet(
        paper=_frame(court, "Berita Acara Serah Terima", done.number, asset, at),
        day=long_date(done.handed_on),
        giver=_party("Pihak Pertama", giver, done.from_room),
        taker=_party("Pihak Kedua", taker, done.to_room),
        facts=_thing(asset, done),
        signs=(
            _sign("Yang menerima", "Pihak Kedua", taker),
            _head_of(court, at),
            _sign(place, "Pihak Pertama", giver),
        ),
    )


def card_sheet(asset: Asset, *, viewer: User, at: datetime) -> CardSheet:
    """Return the kartu historis of an asset, the newest lines first."""
    today = at.astimezone(asset.court.tz).date()
    lines = card_of(asset, viewer=viewer)
    state = (
        f"Dihentikan {plain_date(asset.retired_on)}: {asset.retired_reason}"
        if asset.retired_on
        else f"Dipakai, kondisi {asset.get_condition_display().lower()}"
    )
    told = [("Nama", asset.name), *facts_of(asset, today=today), ("Keadaan", state)]
    return CardSheet(
        paper=_frame(asset.court, "Kartu Historis Aset", f"NUP {asset.nup}", asset, at),
        facts=tuple(Fact(label, text) for label, text in told if label != "NUP"),
        lines=tuple(lines[:MOST_LINES]),
        left_out=max(len(lines) - MOST_LINES, 0),
    )


def _frame(court: Court, heading: str, number: str, asset: Asset, at: datetime) -> PaperFrame:
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=heading,
        under=(number if number.startswith("NUP") else f"Nomor {number}",),
        slip=("Aset TI", f"NUP {asset.nup}"),
        footer=f"{heading} · {asset.name}\n{number}",
        printed=printed_words(at, court),
    )


def _thing(asset: Asset, done: Handover) -> tuple[Fact, ...]:
    told = [
        ("Nama barang", asset.name),
        ("NUP", asset.nup),
        ("Jenis", asset.kind.name),
        ("Merek dan tipe", asset.make),
        ("Nomor seri", asset.serial),
        ("Spesifikasi", asset.specification),
        ("Kondisi", done.get_condition_display()),
        ("Kelengkapan", done.with_it or "tidak ada"),
        ("Ruang", f"dari {done.from_room} ke {done.to_room}"),
    ]
    return tuple(Fact(label, text) for label, text in told if text)


def _party(name: str, person: User | None, room: str) -> Party:
    if person is None:
        return Party(name, (Fact("Nama", DOTS), Fact("NIP", DOTS), Fact("Ruang", room)))
    told = [
        ("Nama", str(person)),
        ("NIP", nip(person.nip)),
        ("Jabatan", ", ".join(word for word in (person.position, person.unit or room) if word)),
    ]
    return Party(name, tuple(Fact(label, text) for label, text in told if text))


def _sign(place: str, title: str, person: User | None) -> Signature:
    return Signature(place, title, "", str(person or ""), nip(person.nip) if person else "")


def _head_of(court: Court, at: datetime) -> Signature:
    """Return the block of whoever heads the IT desk today, also acting; empty when nobody does."""
    held = Appointment.objects.in_force_at(at).filter(court=court, role__in=RETIRERS)
    found = held.select_related("user", "role").order_by("capacity", "pk").last()
    if found is None:
        return Signature("Mengetahui", "Kasubag PTIP", "", "", "")
    letter = f"Surat perintah nomor {found.letter_number}" if found.capacity else ""
    person = found.user
    return Signature("Mengetahui", found.as_title, letter, str(person), nip(person.nip))
