"""Mend: by one of the three roads, what was done, and how far it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.monitors.enums import Section
from sopti.monitors.models import Monitor
from sopti.ui.forms import Choice, in_columns, reveal, tucked
from sopti.workflow.deeds import Deed
from website_ops.sites import recorded
from website_ops.sites.deeds.parts import (
    ROADS,
    has_provider,
    note_down,
    paragraph,
    radio,
    road_of,
    rupiah,
)
from website_ops.sites.enums import NoteKind, Road

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

DONE, PARTLY, NOT = "Selesai", "Selesai sebagian", "Belum dapat diselesaikan"
RESULTS = [
    (DONE, Choice(DONE, "sudah dicoba dari luar kantor")),
    (PARTLY, Choice(PARTLY, "masih ada sisa", reveals=True)),
    (NOT, Choice(NOT, "tulis sebabnya", reveals=True)),
]
WHAT_IS_LEFT = "Tulis apa yang belum selesai dan sebabnya."
WHICH_PROVIDER = "Tulis nama penyedia yang dilibatkan."


class FixSite(Deed):
    key = "fix-site"
    labels = {
        "jalan": "Cara penanganan",
        "penyedia": "Penyedia yang dilibatkan",
        "tindakan": "Yang dikerjakan",
        "biaya": "Biaya (rupiah)",
        "hasil": "Hasil",
        "sisa": "Yang belum selesai",
    }
    template = "website_ops/_fix_shown.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        provider = forms.CharField(label=self.labels["penyedia"], required=False, max_length=200)
        own = {} if has_provider(task) else {"penyedia": reveal(provider)}
        return {
            "jalan": in_columns(radio(self.labels["jalan"], ROADS), 3),
            **own,
            "tindakan": paragraph(self.labels["tindakan"]),
            "biaya": tucked(rupiah(self.labels["biaya"]), "Catat biaya"),
            "hasil": in_columns(radio(self.labels["hasil"], RESULTS), 3),
            "sisa": reveal(paragraph(self.labels["sisa"], rows=2, required=False)),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        before = recorded.said_before(task, "solusi", "jalan")
        return {"jalan": before.get("jalan"), "tindakan": before.get("solusi", "")}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        """Return how the monitors of the website stand while it is mended."""
        here = Monitor.objects.filter(court=task.case.court_id, section=Section.WEBSITE)
        return {"monitors": list(here.select_related("pulse"))}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        wrong = {}
        if road_of(values.get("jalan")) == Road.THIRD_PARTY and not values.get("penyedia"):
            wrong["penyedia"] = WHICH_PROVIDER
        if values.get("hasil") in {PARTLY, NOT} and not values.get("sisa"):
            wrong["sisa"] = WHAT_IS_LEFT
        return wrong

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        cost, is_done = values.get("biaya"), values.get("hasil") == DONE
        left = "" if is_done else values.get("sisa", "")
        note_down(
            task,
            NoteKind.REPAIR,
            "\n".join(line for line in (values.get("tindakan", ""), left) if line),
            by=by,
            at=at,
            road=road_of(values.get("jalan")),
            provider=values.get("penyedia", "")[:200],
            cost=None if cost is None else int(cost),
            is_good=is_done,
        )
