"""What the pages of the register of failures show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from sopti.core import words
from sopti.privacy.breaches import rules
from sopti.privacy.breaches.enums import OBLIGED, BreachStatus, Told
from sopti.privacy.breaches.models import Breach
from sopti.privacy.deadline import GREEN, RED, standing
from sopti.workflow.registry import Panel
from sopti.workflow.rules import may_see

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.privacy.breaches.models import BreachNotice

PAGE = 25


@dataclass(frozen=True)
class Row:
    """One failure, with its clock in words."""

    breach: Breach
    state: str
    tone: str
    still: str  # who must still be told, in words

    @property
    def is_late(self) -> bool:
        return self.breach.is_open and self.tone == RED


@dataclass(frozen=True)
class Letter:
    """One of those who must or may be told: the letters that went out to them."""

    to: Told
    notices: list[BreachNotice]
    is_obliged: bool


def row_of(breach: Breach, *, now: datetime) -> Row:
    still = words.listed([str(one.label).lower() for one in breach.untold])
    if not breach.is_open:
        return Row(breach, breach.get_status_display(), "", "")
    if not still:
        return Row(breach, "Sudah diberitahukan", GREEN, "")
    return Row(breach, *standing(breach.due_at, now=now), still)


def list_page(user: User, *, now: datetime, number: str) -> dict[str, Any]:
    """Return the failures that are handled, the most pressing first, and a page of the others."""
    found = Breach.objects.visible_to(user).for_pages()
    rows = [row_of(one, now=now) for one in found.open().order_by("due_at", "pk")]
    page = Paginator(found.exclude(status=BreachStatus.OPEN), PAGE).get_page(number or 1)
    late = sum(row.is_late for row in rows)
    return {
        "rows": rows,
        "past": [row_of(one, now=now) for one in page],
        "page": page,
        "late": f"{late} kegagalan lewat 3 x 24 jam dan belum diberitahukan. Kirim suratnya hari "
        "ini juga, lalu catat." if late else "",
        "why_not_note": rules.why_not_note(user),
    }  # fmt: skip


def breach_page(breach: Breach, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return one failure: its clock, its facts, its letters and its steps."""
    notices = list(breach.notices.all())
    return {
        "breach": breach,
        "row": row_of(breach, now=now),
        "facts": facts_of(breach),
        "letters": [
            Letter(to, [one for one in notices if one.to == to], to in OBLIGED) for to in Told
        ],
        "steps": breach.steps.select_related("by"),
        "case": breach.case if breach.case and may_see(viewer, breach.case) else None,
        "why_not_work_on": rules.why_not_work_on(viewer, breach),
        "why_not_close": rules.why_not_close(viewer, breach),
    }


def facts_of(breach: Breach) -> list[tuple[str, str]]:
    tz = breach.court.tz
    began = words.long_moment(breach.began_at, tz) if breach.began_at else "belum diketahui"
    persons = words.listed([str(one) for one in breach.persons.all()])
    told = [
        ("Mulai terjadi", began),
        ("Diketahui", words.long_moment(breach.known_at, tz)),
        ("Batas 3 x 24 jam", words.long_moment(breach.due_at, tz)),
        ("Bagaimana terjadinya", breach.how),
        ("Data yang terungkap", breach.exposed),
        ("Banyaknya orang", f"{words.number(breach.people_count)} (perkiraan)"),
        ("Pegawai", persons),
        ("Orang lain", breach.others),
        ("Penanganan dan pemulihan", breach.handling),
        ("Dicatat oleh", str(breach.noted_by)),
        ("Kesimpulan", breach.closing),
    ]
    return [(label, value) for label, value in told if value]


# ---------------------------------------------------------------------------------------- panels
def open_of(*, person: int, court: int | None, **_: Any) -> QuerySet[Breach]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Breach.objects.open().filter(court=court)


def home_panels(person: User, now: datetime) -> list[Panel]:
    """Return the failures that are handled, for who may read of them."""
    found = Breach.objects.visible_to(person).open().for_pages().order_by("due_at", "pk")
    rows = [row_of(one, now=now) for one in found]
    return [Panel("privacy/breaches/_home.html", {"rows": rows})] if rows else []
