"""The bills of a renewal, for a bundle of evidence of its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.case_files import CaseFile
from website_ops.renewals.models import Term

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def files_of(case: Case) -> list[CaseFile]:
    terms = Term.objects.filter(case=case).exclude(bill="").order_by("pk")
    return [CaseFile(one.bill, f"Faktur {one.bill_name}", one.bill_sha256) for one in terms]
