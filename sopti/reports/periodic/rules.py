"""Who may draft, word, check, sign, see and correct a report: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.periods import month_of
from sopti.core.words import sentence
from sopti.reports.periodic.enums import ReportKind, ReportState
from sopti.reports.periodic.models import READERS

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import User
    from sopti.reports.periodic.models import Report

KEEPER, SIGNER, HEAD = "kasubag_ptip", "sekretaris", "ketua"
NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
OTHER_COURT = "Laporan ini milik pengadilan lain."
TWICE = (
    "Anda sudah menandatangani laporan ini sebagai {title}. Satu orang tidak menandatangani satu "
    "laporan dua kali: {role}, atau Plh. lain yang ditunjuk, melanjutkannya."
)


def may_read(user: User) -> bool:
    return why_not_read(user) is None


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & READERS:
        return "Laporan berkala dibaca Kasubag PTIP, Kabag, Sekretaris, dan Ketua."
    return None


def why_not_draft(user: User, kind: str, period: Period, *, today: date) -> str | None:
    """Say why a report cannot be drafted by hand: only what is over, or runs now, has figures."""
    if user.court_id is None:
        return NO_COURT
    if KEEPER not in user.role_keys:
        return "Laporan disusun Kasubag PTIP di pengadilan Anda."
    if period.first > today:
        return sentence(f"Masa {period.words} belum tiba, jadi belum ada yang dilaporkan")
    if kind == ReportKind.YEAR and period.last > month_of(today).last:
        return "Laporan tahunan disusun mulai Desember tahun itu."
    return None


def why_not_word(user: User, report: Report) -> str | None:
    """Say why words and data of a report stand as they are."""
    if (reason := _why_not_draft_any_more(report)) is not None:
        return reason
    return _why_not_keeper(user, report)


def why_not_check(user: User, report: Report) -> str | None:
    return why_not_word(user, report)


def why_not_judge(user: User, report: Report) -> str | None:
    """Say why the person may neither sign nor send back."""
    if report.is_frozen:
        return f"Laporan ini sudah disahkan dengan nomor {report.number}."
    if report.state != ReportState.CHECKED:
        return "Laporan ini masih konsep. Kasubag PTIP memeriksanya lebih dulu."
    if report.court_id != user.court_id:
        return OTHER_COURT
    if SIGNER not in user.role_keys:
        return "Laporan disahkan Sekretaris, atau Plh. Sekretaris, di pengadilan Anda."
    return None


def why_not_sign(user: User, report: Report) -> str | None:
    """Say why the person may not sign: the same person never signs a report twice."""
    if (reason := why_not_judge(user, report)) is not None:
        return reason
    if report.checked_by_id == user.pk:
        return TWICE.format(title=report.checked_as.get("title", ""), role="Sekretaris")
    return None


def why_not_see(user: User, report: Report) -> str | None:
    if report.state == ReportState.SEEN:
        return "Laporan ini sudah diketahui."
    if not report.is_frozen:
        return "Laporan ini belum disahkan Sekretaris."
    if report.court_id != user.court_id:
        return OTHER_COURT
    if HEAD not in user.role_keys:
        return "Laporan diketahui Ketua, atau Plh. Ketua, di pengadilan Anda."
    if user.pk in {report.checked_by_id, report.signed_by_id}:
        title = "Sekretaris" if user.pk == report.signed_by_id else report.checked_as["title"]
        return TWICE.format(title=title, role="Ketua")
    return None


def why_not_correct(user: User, report: Report) -> str | None:
    """Say why no correction can be begun: one report has one, and that one may have the next."""
    if not report.is_frozen:
        return "Laporan ini belum disahkan, jadi isinya masih dapat diubah tanpa koreksi."
    later = getattr(report, "correction", None)
    if later is not None:
        word = f"Nomor {later.number}" if later.number else "yang sedang disusun"
        return sentence(f"Laporan ini sudah mempunyai koreksi {word}")
    return _why_not_keeper(user, report)


def why_not_print(report: Report, *, ready: bool) -> str | None:
    if ready:
        return None
    return f"PDF {report.in_text} belum siap. Buka halaman laporannya untuk melihat kapan."


def _why_not_draft_any_more(report: Report) -> str | None:
    if report.is_frozen:
        return (
            f"Laporan ini sudah disahkan dengan nomor {report.number}, jadi isinya tidak dapat "
            "diubah. Buat laporan koreksi bila ada yang keliru."
        )
    if report.state == ReportState.CHECKED:
        return (
            "Laporan ini sedang menunggu Sekretaris. Minta Sekretaris mengembalikannya bila ada "
            "yang perlu diubah."
        )
    return None


def _why_not_keeper(user: User, report: Report) -> str | None:
    if report.court_id != user.court_id:
        return OTHER_COURT
    if KEEPER not in user.role_keys:
        return "Laporan diperiksa Kasubag PTIP di pengadilan Anda."
    return None
