"""The photos of checks that hang on a case, for a bundle of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.upkeep.models import Check
from sopti.workflow.case_files import CaseFile

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def files_of(case: Case) -> list[CaseFile]:
    checks = Check.objects.filter(case=case).exclude(photo="").select_related("asset")
    return [
        CaseFile(one.photo, f"Foto pemeriksaan {one.asset}.{one.photo_type.rpartition('/')[2]}")
        for one in checks.order_by("pk")
    ]
