"""Collect: what the sub-units and meetings ask for. Plan: the activities of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.policy.actions import begin_programme, move_to, new_item, work_on
from requests.policy.deeds.common import (
    PolicyDeed,
    in_words,
    paragraph,
    planned_year,
    quarter_of,
    year_field,
)
from requests.policy.enums import ProgrammeState
from requests.policy.models import Programme, Proposal
from requests.policy.pages import rupiah
from requests.policy.rules import why_not_work_on
from sopti.people.actions import keep
from sopti.ui.fields import TableField

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from requests.policy.models import ProgrammeItem
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

COLUMNS = [("kegiatan", "Kegiatan"), ("sasaran", "Sasaran"), ("waktu", "Waktu pelaksanaan")]
FEWEST_ROWS, SPARE_ROWS = 6, 3


class Collect(PolicyDeed):
    key = "collect"
    labels = {
        "tahun": "Tahun program",
        "rapat": "Hasil rapat dan data yang dihimpun",
        "usulan": "Usulan unit kerja",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "tahun": year_field(),
            "rapat": paragraph(self.labels["rapat"], required=True),
            "usulan": paragraph(
                self.labels["usulan"], rows=6, hint="Diisi dari usulan yang masuk; dapat diubah."
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        year = planned_year(task.case)
        return {"tahun": year, "usulan": proposals_said(task.case, year)}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        return _why_not_year(task.case, values)

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = _begun(task, values, by=by, at=at)
        told = (values.get("rapat", ""), values.get("usulan", ""))
        programme.background = "\n\n".join(text for text in told if text)[:5000]
        keep(programme, by=by)


class Plan(PolicyDeed):
    key = "plan"
    labels = {
        "tahun": "Tahun program",
        "program": "Program dan kegiatan",
        "pelatihan": "Pelatihan dan edukasi yang dibutuhkan",
        "kebutuhan": "Kebutuhan perangkat dan biaya",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        table = TableField(COLUMNS, rows=max(FEWEST_ROWS, len(_items(task.case)) + SPARE_ROWS))
        table.label, table.required = self.labels["program"], True
        table.help_text = (
            "Dari program yang sudah disusun; ubah, tambah, atau kosongkan barisnya. "
            "Waktu ditulis seperti Triwulan I."
        )
        table.error_messages["required"] = "Isi paling sedikit satu kegiatan."
        return {
            "tahun": year_field(f"Tabel di bawah berisi program {planned_year(task.case)}."),
            "program": table,
            "pelatihan": paragraph(self.labels["pelatihan"], rows=3),
            "kebutuhan": paragraph(self.labels["kebutuhan"], rows=3),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        year, items = planned_year(task.case), _items(task.case)
        known = Programme.objects.filter(court=task.case.court, year=year).first()
        spent = sum(item.budget for item in items)
        needs = f"Anggaran seluruhnya {rupiah(spent)}." if spent else ""
        return {
            "tahun": year,
            "program": [_row(item) for item in items],
            "pelatihan": known.training if known else "",
            "kebutuhan": (known.needs if known else "") or needs,
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        return _why_not_year(task.case, values)

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = _begun(task, values, by=by, at=at)
        programme.training = values.get("pelatihan", "")
        programme.needs = values.get("kebutuhan", "")
        keep(programme, by=by)
        _follow(programme, values.get("program", []), by=by)
        lines = [
            f"{place}. {item.activity} ({item.get_quarter_display()})"
            for place, item in enumerate(programme.items.all(), 1)
        ]
        in_words(task, "program", lines)


def proposals_said(case: Case, year: int) -> str:
    """Return the proposals of a year, one a line, with what was decided of each."""
    found = Proposal.objects.filter(window__court=case.court, window__year=year)
    return "\n".join(
        f"{one.unit}: {one.title} ({rupiah(one.amount)}), {_small(one.get_state_display())}"
        for one in found.order_by("unit", "pk")
    )


def _items(case: Case) -> list[ProgrammeItem]:
    year = planned_year(case)
    found = Programme.objects.filter(court=case.court, year=year).first()
    return list(found.items.order_by("order", "pk")) if found else []


def _row(item: ProgrammeItem) -> dict[str, str]:
    return {
        "kegiatan": item.activity,
        "sasaran": item.aim or item.output,
        "waktu": item.get_quarter_display(),
    }


def _why_not_year(case: Case, values: dict[str, Any]) -> dict[str, str]:
    year = values.get("tahun")
    found = Programme.objects.filter(court=case.court, year=year or 0).first()
    reason = why_not_work_on(case, found)
    return {"tahun": reason} if reason else {}


def _begun(task: Task, values: dict[str, Any], *, by: User, at: datetime) -> Programme:
    """Return the year's programme, tied to the case and open to be planned."""
    year = int(values.get("tahun") or planned_year(task.case))
    programme = begin_programme(task.case.court, year, by=by, at=at)
    work_on(programme, task.case)
    move_to(programme, ProgrammeState.DRAFT, by=by)
    return programme


def _follow(programme: Programme, rows: list[dict[str, str]], *, by: User) -> None:
    """Make the activities what the table says. One that proposals hang on is never taken out."""
    known: dict[str, list[ProgrammeItem]] = {}
    for item in programme.items.order_by("order", "pk"):
        known.setdefault(_plain(item.activity), []).append(item)
    for row in rows:
        if activity := row.get("kegiatan", "").strip() or row.get("sasaran", "").strip():
            waiting = known.get(_plain(activity), [])
            _write(programme, waiting.pop(0) if waiting else None, row | {"kegiatan": activity}, by)
    for left in (item for items in known.values() for item in items):
        if not programme.was_stipulated and not left.proposals.exists():
            left.delete()  # what was stipulated once is dropped by saying so, not by silence


def _write(programme: Programme, item: ProgrammeItem | None, row: dict[str, str], by: User) -> None:
    aim, quarter = row.get("sasaran", ""), quarter_of(row.get("waktu", ""))
    if item is None:
        told = {"activity": row["kegiatan"], "aim": aim, "quarter": quarter}
        new_item(programme, told, by=by)
        return
    changed = item.quarter != quarter or aim not in {"", item.aim, item.output}
    if changed:
        item.quarter = quarter
        item.aim = item.aim if aim in {"", item.output} else aim
        keep(item, by=by)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
