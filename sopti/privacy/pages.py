"""What the pages of one's own data, and of its correction, show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.timezone import localdate

from sopti.core import words
from sopti.core.kept import kept
from sopti.people.holdings import Holding, holdings
from sopti.people.models import User
from sopti.people.rules import ADMIN, is_manager
from sopti.privacy.breaches.models import BreachNotice
from sopti.privacy.deadline import standing
from sopti.privacy.enums import CorrectionStatus
from sopti.privacy.mentions import mentions_of
from sopti.privacy.models import Correction
from sopti.ui.frame import counting
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

PAGE, MOST_OWN = 25, 10
TONES = {CorrectionStatus.DONE: "tag--green", CorrectionStatus.REFUSED: "tag--red"}


@dataclass(frozen=True)
class Held:
    """One kind of data on the page, with how many rows of it there are; None: not given out."""

    holding: Holding
    count: int | None


@dataclass(frozen=True)
class Line:
    """One wish for a correction, with how it stands."""

    correction: Correction
    state: str
    tone: str


def mine_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return all that is told to a person of their own data, in a fixed number of queries."""
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    counts = dict(_counts(person=user.pk))
    own = user.corrections.select_related("person", "decided_by")[:MOST_OWN]
    today = localdate(now, timezone=user.court.tz)
    return {
        "court": user.court,
        "facts": account_facts(user),
        "held": [Held(one, counts.get(one.key) if one.find else None) for one in holdings()],
        "mentions": mentions_of(user.pk),
        "corrections": [line_of(one, now=now) for one in own],
        "notices": list(BreachNotice.objects.about(user).select_related("breach")[:MOST_OWN]),
        "managers": list(User.objects.holding(ADMIN, court=user.court, on=today)),
    }


@kept
def _counts(*, person: int) -> QuerySet[Any, Any]:
    """Ask how many rows each room holds: all rooms in one query."""
    first, *others = [counting(one.key, one.find(person)) for one in holdings() if one.find]
    return first.union(*others, all=True)


def account_facts(user: User) -> list[tuple[str, str]]:
    return [
        ("Nama lengkap", user.full_name),
        ("Nama pengguna", user.username),
        ("NIP", words.nip(user.nip)),
        ("Jabatan", user.position),
        ("Unit kerja", user.unit),
        ("Kontak kerja", user.phone),
        ("E-mail dinas", user.email),
    ]


def line_of(correction: Correction, *, now: datetime) -> Line:
    if correction.is_waiting:
        return Line(correction, *standing(correction.due_at, now=now))
    status = CorrectionStatus(correction.status)
    return Line(correction, str(status.label), TONES[status])


def corrections_page(user: User, *, now: datetime, number: str) -> dict[str, Any]:
    """Return the wishes of the court's people, those that wait first, the oldest on top."""
    found = Correction.objects.visible_to(user).for_pages()
    waiting = found.waiting().order_by("due_at", "pk")
    page = Paginator(found.exclude(status=CorrectionStatus.WAITING), PAGE).get_page(number or 1)
    return {
        "waiting": [line_of(one, now=now) for one in waiting],
        "lines": [line_of(one, now=now) for one in page],
        "page": page,
    }


def correction_facts(correction: Correction) -> list[tuple[str, str]]:
    tz = correction.court.tz
    told = [
        ("Yang keliru", correction.get_field_display()),
        ("Tertulis", correction.was or "kosong"),
        ("Seharusnya", correction.wanted or "kosong"),
        ("Penjelasan", correction.reason),
        ("Diminta", words.long_moment(correction.asked_at, tz)),
    ]
    if correction.is_waiting:
        return [*told, ("Batas 3 x 24 jam", words.long_moment(correction.due_at, tz))]
    answer = correction.answer or correction.get_status_display()
    return [*told, ("Jawaban", answer), ("Diputus oleh", str(correction.decided_by))]


# ---------------------------------------------------------------------------------------- panels
def waiting_of(*, person: int, court: int | None, **_: Any) -> QuerySet[Correction]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Correction.objects.waiting().filter(court=court)


def home_panels(person: User, now: datetime) -> list[Panel]:
    """Return the corrections that wait for the administrator."""
    if not is_manager(person):
        return []
    waiting = Correction.objects.visible_to(person).waiting().for_pages().order_by("due_at", "pk")
    lines = [line_of(one, now=now) for one in waiting]
    return [Panel("privacy/_home.html", {"lines": lines})] if lines else []
