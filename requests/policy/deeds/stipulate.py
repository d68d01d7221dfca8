"""Stipulate: the programme comes into force by a decree, signed at this very step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from requests.policy.actions import move_to
from requests.policy.decrees import actions as decrees
from requests.policy.decrees.papers import Signer
from requests.policy.decrees.rules import why_not_dated
from requests.policy.deeds.common import (
    PolicyDeed,
    day_in_words,
    keep_values,
    own_programme,
    paragraph,
    programme_at,
)
from requests.policy.deeds.propose import strategy_of
from requests.policy.enums import ProgrammeState
from requests.policy.models import Strategy
from sopti.people.actions import keep
from sopti.people.models import User
from sopti.ui.forms import DayField
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.workflow.models import Task

YEARS_AHEAD = 3  # a strategy usually reaches so far


class Stipulate(PolicyDeed):
    key = "stipulate"
    yes = "Tetapkan dengan SK"
    labels = {
        "periode": "Periode berlaku",
        "kebijakan": "Kebijakan dan sasaran yang ditetapkan",
        "nomor_sk": "Nomor Surat Keputusan",
        "tanggal_sk": "Tanggal Surat Keputusan",
        "penanggung_jawab": "Penanggung jawab pelaksanaan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        people = User.objects.filter(court=task.case.court, is_active=True)
        person = forms.ModelChoiceField(
            label=self.labels["penanggung_jawab"],
            queryset=people,
            required=False,
            empty_label="Pilih pegawai",
        )
        period = forms.CharField(label=self.labels["periode"], max_length=300)
        return {
            "periode": period,
            "kebijakan": paragraph(self.labels["kebijakan"], rows=6, required=True),
            "tanggal_sk": DayField(
                label=self.labels["tanggal_sk"],
                required=False,
                help_text="Kosongkan untuk tanggal hari ini.",
            ),
            "penanggung_jawab": person,
        }

    def hidden(self, task: Task) -> frozenset[str]:
        return frozenset({"nomor_sk"})  # the register gives it when this step is done

    def initial(self, task: Task) -> dict[str, Any]:
        case, programme = task.case, programme_at(task.case)
        strategy = strategy_of(case)
        first = programme.year if programme else localdate(timezone=case.court.tz).year
        told = (strategy.middle_term, strategy.long_term) if strategy else ()
        holders = User.objects.holding(
            "kasubag_ptip", court=case.court, on=localdate(timezone=case.court.tz)
        )
        return {
            "periode": f"{first} sampai dengan {first + YEARS_AHEAD}",
            "kebijakan": "\n".join(text for text in told if text),
            "penanggung_jawab": holders.first(),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        if outcome != Outcome.YES or not values.get("tanggal_sk"):
            return {}
        today = localdate(timezone=task.case.court.tz)
        reason = why_not_dated(date.fromisoformat(values["tanggal_sk"]), today=today)
        return {"tanggal_sk": reason} if reason else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        programme = own_programme(task.case)
        if task.outcome != Outcome.YES:
            move_to(programme, ProgrammeState.DRAFT, by=by)
            return
        day = _day_of(task, values, at=at)
        signer = Signer(str(by), by.nip, task.capacity, task.capacity_letter)
        draft = decrees.draft_for(task.case, programme.year, by=by, at=at)
        decree = decrees.sign(draft.pk, dated_on=day, signer=signer, by=by, at=at, in_step=True)
        move_to(programme, ProgrammeState.IN_FORCE, by=by, on=day)
        self._keep_strategy(task, values, by=by, day=day)
        keep_values(task, nomor_sk=decree.number)
        day_in_words(task, "tanggal_sk", day)

    def _keep_strategy(self, task: Task, values: dict[str, Any], *, by: User, day: date) -> None:
        strategy = strategy_of(task.case) or Strategy(case=task.case, court=task.case.court)
        strategy.period = values.get("periode", "")
        strategy.policy = values.get("kebijakan", "")
        strategy.responsible = values.get("penanggung_jawab", "")
        strategy.stipulated_on = day
        keep(strategy, by=by)


def _day_of(task: Task, values: dict[str, Any], *, at: datetime) -> date:
    told = values.get("tanggal_sk")
    return date.fromisoformat(told) if told else at.astimezone(task.case.court.tz).date()
