"""Report and take in: the month's servers in words, and what its reader wants to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from maintenance.servers.report import report
from maintenance.words import choice, said_before, text
from sopti.ui.forms import Choice, in_columns, reveal
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from django import forms

    from sopti.workflow.models import Task

NOTHING, MORE = "Cukup, teruskan perawatan rutin", "Perlu tindak lanjut"
WHAT_TO_DO = "Tulis apa yang harus ditindaklanjuti, supaya petugas tahu."


class Report(Deed):
    key = "report-servers"
    labels = {"laporan": "Laporan keadaan server", "usulan": "Usulan"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "laporan": text(
                self.labels["laporan"], "Disusun dari yang tercatat; boleh diubah.", rows=10,
                required=True, most=8000,
            ),
            "usulan": text(self.labels["usulan"], "Apa yang sebaiknya dilakukan, bila ada."),
        }  # fmt: skip

    def initial(self, task: Task) -> dict[str, Any]:
        until = task.finished_at or max(task.opened_at, now())
        return {"laporan": report(task.case, until=until), "usulan": said_before(task, "temuan")}


class TakeIn(Deed):
    key = "take-in-servers"
    labels = {"tanggapan": "Tanggapan", "arahan": "Yang harus ditindaklanjuti"}
    template = "maintenance/servers/_report.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        answers = [(NOTHING, Choice(NOTHING)), (MORE, Choice(MORE, reveals=True))]
        return {
            "tanggapan": in_columns(choice(self.labels["tanggapan"], answers), 2),
            "arahan": reveal(text(self.labels["arahan"])),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        asked = said_before(task, "usulan")
        return {"tanggapan": MORE if asked else NOTHING, "arahan": asked}

    def shown(self, task: Task, *, now: Any) -> dict[str, Any]:
        return {"report": said_before(task, "laporan"), "asked": said_before(task, "usulan")}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        lacks = values.get("tanggapan") == MORE and not values.get("arahan")
        return {"arahan": WHAT_TO_DO} if lacks else {}
