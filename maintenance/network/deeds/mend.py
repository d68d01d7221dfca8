"""Mend: by which road the faults were solved, who came, and which of them are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from maintenance.network.actions import repair
from maintenance.network.deeds.survey import findings_of
from maintenance.network.enums import Result, Road
from maintenance.words import choice, line, text, ticks
from sopti.core.words import plain_date
from sopti.ui.forms import Choice, DayField, in_columns, reveal, wanted
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import date, datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

WHO = "Tulis siapa yang membantu, misalnya nama penyedia atau pegawai Umum dan Keuangan."
TICKET = "Tulis nomor tiketnya; tulis - bila penyedia tidak memberi nomor."
NOT_YET = "Tanggalnya belum tiba. Tulis hari ini atau sebelumnya."
WHAT_IS_LEFT = "Masih ada temuan yang tidak dicentang selesai: pilih Pulih sebagian atau Belum."


class Mend(Deed):
    key = "mend-network"
    labels = {
        "jalan": "Cara penyelesaian",
        "pihak": "Yang membantu",
        "kontak": "Kontak",
        "tiket": "Nomor tiket",
        "datang": "Datang",
        "tindakan": "Yang dikerjakan",
        "selesai": "Temuan yang selesai",
        "hasil_perbaikan": "Hasil",
    }
    template = "maintenance/network/_report.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        roads = [
            (Road.OWN.label, Choice(Road.OWN.label, "oleh petugas TI")),
            (Road.GENERAL.label, Choice(Road.GENERAL.label, "suku cadang, listrik", reveals=True)),
            (Road.PROVIDER.label, Choice(Road.PROVIDER.label, "gangguan jalur", reveals=True)),
        ]
        results = [(one.label, Choice(one.label, is_no=one == Result.NOT)) for one in Result]
        found: dict[str, forms.Field] = {
            "jalan": in_columns(choice(self.labels["jalan"], roads), 3),
            "pihak": reveal(line(self.labels["pihak"])),
            "kontak": reveal(line(self.labels["kontak"], "Nama dan nomor yang dihubungi.")),
            "tiket": reveal(line(self.labels["tiket"], "Dari penyedia.")),
            "tanggal_datang": reveal(DayField(label="Datang pada", required=False)),
            "tindakan": text(self.labels["tindakan"], required=True),
        }
        if names := list(_open(task)):
            found["selesai"] = wanted(ticks(self.labels["selesai"], names))
        found["hasil_perbaikan"] = in_columns(choice(self.labels["hasil_perbaikan"], results), 3)
        return found

    def initial(self, task: Task) -> dict[str, Any]:
        return {"selesai": list(_open(task))}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"findings": list(findings_of(task))}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        wrong: dict[str, str] = {}
        road, came = values.get("jalan"), _day(values)
        if road in {Road.GENERAL.label, Road.PROVIDER.label} and not values.get("pihak"):
            wrong["pihak"] = WHO
        if road == Road.PROVIDER.label and not values.get("tiket"):
            wrong["tiket"] = TICKET
        if came is not None and came > localtime(timezone=task.case.court.tz).date():
            wrong["tanggal_datang"] = NOT_YET
        left = set(_open(task)) - set(values.get("selesai") or [])
        if left and values.get("hasil_perbaikan") == Result.WORKS.label:
            wrong["hasil_perbaikan"] = WHAT_IS_LEFT
        return wrong

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        came = _day(values)
        return {"datang": plain_date(came)} if came else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        named = _open(task)
        solved = [named[said] for said in values.get("selesai") or [] if said in named]
        told = {
            "road": _key(Road, values.get("jalan")),
            "helper": values.get("pihak", ""),
            "contact": values.get("kontak", ""),
            "ticket": values.get("tiket", ""),
            "came_on": _day(values),
            "done": values.get("tindakan", ""),
            "result": _key(Result, values.get("hasil_perbaikan")),
        }
        repair(task.case, told, solved=solved, by=by, at=at)


def _open(task: Task) -> dict[str, Any]:
    """Return the findings that are not solved, by how the step calls them."""
    found = findings_of(task).filter(solved_at=None)
    return {f"{place}. {one}"[:200]: one for place, one in enumerate(found, start=1)}


def _day(values: dict[str, Any]) -> date | None:
    """Return the day that was told: a date of the form, or as it is kept."""
    told = values.get("tanggal_datang")
    return DayField().to_python(told) if isinstance(told, str) else told


def _key(kinds: type[Road | Result], label: object) -> str:
    return next((one.value for one in kinds if one.label == label), next(iter(kinds)).value)
