"""Who may renew what the court pays for: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import plain_date
from website_ops.renewals.models import Service, Term
from website_ops.sites.rules import NO_COURT, why_not_read

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

KEEPERS = frozenset({"operator_ti", "admin_web", "kasubag_ptip", "kasubag_umum"})
MOST_SERVICES = 200
LONGEST_DAYS = 3700  # ten years


def why_not_keep(user: User) -> str | None:
    """Whoever looks after the site, and whoever pays the bills."""
    if (reason := why_not_read(user)) is not None:
        return reason
    if not user.role_keys & KEEPERS:
        return "Langganan dicatat oleh petugas TI, Kasubag PTIP, dan Kasubag Umum dan Keuangan."
    return None


def why_not_add(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if (reason := why_not_keep(user)) is not None:
        return reason
    if Service.objects.in_use().filter(court=user.court_id).count() >= MOST_SERVICES:
        return f"Sudah ada {MOST_SERVICES} langganan. Hentikan dulu yang tidak dipakai."
    return None


def why_not_change(user: User, service: Service) -> str | None:
    if user.court_id != service.court_id:
        return "Langganan ini milik pengadilan lain."
    if service.ended_on is not None:
        return f"Langganan ini dihentikan pada {plain_date(service.ended_on)}."
    return why_not_keep(user)


def why_not_name(service: Service, name: str) -> str | None:
    others = Service.objects.in_use().filter(court=service.court_id, name__iexact=name)
    if others.exclude(pk=service.pk).exists():
        return f"Langganan “{name}” sudah dicatat. Perpanjang yang itu, atau beri nama lain."
    return None


def why_not_span(starts_on: date, until: date) -> str | None:
    if until <= starts_on:
        return "Tanggal akhirnya harus sesudah tanggal mulai."
    if (until - starts_on).days > LONGEST_DAYS:
        return "Masa langganan paling lama sepuluh tahun. Periksa tahunnya."
    return None


def why_not_renew_until(term: Term, until: date) -> str | None:
    """Say why this is no renewal: the service lasts that long already."""
    if until <= term.until:
        return (
            f"Masa sekarang sudah sampai {plain_date(term.until)}. Tulis tanggal akhir yang baru."
        )
    return None
