"""Decide: which way out, by which of the three roads, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.ui.forms import DayField, in_columns, tucked
from sopti.workflow.deeds import Deed
from website_ops.sites import recorded
from website_ops.sites.deeds.parts import ROADS, note_down, paragraph, radio, road_of, rupiah
from website_ops.sites.enums import NoteKind

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task


class DecideFix(Deed):
    key = "decide-fix"
    labels = {
        "solusi": "Pemecahan yang ditetapkan",
        "jalan": "Cara penanganan",
        "biaya_disetujui": "Biaya yang disetujui (rupiah)",
        "batas": "Diselesaikan paling lambat",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Terisi dari alternatif yang dilaporkan. Hapus yang tidak dipilih."
        return {
            "solusi": paragraph(self.labels["solusi"], hint=hint),
            "jalan": in_columns(radio(self.labels["jalan"], ROADS), 3),
            "biaya_disetujui": tucked(
                rupiah(self.labels["biaya_disetujui"]), "Tentukan biaya yang disetujui"
            ),
            "batas": tucked(
                DayField(label=self.labels["batas"], required=False),
                "Tentukan batas penyelesaian",
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        before = recorded.said_before(task, "alternatif")
        return {"solusi": before.get("alternatif", "")}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        cost = values.get("biaya_disetujui")
        note_down(
            task,
            NoteKind.DECISION,
            values.get("solusi", ""),
            by=by,
            at=at,
            road=road_of(values.get("jalan")),
            cost=None if cost is None else int(cost),
        )


class PlanFollowUp(DecideFix):
    """Banjarnegara's row 6: the analysis of the findings stands above the plan."""

    key = "plan-follow-up"
    labels = {"analisis": "Analisis hasil monitoring"} | dict(DecideFix.labels) | {
        "solusi": "Rencana tindak lanjut"
    }  # fmt: skip

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {"analisis": paragraph(self.labels["analisis"])} | super().fields(task)

    def initial(self, task: Task) -> dict[str, Any]:
        before = recorded.said_before(task, "masalah", "alternatif")
        return {"analisis": before.get("masalah", ""), "solusi": before.get("alternatif", "")}
