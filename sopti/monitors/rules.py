"""Who may look at monitors, and who may set them up: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.monitors.enums import Kind, Span
from sopti.monitors.models import ONLY_A_CLERK, Monitor
from sopti.monitors.targets import why_not_server, why_not_target

if TYPE_CHECKING:
    from sopti.people.models import User

KEEPERS = frozenset({"operator_ti", "admin_web"})
MANAGER = "admin"
MOST_MONITORS = 500
A_MONTH = 31
NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."


def why_not_watch(user: User) -> str | None:
    """Say why this person sees no monitors at all."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys - {ONLY_A_CLERK}:
        return "Pemantauan dibuka oleh petugas TI dan pejabat di pengadilan Anda."
    return None


def may_watch(user: User) -> bool:
    return why_not_watch(user) is None


def why_not_keep(user: User, court_id: int | None) -> str | None:
    """Say why this person cannot add or change what is watched."""
    if (reason := why_not_watch(user)) is not None:
        return reason
    if court_id != user.court_id:
        return "Pemantau ini milik pengadilan lain."
    if not KEEPERS & user.role_keys:
        return "Pemantau diatur oleh Operator/Admin atau Admin Web."
    return None


def why_not_add(user: User, wanted: Monitor) -> str | None:
    if (reason := why_not_keep(user, wanted.court_id)) is not None:
        return reason
    if Monitor.objects.filter(court=wanted.court_id).count() >= MOST_MONITORS:
        return f"Sudah ada {MOST_MONITORS} pemantau. Pakai lagi salah satu yang dijeda."
    return why_not_save(wanted)


def why_not_change(user: User, wanted: Monitor) -> str | None:
    return why_not_keep(user, wanted.court_id) or why_not_save(wanted)


def why_not_remove(user: User, monitor: Monitor) -> str | None:
    """Say why a monitor stays: what it saw is what reports of the months are made of."""
    if (reason := why_not_keep(user, monitor.court_id)) is not None:
        return reason
    if monitor.outages.exists():
        return (
            f"{monitor} pernah terganggu, jadi riwayatnya disimpan untuk laporan dan berkasnya. "
            "Jeda saja pemantau ini: ia tidak diperiksa lagi."
        )
    if monitor.tallies.filter(span=Span.DAY).count() > A_MONTH and not monitor.is_sample:
        return (
            f"{monitor} sudah diperiksa lebih dari {A_MONTH} hari, jadi angka bulanannya disimpan. "
            "Jeda saja pemantau ini: ia tidak diperiksa lagi."
        )
    return None


def why_not_behind(wanted: Monitor) -> str | None:
    """Say why the line is none for this monitor: one step deep, and of the same court."""
    line = wanted.behind
    if line is None:
        return None
    if line.pk == wanted.pk or line.court_id != wanted.court_id:
        return "Pilih jalur lain yang dipantau di pengadilan ini."
    if line.behind_id is not None:
        return f"Jalur {line} sendiri di belakang jalur lain. Pilih jalur yang paling depan."
    if wanted.pk and wanted.beyond.exists():
        return f"{wanted} sudah menjadi jalur pemantau lain, jadi tidak dapat di belakang jalur."
    return None


def why_not_save(wanted: Monitor) -> str | None:
    """Ask on the monitor itself: its address, and that no other has its name."""
    if (reason := why_not_target(wanted.kind, wanted.target)) is not None:
        return reason
    if wanted.kind == Kind.DOMAIN and (reason := why_not_server(wanted.whois_server)) is not None:
        return reason
    if (reason := why_not_behind(wanted)) is not None:
        return reason
    others = Monitor.objects.filter(court=wanted.court_id, name__iexact=wanted.name)
    if others.exclude(pk=wanted.pk).exists():
        return f"Nama {wanted.name} sudah dipakai pemantau lain. Beri nama lain."
    return None


def why_not_pause(user: User, monitor: Monitor) -> str | None:
    if not monitor.is_active:
        return f"{monitor} sudah dijeda."
    return why_not_keep(user, monitor.court_id)


def why_not_resume(user: User, monitor: Monitor) -> str | None:
    if monitor.is_active:
        return f"{monitor} sudah diperiksa."
    return why_not_keep(user, monitor.court_id)


def why_not_check(user: User, monitor: Monitor) -> str | None:
    if not monitor.is_active:
        return f"{monitor} sedang dijeda. Lanjutkan dulu pemeriksaannya."
    if monitor.is_sample:
        return "Pemantau contoh ini tidak pernah menghubungi siapa pun. Ubah alamatnya dulu."
    return why_not_keep(user, monitor.court_id)


def why_not_permit(user: User, monitor: Monitor) -> str | None:
    """Say why this person cannot open the court's network, or SOPTI's machine, to a monitor."""
    if monitor.court_id != user.court_id:
        return "Pemantau ini milik pengadilan lain."
    if MANAGER not in user.role_keys:
        return "Izin ke jaringan dalam diberikan oleh Pengelola SOPTI di pengadilan Anda."
    return None
