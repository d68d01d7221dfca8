"""Who may settle what of the court's desk: None, or the reason why not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from requests.models import ServiceCategory
from requests.rules import NO_COURT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopti.people.models import User

# The Kasubag answers for the desk and its norms; the administrator helps to type it in.
KEEPERS = frozenset({"admin", "kasubag_ptip"})
LONGEST_TARGET = 60 * 450  # sixty working days


def why_not_set(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not KEEPERS & user.role_keys:
        return (
            "Aturan meja layanan diubah oleh Kasubag PTIP atau Pengelola SOPTI di pengadilan Anda."
        )
    return None


def why_not_keep(by: User, category: ServiceCategory) -> str | None:
    if category.court_id != by.court_id:
        return "Data ini milik pengadilan lain."
    return why_not_set(by)


def why_not_name(name: str, *, court_id: int, keep: int | None = None) -> str | None:
    """Say why a category cannot be called so: one name stands for one thing in the whole court."""
    others = (row for row in ServiceCategory.objects.filter(court=court_id) if row.pk != keep)
    same = next((row for row in others if row.name.casefold() == name.casefold()), None)
    if same is None:
        return None
    if same.is_active:
        return f"Nama “{same.name}” sudah dipakai. Pilih nama lain."
    return f"“{same.name}” sudah ada, tetapi tidak dipakai. Pakai lagi yang itu."


def why_not_switch_off(category: ServiceCategory) -> str | None:
    if not category.is_active:
        return f"“{category.name}” sudah tidak dipakai."
    others = ServiceCategory.objects.filter(
        court=category.court_id, parent=None, is_active=True
    ).exclude(pk=category.pk)
    if category.parent_id is None and not others.exists():
        return f"“{category.name}” kategori terakhir yang dipakai. Tambah kategori lain lebih dulu."
    return None


def why_not_switch_on(category: ServiceCategory) -> str | None:
    if category.is_active:
        return f"“{category.name}” sudah dipakai."
    if category.parent is not None and not category.parent.is_active:
        return f"Kategorinya, “{category.parent.name}”, tidak dipakai. Pakai lagi itu lebih dulu."
    return None


def why_not_headings(names: Sequence[str], *, what: str) -> str | None:
    """Say why the rows or columns of the matrix cannot be called so."""
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    return f"{what} “{twice}” tertulis dua kali. Beri nama yang berbeda." if twice else None


def why_not_targets(minutes: Mapping[int, int]) -> str | None:
    """Say why these cannot stand together: the more pressing, the sooner."""
    for priority, target in sorted(minutes.items()):
        if not 0 < target <= LONGEST_TARGET:
            return f"Target prioritas {priority} harus antara 1 menit dan 60 hari kerja."
    for (first, sooner), (second, later) in pairwise(sorted(minutes.items())):
        if sooner > later:
            return (
                f"Target prioritas {first} lebih lama daripada prioritas {second}. "
                "Yang lebih mendesak harus lebih cepat."
            )
    return None
