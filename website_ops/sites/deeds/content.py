"""Payakumbuh's rows 2 to 4: what is not up to date is reported, received, and renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.deeds import Deed
from website_ops.sites import recorded
from website_ops.sites.actions import note_look
from website_ops.sites.deeds.parts import note_down, paragraph, today_of
from website_ops.sites.enums import NoteKind

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task
    from website_ops.sites.freshness import Standing
    from website_ops.sites.models import ContentPart

ALL_FRESH = "Semua isi sudah baru."


class ReportStale(Deed):
    key = "report-stale"
    labels = {"belum_baru": "Isi yang belum diperbarui", "akses": "Ketersediaan akses"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Terisi dari pemeriksaan dan kesegaran isi di Situs web."
        return {
            "belum_baru": paragraph(self.labels["belum_baru"], hint=hint),
            "akses": paragraph(self.labels["akses"], rows=3, required=False),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        before = recorded.said_before(task, "akses", "masalah")
        stale = [one.in_a_line for one in _old(task)]
        told = [before["masalah"], *stale] if "masalah" in before else stale
        return {"belum_baru": recorded.text_of(told) or ALL_FRESH, "akses": before.get("akses")}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        words = values.get("belum_baru", "")
        note_down(task, NoteKind.REPORT, words, by=by, at=at, is_good=words == ALL_FRESH)


class ReceiveReport(Deed):
    key = "receive-report"
    labels = {"diminta": "Yang diminta diperbarui", "arahan": "Arahan"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        names = [one.part.name for one in _old(task)]
        asked = {"diminta": _ticks(self.labels["diminta"], names)} if names else {}
        return asked | {"arahan": paragraph(self.labels["arahan"], rows=3)}

    def initial(self, task: Task) -> dict[str, Any]:
        old = [one.part.name for one in _old(task)]
        words = (
            "Perbarui isi yang dilaporkan." if old else "Laporan diterima; tidak ada yang usang."
        )
        return {"diminta": old, "arahan": words}


class UpdateContent(Deed):
    key = "update-content"
    labels = {"diperbarui": "Bagian yang diperbarui", "keterangan": "Yang dikerjakan"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        names = list(_by_name(task))
        ticked = {"diperbarui": _ticks(self.labels["diperbarui"], names)} if names else {}
        return ticked | {"keterangan": paragraph(self.labels["keterangan"])}

    def initial(self, task: Task) -> dict[str, Any]:
        before = recorded.said_before(task, "arahan")
        wanted = recorded.said_before(task, "diminta").get("diminta", ())
        return {
            "diperbarui": [name for name in wanted if name in _by_name(task)],
            "keterangan": before.get("arahan", ""),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        """Let what was renewed in this step be fresh as of today, on the page of the site too."""
        today = at.astimezone(task.case.court.tz).date()
        parts = _by_name(task)
        for name in values.get("diperbarui", []):
            if name in parts:
                note_look(parts[name].pk, renewed_on=today, by=by, at=at, case=task.case)
        note_down(task, NoteKind.REPAIR, values.get("keterangan", ""), by=by, at=at, is_good=True)


def _old(task: Task) -> list[Standing]:
    found = recorded.standings_of(task.case.court, today=today_of(task))
    return [one for one in found if one.is_old]


def _by_name(task: Task) -> dict[str, ContentPart]:
    """Return the parts of the court's sites by what is ticked: of two alike also the site."""
    found = recorded.standings_of(task.case.court, today=today_of(task))
    names: dict[str, ContentPart] = {}
    for one in found:
        name = one.part.name
        names[f"{name} ({one.part.site})" if name in names else name] = one.part
    return names


def _ticks(label: str, names: list[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(name, name) for name in names],
        widget=forms.CheckboxSelectMultiple,
    )
