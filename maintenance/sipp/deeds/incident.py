"""A complaint about SIPP: taken in, reported with ways out, decided, and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.network.enums import Result, Road
from maintenance.roads import (
    LABELS,
    came_said,
    key_of,
    result_choice,
    road_choice,
    road_fields,
    road_told,
    why_not_helped,
)
from maintenance.sipp.actions import repair, take_complaint
from maintenance.sipp.enums import Channel, Reach
from maintenance.sipp.models import SippComplaint
from maintenance.sipp.report import condition, situation
from maintenance.words import choice, line, said_before, text
from sopti.ui.forms import in_columns
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

HINTS = {
    Road.OWN: "oleh petugas TI", Road.GENERAL: "perangkat, suku cadang",
    Road.PROVIDER: "tim SIPP, penyedia",
}  # fmt: skip
SYSTEM = "Pemantauan SOPTI"
MOST_WAYS = 8


class TakeComplaint(Deed):
    key = "take-sipp-complaint"
    labels = {
        "pelapor": "Pelapor",
        "saluran": "Masuk lewat",
        "keluhan": "Keluhan",
        "terkena": "Yang terkena",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        channels, reaches = (
            [(one.label, one.label) for one in Channel],
            [(one.label, one.label) for one in Reach],
        )
        return {
            "pelapor": line(self.labels["pelapor"], "Nama dan unit kerjanya.", required=True),
            "saluran": in_columns(choice(self.labels["saluran"], channels), 3),
            "keluhan": text(
                self.labels["keluhan"], "Jangan menulis nama pihak.", rows=4, required=True,
                most=2000,
            ),
            "terkena": in_columns(choice(self.labels["terkena"], reaches), 3),
        }  # fmt: skip

    def initial(self, task: Task) -> dict[str, Any]:
        told = SippComplaint.objects.filter(case=task.case).first()
        if told is None:
            return {
                "pelapor": str(task.case.requester or SYSTEM),
                "saluran": Channel.PHONE.label,
                "keluhan": task.case.detail or task.case.title,
            }
        return {
            "pelapor": told.reporter,
            "saluran": told.get_channel_display(),
            "keluhan": told.what,
            "terkena": told.get_reach_display(),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        channels = {one.label: one.value for one in Channel}
        reaches = {one.label: one.value for one in Reach}
        told = {
            "reporter": str(values.get("pelapor", ""))[:200],
            "channel": channels.get(values.get("saluran", ""), Channel.DESK.value),
            "reach": reaches.get(values.get("terkena", ""), Reach.ONE.value),
            "what": values.get("keluhan", ""),
        }
        take_complaint(task.case, told, by=by, at=at)


class Report(Deed):
    key = "report-sipp"
    labels = {
        "situasi": "Situasi",
        "kondisi": "Kondisi",
        "masalah": "Permasalahan",
        "alternatif": "Alternatif pemecahan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        filled = "Disusun dari yang tercatat; boleh diubah."
        return {
            "situasi": text(self.labels["situasi"], filled, rows=4, required=True),
            "kondisi": text(self.labels["kondisi"], filled, rows=5, required=True),
            "masalah": text(self.labels["masalah"], "Dugaan sebabnya.", required=True),
            "alternatif": text(
                self.labels["alternatif"], "Satu sebaris; pimpinan memilih salah satunya.",
                rows=4, required=True,
            ),
        }  # fmt: skip

    def initial(self, task: Task) -> dict[str, Any]:
        return {"situasi": situation(task.case), "kondisi": condition(task.case)}


class Decide(Deed):
    key = "decide-sipp"
    labels = {
        "pilihan": "Alternatif yang dipilih",
        "langkah": "Langkah pemecahan",
        "jalan": LABELS["jalan"],
    }
    template = "maintenance/sipp/_report.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        if ways := _ways(task):
            found["pilihan"] = choice(self.labels["pilihan"], [(way, way) for way in ways])
        found["langkah"] = text(
            self.labels["langkah"], "Siapa mengerjakan apa, dan sampai kapan.", required=True
        )
        found["jalan"] = road_choice(HINTS)
        return found

    def initial(self, task: Task) -> dict[str, Any]:
        ways = _ways(task)
        return {"pilihan": ways[0], "langkah": ways[0]} if len(ways) == 1 else {}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        keys = ("situasi", "kondisi", "masalah", "alternatif")
        return {"lines": [(Report.labels[key], said_before(task, key)) for key in keys]}


class Troubleshoot(Deed):
    key = "troubleshoot-sipp"
    labels = {**LABELS, "tindakan": "Yang dikerjakan", "hasil_perbaikan": "Hasil"}
    template = "maintenance/sipp/_report.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return road_fields(HINTS) | {
            "tindakan": text(self.labels["tindakan"], rows=4, required=True),
            "hasil_perbaikan": result_choice(self.labels["hasil_perbaikan"]),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {"jalan": said_before(task, "jalan")}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        told = [("masalah", Report), ("pilihan", Decide), ("langkah", Decide)]
        return {"lines": [(deed.labels[key], said_before(task, key)) for key, deed in told]}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        return why_not_helped(task, values)

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return came_said(values)

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        result = key_of(Result, values.get("hasil_perbaikan"))
        told = {**road_told(values), "done": values.get("tindakan", ""), "result": result}
        repair(task.case, told, is_over=result == Result.WORKS.value, by=by, at=at)


def _ways(task: Task) -> list[str]:
    """Return the ways out that the report offers, one a line."""
    lines = str(said_before(task, "alternatif") or "").splitlines()
    return [way[:200] for one in lines if (way := one.strip(" -\t"))][:MOST_WAYS]
