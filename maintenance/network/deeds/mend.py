"""Mend: by which road the faults were solved, who came, and which of them are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.network.actions import repair
from maintenance.network.deeds.survey import findings_of
from maintenance.network.enums import Result, Road
from maintenance.roads import (
    LABELS,
    came_said,
    key_of,
    result_choice,
    road_fields,
    road_told,
    why_not_helped,
)
from maintenance.words import text, ticks
from sopti.ui.forms import wanted
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

HINTS = {
    Road.OWN: "oleh petugas TI", Road.GENERAL: "suku cadang, listrik",
    Road.PROVIDER: "gangguan jalur",
}  # fmt: skip
WHAT_IS_LEFT = "Masih ada temuan yang tidak dicentang selesai: pilih Pulih sebagian atau Belum."


class Mend(Deed):
    key = "mend-network"
    labels = {
        **LABELS,
        "tindakan": "Yang dikerjakan",
        "selesai": "Temuan yang selesai",
        "hasil_perbaikan": "Hasil",
    }
    template = "maintenance/network/_report.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        found = road_fields(HINTS)
        found["tindakan"] = text(self.labels["tindakan"], required=True)
        if names := list(_open(task)):
            found["selesai"] = wanted(ticks(self.labels["selesai"], names))
        found["hasil_perbaikan"] = result_choice(self.labels["hasil_perbaikan"])
        return found

    def initial(self, task: Task) -> dict[str, Any]:
        return {"selesai": list(_open(task))}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"findings": list(findings_of(task))}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        wrong = why_not_helped(task, values)
        left = set(_open(task)) - set(values.get("selesai") or [])
        if left and values.get("hasil_perbaikan") == Result.WORKS.label:
            wrong["hasil_perbaikan"] = WHAT_IS_LEFT
        return wrong

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return came_said(values)

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        named = _open(task)
        solved = [named[said] for said in values.get("selesai") or [] if said in named]
        result = key_of(Result, values.get("hasil_perbaikan"))
        told = {**road_told(values), "done": values.get("tindakan", ""), "result": result}
        repair(task.case, told, solved=solved, by=by, at=at)


def _open(task: Task) -> dict[str, Any]:
    """Return the findings that are not solved, by how the step calls them."""
    found = findings_of(task).filter(solved_at=None)
    return {f"{place}. {one}"[:200]: one for place, one in enumerate(found, start=1)}
