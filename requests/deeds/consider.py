"""Consider: how the request is best met, what it costs, and what else could be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.deeds.handling import key_of, settle
from requests.enums import Way
from sopti.ui.forms import Choice, in_columns, reveal, tucked
from sopti.workflow.deeds import Deed, form_options

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

MOST_RUPIAH = 10**12
COSTS_MONEY = frozenset({Way.PURCHASE.value, Way.THIRD_PARTY.value})
WHAT_IT_COSTS = "Tulis perkiraan biayanya, supaya dapat ditimbang. Tulis 0 bila tanpa biaya."


class Consider(Deed):
    key = "consider"
    labels = {
        "cara": "Cara pemenuhan",
        "biaya": "Perkiraan biaya (rupiah)",
        "pihak_ketiga": "Nama pihak ketiga",
        "pertimbangan": "Pertimbangan dan usulan",
        "alternatif": "Pilihan lain",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        options = form_options(task, "cara") or tuple(Way.labels)
        way = forms.ChoiceField(
            label=self.labels["cara"],
            choices=[(word, _choice(word, _way(task, word))) for word in options],
            widget=forms.RadioSelect,
        )
        provider = forms.CharField(
            label=self.labels["pihak_ketiga"], required=False, max_length=200
        )
        advice = forms.CharField(
            label=self.labels["pertimbangan"],
            max_length=5000,
            widget=forms.Textarea({"rows": 4}),
        )
        other = forms.CharField(
            label=self.labels["alternatif"],
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
        )
        return {
            "pertimbangan": advice,
            "cara": in_columns(way, 2),
            "biaya": rupiah(self.labels["biaya"]),
            "pihak_ketiga": reveal(provider),
            "alternatif": tucked(other, "Tambah pilihan lain"),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        is_silent = _way(task, values.get("cara")) in COSTS_MONEY and values.get("biaya") is None
        return {"biaya": WHAT_IT_COSTS} if is_silent else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        cost = values.get("biaya")
        settle(
            task.case,
            way=_way(task, values.get("cara")),
            cost=None if cost is None else int(cost),
            advice=values.get("pertimbangan", ""),
        )


def _way(task: Task, word: object) -> str:
    return key_of(Way, word, task=task, field="cara")


def _choice(word: str, means: str) -> Choice:
    return Choice(word, is_no=means == Way.REFUSE, reveals=means == Way.THIRD_PARTY)


def rupiah(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_RUPIAH,
        help_text="Angka saja, tanpa titik. Misalnya 650000.",
    )
