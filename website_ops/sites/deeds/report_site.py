"""Report: how the website stands, what is wrong, and what could be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import now as this_moment

from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome
from website_ops.sites import recorded
from website_ops.sites.deeds.parts import note_down, paragraph, today_of
from website_ops.sites.enums import NoteKind

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

NOTHING_WRONG = "Tidak ada masalah."


class ReportSite(Deed):
    key = "report-site"
    yes = "Laporkan"
    labels = {
        "situasi": "Situasi dan kondisi",
        "masalah": "Permasalahan",
        "alternatif": "Alternatif pemecahan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "situasi": paragraph(self.labels["situasi"], rows=6, hint="Terisi dari yang tercatat."),
            "masalah": paragraph(self.labels["masalah"], rows=3),
            "alternatif": paragraph(
                self.labels["alternatif"], required=False, hint="Satu baris satu pilihan."
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        case, now, today = task.case, this_moment(), today_of(task)
        before = recorded.said_before(task, "akses", "isi", "keamanan", "kapasitas", "masalah")
        lines = [before[key] for key in ("akses", "isi", "keamanan", "kapasitas") if key in before]
        if not lines:
            lines = recorded.access(case.court, now=now)
            lines += recorded.freshness(case.court, today=today)
        seen = recorded.of_case(case, now=now)
        own = (
            f"{case.title}\n{case.detail}".strip() if case.flow_key == "insiden" else NOTHING_WRONG
        )
        return {
            "situasi": recorded.text_of([*seen, *lines]),
            "masalah": before.get("masalah") or own,
            "alternatif": recorded.text_of(recorded.alternatives(case, today=today, now=now)),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        if task.outcome in {"", Outcome.YES}:
            trouble = values.get("masalah", "")
            is_good = trouble == NOTHING_WRONG
            note_down(task, NoteKind.REPORT, trouble, by=by, at=at, is_good=is_good)
