"""By which road a fault is mended: alone, with Umum dan Keuangan, or by somebody from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from maintenance.network.enums import Result, Road
from maintenance.words import choice, line
from sopti.core.words import plain_date
from sopti.ui.forms import Choice, DayField, in_columns, reveal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django import forms

    from sopti.workflow.models import Task

LABELS = {
    "jalan": "Cara penyelesaian",
    "pihak": "Yang membantu",
    "kontak": "Kontak",
    "tiket": "Nomor tiket",
    "datang": "Datang",
}
WHO = "Tulis siapa yang membantu, misalnya nama penyedia atau pegawai Umum dan Keuangan."
TICKET = "Tulis nomor tiketnya; tulis - bila penyedia tidak memberi nomor."
NOT_YET = "Tanggalnya belum tiba. Tulis hari ini atau sebelumnya."


def road_choice(hints: Mapping[Road, str]) -> forms.ChoiceField:
    """Return the choice of a road; helped ones show the fields of who helps."""
    roads = [
        (road.label, Choice(road.label, hints.get(road, ""), reveals=road != Road.OWN))
        for road in Road
    ]
    return in_columns(choice(LABELS["jalan"], roads), 3)


def road_fields(hints: Mapping[Road, str]) -> dict[str, forms.Field]:
    return {
        "jalan": road_choice(hints),
        "pihak": reveal(line(LABELS["pihak"])),
        "kontak": reveal(line(LABELS["kontak"], "Nama dan nomor yang dihubungi.")),
        "tiket": reveal(line(LABELS["tiket"], "Dari penyedia.")),
        "tanggal_datang": reveal(DayField(label="Datang pada", required=False)),
    }


def result_choice(label: str) -> forms.ChoiceField:
    results = [(one.label, Choice(one.label, is_no=one == Result.NOT)) for one in Result]
    return in_columns(choice(label, results), 3)


def why_not_helped(task: Task, values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is missing of the help: who, which ticket, which day."""
    wrong: dict[str, str] = {}
    road, came = values.get("jalan"), came_on(values)
    if road in {Road.GENERAL.label, Road.PROVIDER.label} and not values.get("pihak"):
        wrong["pihak"] = WHO
    if road == Road.PROVIDER.label and not values.get("tiket"):
        wrong["tiket"] = TICKET
    if came is not None and came > localtime(timezone=task.case.court.tz).date():
        wrong["tanggal_datang"] = NOT_YET
    return wrong


def came_said(values: Mapping[str, Any]) -> dict[str, Any]:
    came = came_on(values)
    return {"datang": plain_date(came)} if came else {}


def road_told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the help as a row keeps it."""
    return {
        "road": key_of(Road, values.get("jalan")),
        "helper": values.get("pihak", ""),
        "contact": values.get("kontak", ""),
        "ticket": values.get("tiket", ""),
        "came_on": came_on(values),
    }


def came_on(values: Mapping[str, Any]) -> date | None:
    """Return the day that was told: a date of the form, or as it is kept."""
    told = values.get("tanggal_datang")
    return DayField().to_python(told) if isinstance(told, str) else told


def key_of(kinds: type[Road | Result], label: object) -> str:
    return next((one.value for one in kinds if one.label == label), next(iter(kinds)).value)
