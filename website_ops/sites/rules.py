"""Who may keep the court's sites: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import month_name, plain_date
from sopti.people.enums import ONLY_A_CLERK
from website_ops.sites.models import ContentPart, Site

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
KEEPERS = frozenset({"operator_ti", "admin_web", "kasubag_ptip"})
LOOKERS = KEEPERS | {"operator_subbag", "editor", "redaktur", "penanggung_jawab"}
CLOSERS = frozenset({"kasubag_ptip"})
MOST_SITES = 30
MOST_PARTS = 60


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys - ONLY_A_CLERK:
        return "Pengelolaan situs dibuka oleh petugas TI, redaksi, dan pejabat pengadilan Anda."
    return None


def may_read(user: User) -> bool:
    return why_not_read(user) is None


def why_not_keep(user: User) -> str | None:
    """Say why not: the SOPs give the upkeep to the operator or web admin and their head."""
    if (reason := why_not_read(user)) is not None:
        return reason
    if not user.role_keys & KEEPERS:
        return "Data situs dicatat oleh Operator TI, Admin Web, dan Kasubag PTIP."
    return None


def why_not_change(user: User, site: Site) -> str | None:
    if site.retired_on is not None:
        return f"Situs ini ditutup pada {plain_date(site.retired_on)}; riwayatnya tetap tersimpan."
    return _why_not_here(user, site) or why_not_keep(user)


def why_not_look(user: User, site: Site) -> str | None:
    """Whoever fills a part of the site may also say that it is fresh."""
    if site.retired_on is not None:
        return why_not_change(user, site)
    if (reason := _why_not_here(user, site) or why_not_read(user)) is not None:
        return reason
    if not user.role_keys & LOOKERS:
        return "Kesegaran isi dicatat oleh petugas TI, operator subbagian, dan redaksi."
    return None


def why_not_add(user: User) -> str | None:
    if (reason := why_not_keep(user)) is not None:
        return reason
    if Site.objects.in_use().filter(court=user.court_id).count() >= MOST_SITES:
        return f"Sudah ada {MOST_SITES} situs. Tutup dulu yang tidak dipakai."
    return None


def why_not_address(site: Site, address: str) -> str | None:
    others = Site.objects.in_use().filter(court=site.court_id, address__iexact=address)
    other = others.exclude(pk=site.pk).first()
    return f"Alamat itu sudah dicatat sebagai {other.name}." if other else None


def why_not_retire(user: User, site: Site) -> str | None:
    if (reason := why_not_change(user, site)) is not None:
        return reason
    if not user.role_keys & CLOSERS:
        return "Penutupan situs diputuskan Kasubag PTIP di pengadilan Anda."
    paid = site.services.filter(ended_on=None).first()
    if paid is not None:
        return f"Situs ini masih memakai langganan {paid}. Hentikan atau pindahkan dulu."
    return None


def why_not_add_part(user: User, site: Site) -> str | None:
    if (reason := why_not_change(user, site)) is not None:
        return reason
    if site.parts.count() >= MOST_PARTS:
        return f"Situs ini sudah mempunyai {MOST_PARTS} bagian. Pakai lagi salah satunya."
    return None


def why_not_part_name(part: ContentPart, name: str) -> str | None:
    others = ContentPart.objects.filter(site=part.site_id, name__iexact=name)
    if others.exclude(pk=part.pk).exists():
        return f"Bagian “{name}” sudah ada pada situs ini."
    return None


def why_not_renewed_on(part: ContentPart, day: date, *, today: date) -> str | None:
    """Say why not: what is the newest today cannot be older than what was so before."""
    if day > today:
        return f"{part.name}: tanggalnya belum tiba. Tulis tanggal isi terbaru yang terlihat."
    if part.renewed_on is not None and day < part.renewed_on:
        return (
            f"{part.name}: sebelumnya sudah terlihat isi bertanggal "
            f"{plain_date(part.renewed_on)}. Tulis tanggal itu atau sesudahnya."
        )
    return None


def why_not_month(month: date, *, today: date) -> str | None:
    if month > today.replace(day=1):
        return f"{month_name(month)} belum tiba."
    return None


def _why_not_here(user: User, site: Site) -> str | None:
    return None if user.court_id == site.court_id else "Situs ini milik pengadilan lain."
