"""Who may keep the library of regulations: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.regulations.models import Regulation, RegulationLink

if TYPE_CHECKING:
    from sopti.people.models import User

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
KEEPERS = frozenset({"operator_ti", "kasubag_ptip", "kabag"})
MOST_FILES = 10


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_add(user: User) -> str | None:
    """Regulations are gathered by the IT desk and its head, as the SOPs' menghimpun says."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & KEEPERS:
        return "Peraturan dihimpun Operator/Admin TI dan Kasubag PTIP di pengadilan Anda."
    return None


def why_not_keep(user: User, regulation: Regulation) -> str | None:
    if regulation.court_id != user.court_id:
        return "Peraturan ini ada di pustaka pengadilan lain."
    return why_not_add(user)


def why_not_number(regulation: Regulation, kind: str, number: str) -> str | None:
    """Say which regulation of the library has the number already."""
    same = Regulation.objects.filter(court=regulation.court_id, kind=kind, number__iexact=number)
    other = same.exclude(pk=regulation.pk).first()
    return f"{other} sudah ada di pustaka. Periksa nomornya, atau ubah yang itu." if other else None


def why_not_link(user: User, newer: Regulation, older: Regulation) -> str | None:
    if (reason := why_not_keep(user, newer) or why_not_keep(user, older)) is not None:
        return reason
    if newer.pk == older.pk:
        return "Peraturan tidak dapat mengubah atau mencabut dirinya sendiri."
    if RegulationLink.objects.filter(newer=newer, older=older).exists():
        return f"Hubungan dengan {older} sudah dicatat. Lepas dulu bila ingin menggantinya."
    if _reaches(older, newer):
        return (
            f"Hubungan ini melingkar: {older} sudah tercatat mengubah, mencabut, atau mengikuti "
            f"{newer}, langsung atau lewat peraturan lain. Periksa mana yang lebih baru."
        )
    return None


def why_not_attach(user: User, regulation: Regulation) -> str | None:
    if (reason := why_not_keep(user, regulation)) is not None:
        return reason
    if regulation.files.count() >= MOST_FILES:
        return f"Sudah ada {MOST_FILES} berkas pada peraturan ini. Hapus salah satunya dulu."
    return None


def _reaches(start: Regulation, goal: Regulation) -> bool:
    """Tell whether `start` touches `goal`, perhaps by way of others. One query."""
    edges: dict[int, list[int]] = {}
    links = RegulationLink.objects.filter(newer__court=start.court_id)
    for newer, older in links.values_list("newer", "older"):
        edges.setdefault(newer, []).append(older)
    seen, waiting = {start.pk}, [start.pk]
    while waiting:
        following = [pk for pk in edges.get(waiting.pop(), []) if pk not in seen]
        seen.update(following)
        waiting.extend(following)
    return goal.pk in seen
