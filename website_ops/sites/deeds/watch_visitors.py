"""Visitors: how many came in the month, by whose count, and whether anything looked wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.words import month_name
from sopti.ui.forms import Choice, in_columns, reveal
from sopti.workflow.deeds import Deed
from website_ops.sites.actions import note_visitors
from website_ops.sites.deeds.parts import may_raise, paragraph, radio, raise_trouble, today_of
from website_ops.sites.forms import MOST_VISITORS, WHAT_IS_SUSPICIOUS, month_choices
from website_ops.sites.subjects import site_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

USUAL = "Wajar"
HANDLED = "Mencurigakan, sudah ditangani"
RAISED = "Mencurigakan, buka berkas penanganan"


class WatchVisitors(Deed):
    key = "watch-visitors"
    labels = {
        "bulan": "Bulan",
        "pengunjung": "Pengunjung (orang)",
        "sumber": "Sumber angka",
        "aktivitas": "Aktivitas pengunjung",
        "temuan": "Yang mencurigakan, dan tindakannya",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        looks = [
            (USUAL, Choice(USUAL, "tidak ada yang mencurigakan")),
            (HANDLED, Choice(HANDLED, "tulis apa dan tindakannya", reveals=True)),
        ]
        if may_raise(task):
            looks.append((RAISED, Choice(RAISED, "berkasnya dibuka sekarang", reveals=True)))
        return {
            "bulan": forms.ChoiceField(
                label=self.labels["bulan"], choices=[(name, name) for name in _months(task)]
            ),
            "pengunjung": forms.IntegerField(
                label=self.labels["pengunjung"], min_value=0, max_value=MOST_VISITORS
            ),
            "sumber": forms.CharField(
                label=self.labels["sumber"],
                max_length=120,
                help_text="Misalnya Google Analytics, penghitung Joomla, atau log hosting.",
            ),
            "aktivitas": in_columns(radio(self.labels["aktivitas"], looks), len(looks)),
            "temuan": reveal(paragraph(self.labels["temuan"], rows=3, required=False)),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        site = site_of(task.case)
        last = site.visitor_months.first() if site else None
        return {"bulan": next(iter(_months(task))), "sumber": last.source if last else ""}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        is_silent = values.get("aktivitas") in {HANDLED, RAISED} and not values.get("temuan")
        return {"temuan": WHAT_IS_SUSPICIOUS} if is_silent else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        site, found = site_of(task.case), values.get("temuan", "")
        months = _months(task, today=at.astimezone(task.case.court.tz).date())
        month = months.get(str(values.get("bulan")))
        if site is not None and month is not None:
            told = {
                "month": month,
                "visitors": int(values["pengunjung"]),
                "source": values["sumber"],
                "is_suspicious": values["aktivitas"] != USUAL,
                "note": found,
            }
            note_visitors(site.pk, told, by=by, at=at, case=task.case)
        if values.get("aktivitas") == RAISED:
            raise_trouble(task, found, by=by, at=at)


def _months(task: Task, *, today: date | None = None) -> dict[str, date]:
    """Return the months that may be told of, by their names: what is kept reads as words."""
    found = [date.fromisoformat(value) for value, _ in month_choices(today or today_of(task))]
    return {month_name(month): month for month in found}
