"""Look: how every server stands now, read by its agent or by hand before the step ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from maintenance.servers.models import Server
from maintenance.servers.pages import rows_of
from maintenance.servers.saying import all_said
from maintenance.words import choice, text
from sopti.core.words import listed
from sopti.ui.forms import Choice, in_columns, reveal
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

FRESH = timedelta(days=1)
GOOD, CARE = "Baik", "Perlu ditindaklanjuti"
WHAT_IS_WRONG = "Tulis apa yang perlu ditindaklanjuti, supaya masuk laporan."


class Look(Deed):
    key = "look-at-servers"
    labels = {
        "pembacaan": "Pembacaan",
        "keadaan_server": "Keadaan server",
        "keadaan_jaringan": "Keadaan jaringan",
        "temuan": "Yang perlu ditindaklanjuti",
    }
    template = "maintenance/servers/_step.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        well = [(GOOD, Choice(GOOD)), (CARE, Choice(CARE, reveals=True))]
        return {
            "keadaan_server": in_columns(choice(self.labels["keadaan_server"], well), 2),
            "keadaan_jaringan": in_columns(choice(self.labels["keadaan_jaringan"], well), 2),
            "temuan": reveal(text(self.labels["temuan"])),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        rows = rows_of(_servers(task), now=task.opened_at)
        warned = [row for row in rows if row.alerts]
        told = [f"{row.server}: {all_said(row.reading)}" for row in warned if row.reading]
        return {
            "keadaan_server": CARE if warned else GOOD,
            "keadaan_jaringan": GOOD,
            "temuan": "\n".join(told),
        }

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        rows = rows_of(_servers(task), now=now)
        return {"rows": [(row, _is_old(row.reading, task)) for row in rows], "task": task}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        rows = rows_of(_servers(task), now=task.opened_at)
        unread = [str(row.server) for row in rows if _is_old(row.reading, task)]
        if unread:
            return {
                "keadaan_server": f"Catat dulu pembacaan {listed(unread)}: lihat daftar di atas."
            }
        states = {values.get("keadaan_server"), values.get("keadaan_jaringan")}
        return {"temuan": WHAT_IS_WRONG} if CARE in states and not values.get("temuan") else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        rows = rows_of(_servers(task), now=at)
        lines = [f"{row.server}: {all_said(row.reading)}" for row in rows if row.reading]
        return {"pembacaan": "\n".join(lines) or "Belum ada server yang dicatat."}


def _servers(task: Task) -> Any:
    return Server.objects.filter(court=task.case.court_id).in_use()


def _is_old(reading: Any, task: Task) -> bool:
    return reading is None or reading.at < task.opened_at - FRESH
