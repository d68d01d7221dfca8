"""Proving the record: each event is the one that was sealed, none is missing, and the head fits.

The events are read in slices and the head before each of them, so that a site in use is proved too:
what is recorded meanwhile is simply read as well. Whoever holds the record's key can write the
whole chain anew; then only anchors tell, which are heads that were printed or kept elsewhere.
"""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sopti.workflow.models import Event, RecordHead
from sopti.workflow.sealing import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sopti.people.models import Court

SLICE = 20_000
COLUMNS = ("kind", "by", "case", "task", "summary")
ANCHOR = re.compile(
    r"(?P<court>[a-z0-9][a-z0-9-]*)\W+(?:\w+,? )?(?P<sequence>\d+)\W+(?:catatan, kepala )?"
    r"(?P<mac>(?:[0-9a-f]{4} ?){4,16})",
    re.IGNORECASE,
)


class Link(NamedTuple):
    """The columns of one event, as the database gives them."""

    sequence: int
    previous: str
    mac: str
    text: str
    kind: str
    by: int | None
    case: int | None
    task: int | None
    summary: str
    at: datetime


class Anchor(NamedTuple):
    """A head of a court's record as a paper tells it: the first letters of the seal suffice."""

    court: str
    sequence: int
    mac: str


@dataclass
class Proof:
    """How far the record of a court was read, and the first broken place if there is one."""

    court: Court
    anchors: dict[int, str] = field(default_factory=dict)  # by sequence
    sequence: int = 0
    mac: str = ""
    broken: str | None = None


def prove(
    court: Court, *, anchors: Iterable[Anchor] = (), say: Callable[[Proof], None] = lambda _: None
) -> Proof:
    """Read the whole record of a court. `say` hears after each slice how far it came."""
    own = {one.sequence: one.mac for one in anchors if one.court == court.key}
    proof, before = Proof(court, own), None
    while proof.broken is None:
        head = RecordHead.objects.filter(court=court).values_list("sequence", "mac").first()
        head = head or (0, "")
        while _read_slice(proof):
            say(proof)
        if proof.broken is None and (head == before or proof.sequence <= head[0]):
            proof.broken = _why_not_the_end(proof, head)
            break
        before = head  # somebody recorded more meanwhile, or the head was set back: look again
    return proof


def verify(court: Court) -> str | None:
    """Return the first broken place of the court's record in words, or None when it is whole."""
    return prove(court).broken


def _read_slice(proof: Proof) -> bool:
    """Prove the next events; False where there are none, or one is broken."""
    events = Event.objects.filter(court=proof.court, sequence__gt=proof.sequence)
    rows = events.order_by("sequence").values_list(*Link._fields)[:SLICE]
    read = False
    for link in map(Link._make, rows):
        if broken := _why_broken(link, proof):
            proof.broken = f"{proof.court.key}, catatan {link.sequence}: {broken}"
            return False
        proof.sequence, proof.mac, read = link.sequence, link.mac, True
    return read


def _why_broken(link: Link, proof: Proof) -> str | None:
    if link.sequence != proof.sequence + 1:
        return f"nomor urut seharusnya {proof.sequence + 1}; ada catatan yang hilang."
    if link.previous != proof.mac:
        return "tidak bersambung dengan catatan sebelumnya."
    if not hmac.compare_digest(link.mac, seal(link.previous, link.text)):
        return "isi tidak cocok dengan segelnya."
    if not link.mac.startswith(proof.anchors.get(link.sequence, "")):
        return "segelnya bukan yang pernah tercetak; rantai ini ditulis ulang."
    return _differs(link, json.loads(link.text), proof.court)


def _differs(link: Link, told: dict[str, Any], court: Court) -> str | None:
    """Compare the columns that pages show with the sealed text."""
    wrong = [name for name in COLUMNS if told[name] != getattr(link, name)]
    if abs((datetime.fromisoformat(told["at"]) - link.at).total_seconds()) > 1:
        wrong.append("at")
    place = {"court": court.key, "sequence": link.sequence}
    wrong += [name for name, value in place.items() if told[name] != value]
    return f"kolom {', '.join(wrong)} berbeda dari teks yang disegel." if wrong else None


def _why_not_the_end(proof: Proof, head: tuple[int, str]) -> str | None:
    """Say why the record does not end where its head and the papers say; None when it does."""
    key, last = proof.court.key, proof.sequence
    if head != (last, proof.mac):
        return f"{key}, kepala catatan: tidak cocok dengan catatan terakhir ({last})."
    if beyond := [number for number in sorted(proof.anchors) if number > last]:
        return f"{key}, catatan {beyond[0]}: pernah tercetak, kini tidak ada; ekornya dipotong."
    return None


def anchors_in(text: str) -> list[Anchor]:
    """Return the heads that a text tells of, one a line: "pa-contoh:192:0c52d3b179997046".

    What `verify_record` itself prints is understood too, and a seal in groups as on papers.
    """
    found = (ANCHOR.search(line) for line in text.splitlines())
    return [
        Anchor(one["court"].lower(), int(one["sequence"]), one["mac"].replace(" ", "").lower())
        for one in found
        if one
    ]
