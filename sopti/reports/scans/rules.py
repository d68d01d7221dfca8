"""Which scan belongs where, and who may lay it there. None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.workflow import uploads
from sopti.workflow.rules import why_not_scan

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User
    from sopti.reports.models import Paper
    from sopti.workflow.models import Task

MENU = frozenset({"operator_ti", "admin_web", "kasubag_ptip"})
SCANNED_AS = ("jpg", "jpeg", "png", "pdf")
UNKNOWN = (
    "Kode QR pada kertas ini tidak dikenal di pengadilan Anda. Periksa apakah kertasnya lembar "
    "yang dicetak dari SOPTI pengadilan ini."
)
OF_NO_CASE = (
    "Kertas ini laporan atau SOP, bukan lembar sebuah berkas, jadi tidak ada berkas tempatnya."
)
SEVERAL = (
    "Pindaian ini memuat lembar yang berbeda-beda. Pindai satu lembar menjadi satu dokumen, "
    "lalu unggah satu per satu."
)


def may_scan(user: User) -> bool:
    """Tell whether the menu leads there; others come from the page of a case."""
    return bool(MENU & user.role_keys) and why_not_scan(user) is None


def why_not_accept(file: UploadedFile[Any]) -> str | None:
    """Say why the file is not taken, and what to do instead."""
    name = uploads.shown_name(file.name or "")
    if name.rpartition(".")[2].lower() not in SCANNED_AS:
        return f"Pindaian “{name}” tidak diterima. Simpan sebagai JPG, PNG, atau PDF."
    reason = uploads.why_not_accept(file)
    return (
        reason.replace("lampiran", "pindaian").replace("Lampiran", "Pindaian") if reason else None
    )


def why_not_here(paper: Paper, wanted: Task) -> str | None:
    """Say where the paper belongs, when it was uploaded on another step."""
    if paper.task_id == wanted.pk or paper.case is None:
        return None
    sheet = f"“{paper.title}” nomor {paper.number}"
    place = f"berkas {paper.case.number} ({paper.case.title})"
    return words.sentence(f"Kertas ini lembar {sheet} dari {place}. Unggah di sana")
