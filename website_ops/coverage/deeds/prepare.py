"""Prepare: the event, who covers it, and the gear that goes out."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from sopti.core.words import plain_date
from sopti.ui.forms import ClockField, DayField, in_columns
from sopti.workflow.deeds import Deed
from website_ops.coverage import actions
from website_ops.coverage.choices import officers_of
from website_ops.coverage.models import CoverageEvent, Gear

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

DAYS = 3  # for which gear is usually out
AFTER = "Jam selesai harus sesudah jam mulai."


class PrepareCoverage(Deed):
    key = "prepare-coverage"
    labels = {
        "acara": "Acara",
        "tanggal": "Tanggal",
        "mulai": "Mulai pukul",
        "selesai": "Selesai pukul",
        "tempat": "Tempat",
        "petugas": "Petugas liputan",
        "alat": "Alat yang dibawa",
        "kembali": "Alat kembali paling lambat",
        "persiapan": "Persiapan lain",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        people = [(str(one), str(one)) for one in officers_of(task.case.court)]
        free = [(gear.name, gear.name) for gear in free_gear(task)]
        gear = forms.MultipleChoiceField(
            label=self.labels["alat"],
            required=False,
            choices=free,
            widget=forms.CheckboxSelectMultiple,
            help_text=""
            if free
            else "Belum ada alat bebas; alat dicatat pada menu Liputan dan berita, Alat.",
        )
        other = forms.CharField(
            label=self.labels["persiapan"], required=False, max_length=1000,
            help_text="Baterai, kartu memori, surat tugas, izin meliput.",
        )  # fmt: skip
        return {
            "acara": forms.CharField(label=self.labels["acara"], max_length=200),
            "tanggal": DayField(label=self.labels["tanggal"]),
            "mulai": ClockField(label=self.labels["mulai"], required=False),
            "selesai": ClockField(label=self.labels["selesai"], required=False),
            "tempat": forms.CharField(label=self.labels["tempat"], required=False, max_length=120),
            "petugas": forms.ChoiceField(
                label=self.labels["petugas"], required=False,
                choices=[("", "Belum ditentukan"), *people],
            ),
            "alat": in_columns(gear, 2),
            "kembali": DayField(
                label=self.labels["kembali"], required=False,
                help_text="Kosongkan untuk tiga hari sesudah acara.",
            ),
            "persiapan": other,
        }  # fmt: skip

    def initial(self, task: Task) -> dict[str, Any]:
        event = event_of(task)
        if event is None:
            opened = localdate(task.case.opened_at, timezone=task.case.court.tz)
            return {"acara": task.case.title, "tanggal": opened.isoformat()}
        return {
            "acara": event.title,
            "tanggal": event.day.isoformat(),
            "mulai": f"{event.begins:%H:%M}" if event.begins else "",
            "selesai": f"{event.ends:%H:%M}" if event.ends else "",
            "tempat": event.place,
            "petugas": str(event.officer or ""),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        begins, ends = values.get("mulai"), values.get("selesai")
        return {"selesai": AFTER} if ends and (not begins or ends <= begins) else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        day = _day(values.get("tanggal")) or localdate(at, timezone=task.case.court.tz)
        people = {str(one): one for one in officers_of(task.case.court)}
        officer = people.get(values.get("petugas", ""), by)
        told = {
            "title": values.get("acara") or task.case.title,
            "day": day,
            "begins": _clock(values.get("mulai")),
            "ends": _clock(values.get("selesai")),
            "place": values.get("tempat", ""),
            "officer": officer,
        }
        event = actions.cover(task.case, told, by=by)
        named = Gear.objects.in_use().filter(court=task.case.court_id)
        wanted = list(named.filter(name__in=values.get("alat") or []).values_list("pk", flat=True))
        today = localdate(at, timezone=task.case.court.tz)
        due = _day(values.get("kembali")) or max(day, today) + timedelta(days=DAYS)
        actions.lend(wanted, to=officer, due_on=due, event=event, by=by, at=at)

    def told(self, task: Task) -> list[tuple[str, str]]:
        days = {self.labels[key] for key in ("tanggal", "kembali")}
        return [
            (label, _said(said) if label in days else said) for label, said in super().told(task)
        ]


def event_of(task: Task) -> CoverageEvent | None:
    own = CoverageEvent.objects.filter(case=task.case_id).select_related("officer").first()
    return own or actions.planned_for(task.case)


def free_gear(task: Task) -> list[Gear]:
    """Return the pieces that nobody has."""
    there = Gear.objects.in_use().filter(court=task.case.court_id)
    return list(there.exclude(loans__returned_at=None, loans__isnull=False))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _clock(value: str | None) -> time | None:
    return time.fromisoformat(value.replace(".", ":")) if value else None


def _said(day: str) -> str:
    try:
        return plain_date(date.fromisoformat(day))
    except ValueError:
        return day
