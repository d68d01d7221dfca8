"""What the pages of the renewals show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopti.core.kept import kept
from sopti.core.words import number, plain_date
from sopti.workflow.registry import Panel
from website_ops.renewals import rules
from website_ops.renewals.enums import STEPS
from website_ops.renewals.models import Service, Term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from website_ops.sites.models import Site

SOON, VERY_SOON = STEPS[0], STEPS[1]
AT_HOME = 5  # rows on Beranda


@dataclass(frozen=True)
class TermRow:
    """One term with how long it lasts yet."""

    term: Term
    days: int
    left: str
    tone: str

    @property
    def is_soon(self) -> bool:
        return self.days <= SOON


def row_of(term: Term, *, today: date) -> TermRow:
    days = (term.until - today).days
    return TermRow(term, days, left_in_words(days), _tone(days))


def left_in_words(days: int) -> str:
    if days < 0:
        return f"sudah habis {number(-days)} hari"
    return "habis hari ini" if days == 0 else f"{number(days)} hari lagi"


def _tone(days: int) -> str:
    if days <= STEPS[2]:
        return "tag--red"
    return "tag--gold" if days <= SOON else ""


def rows_of(terms: Iterable[Term], *, today: date) -> list[TermRow]:
    return [row_of(term, today=today) for term in terms]


def open_terms(user: User) -> list[Term]:
    """Return what runs now, what ends first before the rest."""
    return list(Term.objects.visible_to(user).open().for_pages().order_by("until", "pk"))


def renewals_page(user: User, *, now: datetime) -> dict[str, Any]:
    rows = rows_of(open_terms(user), today=_today(user, now))
    ended = Service.objects.visible_to(user).exclude(ended_on=None).for_pages()
    return {
        "rows": rows,
        "finding": finding_of(rows),
        "yearly": sum(_of_a_year(row.term) for row in rows),
        "ended": list(ended),
        "why_not_keep": rules.why_not_keep(user),
    }


def _of_a_year(term: Term) -> int:
    return round(term.cost * 365 / max((term.until - term.starts_on).days, 1))


def finding_of(rows: list[TermRow]) -> str:
    over = [row for row in rows if row.days < 0]
    soon = [row for row in rows if 0 <= row.days <= SOON]
    if over:
        return f"{number(len(over))} langganan sudah habis dan belum diperpanjang."
    if soon:
        first = soon[0]
        count = number(len(soon))
        nearest = f"Terdekat: {first.term.service}, {first.left}."
        return f"{count} langganan habis dalam {SOON} hari. {nearest}"
    return f"Tidak ada langganan yang habis dalam {SOON} hari."


def service_page(service: Service, *, viewer: User, now: datetime) -> dict[str, Any]:
    today = _today(viewer, now)
    terms = list(service.terms.select_related("opened_by", "case"))
    running = next((term for term in terms if term.closed_at is None), None)
    return {
        "service": service,
        "running": row_of(running, today=today) if running else None,
        "terms": terms,
        "reminders": list(running.reminders.all()) if running else [],
        "facts": facts_of(service, running),
        "why_not_change": rules.why_not_change(viewer, service),
    }


def facts_of(service: Service, term: Term | None) -> list[tuple[str, str]]:
    told = [
        ("Jenis", service.get_kind_display()),
        ("Situs", str(service.site) if service.site else ""),
        ("Pengelola", str(service.keeper)),
        ("Penyedia", term.provider if term else ""),
        ("Masa", f"{plain_date(term.starts_on)} sampai {plain_date(term.until)}" if term else ""),
        ("Biaya", f"Rp{number(term.cost)}" if term else ""),
        ("Catatan", service.note),
    ]
    return [(label, value) for label, value in told if value]


def of_site(site: Site, *, today: date) -> list[TermRow]:
    """Return what is paid for a site, what ends first before the rest."""
    terms = Term.objects.open().filter(service__site=site).for_pages().order_by("until", "pk")
    return rows_of(terms, today=today)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return what ends within 60 days, for those who renew it and the head who is reminded."""
    if not user.role_keys & (rules.KEEPERS | {"sekretaris"}) or user.court_id is None:
        return []
    today = _today(user, now)
    soon = _ending(court=user.court_id, until=today + timedelta(days=SOON))
    rows = rows_of(soon, today=today)
    return [Panel("website_ops/_home_renewals.html", {"rows": rows})] if rows else []


@kept
def _ending(*, court: int | None, until: date) -> QuerySet[Term]:
    """Return what ends first of what ends by that day."""
    terms = Term.objects.open().filter(service__court=court, until__lte=until)
    return terms.select_related("service").order_by("until", "pk")[:AT_HOME]


def _today(user: User, now: datetime) -> date:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    return now.astimezone(user.court.tz).date()
