"""Survey: what was measured and found, line by line and device by device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.network.models import Finding, Line, LineCheck
from maintenance.network.pages import rows_of
from maintenance.network.saying import finding_said, line_said
from maintenance.words import choice, said_before, text
from sopti.ui.forms import Choice, in_columns
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

FAULTS, NONE = "Ada masalah", "Tidak ada masalah"
NOTHING_NOTED = "Catat dulu masalahnya satu per satu dengan tombol di atas, atau pilih Tidak ada."
STILL_NOTED = "Ada temuan yang belum selesai pada daftar di atas."


class Survey(Deed):
    key = "survey-network"
    labels = {
        "kesimpulan": "Kesimpulan",
        "temuan": "Temuan",
        "pengukuran": "Pengukuran",
        "perawatan": "Perawatan yang dilaksanakan",
        "usulan": "Usulan perbaikan",
    }
    template = "maintenance/network/_step.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        ends = [(FAULTS, Choice(FAULTS)), (NONE, Choice(NONE))]
        return {
            "kesimpulan": in_columns(choice(self.labels["kesimpulan"], ends), 2),
            "perawatan": text(self.labels["perawatan"], required=True),
            "usulan": text(self.labels["usulan"], "Apa yang diperlukan dan dari siapa."),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        has_faults = findings_of(task).filter(solved_at=None).exists()
        return {
            "kesimpulan": FAULTS if has_faults else NONE,
            "perawatan": said_before(task, "perawatan"),
        }

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        lines = rows_of(Line.objects.filter(court=task.case.court_id).in_use())
        checked = set(_checks(task).values_list("line", flat=True))
        return {
            "task": task,
            "findings": list(findings_of(task)),
            "lines": [(row, row.line.pk in checked) for row in lines],
            "order": said_before(task, "perintah"),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        has_faults = findings_of(task).filter(solved_at=None).exists()
        if values.get("kesimpulan") == FAULTS and not has_faults:
            return {"kesimpulan": NOTHING_NOTED}
        return (
            {"kesimpulan": STILL_NOTED} if values.get("kesimpulan") == NONE and has_faults else {}
        )

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        checks = _checks(task).select_related("line").order_by("at", "pk")
        return {
            "temuan": "\n".join(finding_said(one) for one in findings_of(task)),
            "pengukuran": "\n".join(line_said(check.line, check) for check in checks),
        }


def findings_of(task: Task) -> Any:
    found = Finding.objects.filter(case=task.case)
    return found.select_related("line", "asset", "court", "by", "case").order_by("found_at", "pk")


def _checks(task: Task) -> Any:
    return LineCheck.objects.filter(case=task.case)
