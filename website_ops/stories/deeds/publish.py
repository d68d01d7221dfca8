"""Publish: where the story came out, and when."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from sopti.core.errors import Refusal
from sopti.ui.forms import DayField
from sopti.workflow.deeds import Deed
from website_ops.channels.addresses import channel_of, why_not_on
from website_ops.channels.models import Channel
from website_ops.stories import actions

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.models import Task

NOON = time(12)
NOT_YET = "Tanggal terbitnya belum tiba. Catat sesudah halamannya terbit."


class PublishStory(Deed):
    key = "publish-story"
    labels = {"alamat": "Alamat halaman", "terbit": "Tanggal terbit", "saluran": "Terbit pada"}
    template = "website_ops/stories/_ready.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        address = forms.URLField(
            label=self.labels["alamat"],
            max_length=500,
            assume_scheme="https",
            help_text="Salin dari bilah alamat peramban sesudah halamannya tampil.",
            error_messages={"invalid": "Tulis alamat lengkap, dimulai dengan https://"},
        )
        day = DayField(
            label=self.labels["terbit"], required=False, help_text="Kosongkan bila hari ini."
        )
        return {"alamat": address, "terbit": day}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        address = values.get("alamat")
        reason = why_not_on(address, _sites(task)) if address else None
        return {"alamat": reason} if reason else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        today = localdate(at, timezone=task.case.court.tz)
        found = channel_of(values.get("alamat", ""), _sites(task))
        told = {"terbit": values.get("terbit") or today.isoformat()}
        return told | ({"saluran": found.name} if found else {})

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        address = values.get("alamat", "")
        if not address:
            return  # the record of an old edition, which asked for words alone
        tz, day = task.case.court.tz, date.fromisoformat(values["terbit"])
        today = localdate(at, timezone=tz)
        if day > today:
            raise Refusal(NOT_YET)
        actions.publish(
            task.case,
            address=address,
            channel=channel_of(address, _sites(task)),
            published_at=at if day == today else datetime.combine(day, NOON, tz),
            by=by,
            at=at,
        )

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        sites = _sites(task)
        return {"task": task, "sites": sites}


def _sites(task: Task) -> list[Channel]:
    return list(Channel.objects.in_use().sites().filter(court=task.case.court_id))
