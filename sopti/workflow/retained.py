"""What of this room may be destroyed after a term: what stands in the attachments of closed cases.

The row stays with name, size and fingerprint, so that papers and the record still say what was
there. A file goes after its row was marked, and never while a copy of the installation is made:
whoever is killed in between leaves a file too many, which the next round removes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.retained import Retained
from sopti.core.storing import files_may_go, forget_files
from sopti.workflow import thumbnails
from sopti.workflow.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

FILES_A_ROUND = 200


def _due(court: int, before: datetime) -> QuerySet[Attachment]:
    return Attachment.objects.filter(
        case__court=court, case__closed_at__lt=before, added_at__lt=before, destroyed_at=None
    )


def _destroy(keys: Sequence[int], number: str, at: datetime) -> None:
    marked = Attachment.objects.filter(pk__in=keys, destroyed_at=None)
    marked.update(destroyed_at=at, destroyed_under=number)


def remove_files(number: str) -> bool:
    """Remove files whose rows were marked under this number; tell whether none is left."""
    marked = Attachment.objects.filter(destroyed_under=number).exclude(file="")
    names = dict(marked.order_by("pk").values_list("pk", "file")[:FILES_A_ROUND])
    root = Path(settings.MEDIA_ROOT)
    with files_may_go(root) as may_go:
        if not may_go:
            return not names
        drawn = [one for name in names.values() for one in thumbnails.names_of(name)]
        forget_files(root, [*names.values(), *drawn])
    Attachment.objects.filter(pk__in=names).update(file="")
    return not marked.exists()


ATTACHMENTS = Retained(
    key="lampiran",
    title="Isi lampiran berkas selesai",
    says="Isi berkas yang dilampirkan, juga pindaian bertanda tangan; dihitung sejak berkasnya "
    "selesai. Nama, ukuran, dan sidik jarinya tetap ada, begitu pula catatan dan keputusannya.",
    because="Arsip pengadilan (UU 43/2009). Bawaannya tidak dimusnahkan: tetapkan menurut Jadwal "
    "Retensi Arsip satuan kerja, sesudah persetujuan yang disyaratkan di sana.",
    usual=None,
    least=24,
    order=10,
    due=_due,
    since="case__closed_at",
    size="size",
    destroy=_destroy,
    finish=remove_files,
)
