"""The month's routine: whether SIPP can be reached, its backup, and who uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.sipp.actions import note_check, note_review
from maintenance.sipp.enums import Access
from maintenance.sipp.forms import ACCESSES, accounts_field, accounts_in, people, seconds
from maintenance.sipp.models import SippAccount, SippCheck
from maintenance.sipp.saying import check_said
from maintenance.words import choice, line, text
from sopti.backups.deeds import BackUp
from sopti.monitors.models import Outage
from sopti.ui.forms import in_columns, tucked
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

SHOWN = 4


class CheckSipp(Deed):
    key = "check-sipp"
    labels = {
        "akses": "Akses SIPP",
        "detik": "Waktu membuka (detik)",
        "daring": "Pengguna daring",
        "ruang": "Dicoba dari",
        "gangguan": "Gangguan yang terpantau sejak berkas dibuka",
        "catatan_akses": "Catatan",
    }
    template = "maintenance/sipp/_checks_step.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "akses": in_columns(
                choice(self.labels["akses"], [(key.label, said) for key, said in ACCESSES]), 3
            ),
            "detik": seconds(),
            "daring": people(self.labels["daring"], "Dari menu pengguna daring SIPP."),
            "ruang": line(self.labels["ruang"]),
            "catatan_akses": tucked(text(self.labels["catatan_akses"], rows=2, most=300)),
        }

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        checks = SippCheck.objects.filter(court=task.case.court).select_related("by")[:SHOWN]
        return {"checks": [(one, check_said(one)) for one in checks]}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return {"gangguan": outages_said(task, at=at)}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        keys = {one.label: one.value for one in Access}
        told = {
            "access": keys.get(values.get("akses", ""), Access.GOOD.value),
            "seconds": values.get("detik"),
            "online": values.get("daring"),
            "room": str(values.get("ruang", ""))[:80],
            "note": values.get("catatan_akses", ""),
        }
        note_check(told, by=by, at=at, case=task.case)


class BackUpSipp(BackUp):
    key = "back-up-sipp"


class ReviewUsers(Deed):
    key = "review-sipp-users"
    labels = {
        "aktif": "Pengguna aktif",
        "tidak_aktif": "Pengguna tidak aktif",
        "akun": "Akun yang harus ditutup",
        "catatan_pengguna": "Catatan",
    }
    template = "maintenance/sipp/_accounts_step.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "aktif": people(self.labels["aktif"], "Yang masuk ke SIPP bulan ini."),
            "tidak_aktif": people(self.labels["tidak_aktif"]),
            "akun": accounts_field(),
            "catatan_pengguna": tucked(text(self.labels["catatan_pengguna"], rows=2, most=500)),
        }

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        waiting = SippAccount.objects.filter(court=task.case.court, closed_at=None)
        return {"accounts": list(waiting.select_related("review"))}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        told = {
            "active": int(values.get("aktif") or 0),
            "idle": int(values.get("tidak_aktif") or 0),
            "note": values.get("catatan_pengguna", ""),
        }
        note_review(told, accounts_in(values.get("akun", "")), by=by, at=at, case=task.case)


def outages_said(task: Task, *, at: datetime) -> str:
    """Return what the monitors of SIPP saw since the case was opened."""
    found = Outage.objects.filter(
        monitor__court=task.case.court, monitor__section="sipp", began_at__gte=task.case.opened_at
    ).select_related("monitor")
    lines = [
        f"{one.monitor}: {one.seen} {one.minutes(now=at)} menit"
        f"{'' if one.ended_at else ', masih berlangsung'}."
        for one in found.order_by("began_at", "pk")
    ]
    return "\n".join(lines) or "Tidak ada."
