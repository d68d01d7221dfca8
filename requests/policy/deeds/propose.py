"""Propose: the strategy for the years to come, and with it the draft of the decree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.policy.actions import move_to
from requests.policy.decrees.actions import draft_for
from requests.policy.deeds.common import PolicyDeed, own_programme, paragraph, programme_at
from requests.policy.enums import ProgrammeState
from requests.policy.forms import rupiah
from requests.policy.models import Strategy
from sopti.people.actions import keep
from sopti.ui.forms import tucked
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task


class Propose(PolicyDeed):
    key = "propose"
    yes = "Usulkan"
    labels = {
        "menengah": "Usulan jangka menengah",
        "panjang": "Usulan jangka panjang",
        "alasan": "Alasan dan manfaat",
        "biaya": "Perkiraan biaya (rupiah)",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "menengah": paragraph(
                self.labels["menengah"],
                required=True,
                hint="Satu sampai tiga tahun ke depan: kebijakan dan sasarannya.",
            ),
            "panjang": paragraph(self.labels["panjang"], rows=3),
            "alasan": tucked(paragraph(self.labels["alasan"], rows=3), "Tambah alasan"),
            "biaya": rupiah(self.labels["biaya"]),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        known = strategy_of(task.case) or last_strategy(task.case)
        programme = programme_at(task.case)
        budget = sum(programme.items.values_list("budget", flat=True)) if programme else 0
        return {
            "menengah": known.middle_term if known else "",
            "panjang": known.long_term if known else "",
            "alasan": known.reasons if known else "",
            "biaya": budget or (known.cost if known else None),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = own_programme(task.case)
        if task.outcome in {Outcome.RETURN, Outcome.REFUSE}:
            move_to(programme, ProgrammeState.DRAFT, by=by)
            return
        cost = values.get("biaya")
        strategy = strategy_of(task.case) or Strategy(case=task.case, court=task.case.court)
        strategy.middle_term = values.get("menengah", "")
        strategy.long_term = values.get("panjang", "")
        strategy.reasons = values.get("alasan", "")
        strategy.cost = None if cost is None else int(cost)
        keep(strategy, by=by)
        move_to(programme, ProgrammeState.PROPOSED, by=by)
        draft_for(task.case, programme.year, by=by, at=at)


def strategy_of(case: Case) -> Strategy | None:
    found: Strategy | None = Strategy.objects.filter(case=case).first()
    return found


def last_strategy(case: Case) -> Strategy | None:
    """Return what the court stipulated last: most of it still holds."""
    known = Strategy.objects.filter(court=case.court).exclude(stipulated_on=None)
    found: Strategy | None = known.first()
    return found
