"""Approve: the Sekretaris reads what was found, and lets it be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.network.deeds.survey import findings_of
from maintenance.words import said_before, text
from sopti.ui.forms import tucked
from sopti.workflow.deeds import Deed
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task


class Approve(Deed):
    key = "approve-network"
    yes = "Setuju"
    labels = {"arahan_sekretaris": "Arahan Sekretaris"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        note = text(
            self.labels["arahan_sekretaris"], "Misalnya: pakai anggaran pemeliharaan.", rows=2
        )
        return {"arahan_sekretaris": tucked(note, "Tambah arahan")}


def report_panels(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return what was found, above the buttons of whoever decides."""
    if Approve.key not in task.sop_step.does:
        return []
    shown = {
        "findings": list(findings_of(task)),
        "measured": said_before(task, "pengukuran"),
        "cared": said_before(task, "perawatan"),
        "asked": said_before(task, "usulan"),
    }
    return [Panel("maintenance/network/_found_panel.html", {"shown": shown}, place="top")]
