"""The programme in its year: carried out, reported, evaluated, followed up (Banjarnegara A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.policy.deeds.common import (
    PolicyDeed,
    item_line,
    keep_values,
    own_programme,
    paragraph,
    programme_at,
)
from requests.policy.enums import Progress
from requests.policy.pages import rupiah, totals_of
from sopti.people.actions import keep

if TYPE_CHECKING:
    from datetime import datetime

    from requests.policy.models import ProgrammeItem
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

OF_ITEM = "kegiatan_"
MOST_ASKED = 30  # activities at one step; more are noted on the programme's page


class CarryOut(PolicyDeed):
    key = "carry-out"
    labels = {"kemajuan": "Pelaksanaan tiap kegiatan", "uraian": "Uraian pelaksanaan"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        asked: dict[str, forms.Field] = {
            f"{OF_ITEM}{item.pk}": forms.ChoiceField(
                label=item.activity,
                choices=Progress.choices,
                initial=item.progress,
                help_text=item.get_quarter_display(),
            )
            for item in items_of(task.case)[:MOST_ASKED]
        }
        asked["uraian"] = paragraph(
            self.labels["uraian"], rows=6, required=True, hint="Apa yang dikerjakan dan hasilnya."
        )
        return asked

    def initial(self, task: Task) -> dict[str, Any]:
        noted = [one for one in items_of(task.case) if one.progress != Progress.NOT_YET]
        return {"uraian": "\n".join(item_line(one) for one in noted)}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        own_programme(task.case)  # locked: what is counted below holds
        today = at.astimezone(task.case.court.tz).date()
        items = items_of(task.case)
        for item in items:
            told = values.get(f"{OF_ITEM}{item.pk}", item.progress)
            if told != item.progress:
                item.progress = told
                item.done_on = today if told == Progress.DONE else None
                keep(item, by=by)
        asked = dict.fromkeys(f"{OF_ITEM}{item.pk}" for item in items)
        keep_values(task, **asked, kemajuan="\n".join(item_line(item) for item in items))


class Report(PolicyDeed):
    key = "report"
    labels = {"laporan": "Laporan pelaksanaan program"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Disusun dari catatan pelaksanaan; ubah seperlunya."
        return {"laporan": paragraph(self.labels["laporan"], rows=12, required=True, hint=hint)}

    def initial(self, task: Task) -> dict[str, Any]:
        lines = [item_line(item) for item in items_of(task.case)]
        return {"laporan": "\n".join([sums_said(task.case), *lines])[:5000]}


class Evaluate(PolicyDeed):
    key = "evaluate"
    labels = {
        "capaian": "Capaian program",
        "kendala": "Kendala",
        "rekomendasi": "Rekomendasi",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "capaian": paragraph(self.labels["capaian"], required=True),
            "kendala": paragraph(self.labels["kendala"], rows=3),
            "rekomendasi": paragraph(
                self.labels["rekomendasi"], required=True, hint="Yang harus ditindaklanjuti."
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        dropped = [
            f"{one.activity}: {one.progress_note or 'tidak dilaksanakan'}"
            for one in items_of(task.case)
            if one.progress == Progress.DROPPED
        ]
        return {"capaian": sums_said(task.case), "kendala": "\n".join(dropped)}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = own_programme(task.case)
        told = [f"{self.labels[key]}: {values[key]}" for key in self.labels if values.get(key)]
        programme.evaluation = "\n".join(told)[:5000]
        keep(programme, by=by)


class FollowUp(PolicyDeed):
    key = "follow-up"
    labels = {"tindak_lanjut": "Tindak lanjut yang dilaksanakan"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Mulai dari rekomendasi monitoring dan evaluasi: tulis apa yang dilakukan."
        label = self.labels["tindak_lanjut"]
        return {"tindak_lanjut": paragraph(label, rows=6, required=True, hint=hint)}

    def initial(self, task: Task) -> dict[str, Any]:
        done = task.case.tasks.filter(is_current=True, finished_at__isnull=False).order_by("-step")
        told = (one.values.get("rekomendasi") for one in done)
        return {"tindak_lanjut": next((text for text in told if text), "")}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = own_programme(task.case)
        programme.follow_up = values.get("tindak_lanjut", "")
        keep(programme, by=by)


def items_of(case: Case) -> list[ProgrammeItem]:
    programme = programme_at(case)
    return list(programme.items.order_by("order", "pk")) if programme else []


def sums_said(case: Case) -> str:
    """Say how far the programme of the case came, in one line."""
    programme = programme_at(case)
    if programme is None:
        return ""
    today = case.opened_at.astimezone(case.court.tz).date()
    totals = totals_of(items_of(case), year=programme.year, today=today)
    money = f"Realisasi anggaran {rupiah(totals.spent)} dari {rupiah(totals.budget)}"
    share = f" ({totals.percent_spent}%)" if totals.budget else ""
    return f"{programme}: {totals.said} {money}{share}."
