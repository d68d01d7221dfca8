"""What testers of an application kept as evidence, for a bundle of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.applications.models import TestCase
from sopti.workflow.case_files import CaseFile

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def files_of(case: Case) -> list[CaseFile]:
    tests = TestCase.objects.filter(acceptance__case=case).exclude(evidence="")
    return [
        CaseFile(one.evidence, f"Bukti uji {one.evidence_name}") for one in tests.order_by("pk")
    ]
