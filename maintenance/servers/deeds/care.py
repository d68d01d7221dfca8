"""Care: the night's backups as they were noted, the updates and the scan of each server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.servers.deeds.work import names_of, why_not_named, write
from maintenance.servers.enums import Work
from maintenance.words import choice, text, ticks
from sopti.backups.deeds import BackUp
from sopti.ui.forms import Choice, in_columns, reveal, wanted
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

CLEAN = "Bersih"
FOUND = "Ditemukan dan dibersihkan"
NOT_RUN = "Tidak dijalankan"


class BackUpServers(BackUp):
    key = "back-up-servers"


class Care(Deed):
    key = "care-for-servers"
    labels = {
        "server": "Server",
        "pembaruan": "Pembaruan sistem",
        "antivirus": "Pemindaian antivirus",
        "catatan_antivirus": "Keterangan antivirus",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        if names := names_of(task):
            found["server"] = wanted(ticks(self.labels["server"], names))
        scans = [
            (CLEAN, Choice(CLEAN, "tidak ada temuan")),
            (FOUND, Choice(FOUND, "tulis di bawah", reveals=True)),
            (NOT_RUN, Choice(NOT_RUN, "tulis sebabnya", is_no=True, reveals=True)),
        ]
        return found | {
            "pembaruan": text(
                self.labels["pembaruan"], "Yang dipasang, atau mengapa tidak ada.", required=True
            ),
            "antivirus": in_columns(choice(self.labels["antivirus"], scans), 3),
            "catatan_antivirus": reveal(text(self.labels["catatan_antivirus"], rows=2)),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {"server": names_of(task)}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        wrong = why_not_named(task, values)
        silent = values.get("antivirus") in {FOUND, NOT_RUN}
        if silent and not values.get("catatan_antivirus"):
            wrong["catatan_antivirus"] = "Tulis temuannya, atau mengapa tidak dijalankan."
        return wrong

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        scan = ". ".join(filter(None, (values.get("antivirus"), values.get("catatan_antivirus"))))
        works = {
            Work.UPDATE: values.get("pembaruan", ""),
            Work.ANTIVIRUS: scan,
        }
        write(task, values, works, by=by, at=at)
