"""Who may change how accounts are protected: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.identity.demand import is_meant
from sopti.people.enums import SecondFactor
from sopti.people.rules import why_not_keep, why_not_span

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import Court, User


def why_not_demand(
    by: User, court: Court, *, wanted: str, starts_on: date | None, on: date
) -> str | None:
    """Ask for a day that people can see coming; accounts that are shared have no phone."""
    if (reason := why_not_keep(by, court.pk)) is not None:
        return reason
    if wanted == SecondFactor.OFF:
        return None
    if by.is_demo:
        return (
            "Akun peragaan dipakai bersama dengan satu kata sandi, jadi pengesahan dua langkah "
            "tidak dapat diwajibkan di pengadilan peragaan."
        )
    if starts_on is None:
        return "Isi tanggal mulai wajib, agar semua orang sempat memasangnya."
    is_new = starts_on != court.second_factor_from or court.second_factor == SecondFactor.OFF
    if is_new and starts_on < on:
        return "Tanggal mulai wajib sudah lewat. Pilih hari ini atau sesudahnya."
    return why_not_span(starts_on, None)


def why_not_reset_factors(by: User | None, person: User, *, has_any: bool) -> str | None:
    """`by` is None for the installation's owner, at the server."""
    if by is not None and (reason := why_not_keep(by, person.court_id)) is not None:
        return reason
    if by is not None and by.pk == person.pk:
        return (
            "Pengesahan dua langkah Anda sendiri Anda atur di halaman Keamanan akun. "
            "Bila ponsel hilang, minta pengelola lain."
        )
    if not has_any:
        return f"{person} tidak memasang pengesahan dua langkah."
    return None


def why_not_remove(person: User, *, others: int) -> str | None:
    """Who must have a second step keeps the last one; a new one is added first."""
    if others or person.court is None or not is_meant(person.court)(person.role_keys):
        return None
    return (
        "Pengadilan Anda mewajibkan pengesahan dua langkah untuk peran Anda. "
        "Pasang yang lain lebih dulu, lalu lepas yang ini."
    )
