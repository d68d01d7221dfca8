"""Every change of programmes and their items, each one public function.

Everything of one programme locks its row first; a programme is begun under the court's lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.policy import rules
from requests.policy.enums import ProgrammeState, Progress
from requests.policy.models import Programme, ProgrammeCase, ProgrammeItem
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

ITEM_FIELDS = ("area", "activity", "aim", "output", "quarter", "person", "budget")


def begin_programme(court: Court, year: int, *, by: User, at: datetime) -> Programme:
    """Return the year's programme, locked; a new one where there was none."""
    court = Court.objects.select_for_update().get(pk=court.pk)
    found = Programme.objects.select_for_update(of=("self",)).filter(court=court, year=year).first()
    if found is None:
        found = Programme(court=court, year=year, begun_by=by, begun_at=at)
        keep(found, by=by)
    return found


@transaction.atomic
def start_programme(year: int, *, by: User, at: datetime) -> Programme:
    """Begin the programme of a year, so that items can be planned before the SOP's case opens."""
    refuse_if(rules.why_not_plan(by))
    if by.court is None:
        raise Refusal(rules.NO_COURT)
    return begin_programme(by.court, year, by=by, at=at)


@transaction.atomic
def add_item(programme_id: int, told: Mapping[str, Any], *, by: User) -> ProgrammeItem:
    programme = locked(programme_id)
    refuse_if(rules.why_not_add_item(by, programme))
    return new_item(programme, told, by=by)


@transaction.atomic
def edit_item(pk: int, told: Mapping[str, Any], *, by: User) -> ProgrammeItem:
    item = locked_item(pk)
    refuse_if(rules.why_not_change(by, item.programme))
    return _write(item, told, by=by)


@transaction.atomic
def drop_item(pk: int, *, by: User) -> ProgrammeItem:
    """Take an activity out of the plan that no proposal hangs on."""
    item = locked_item(pk)
    refuse_if(rules.why_not_drop_item(by, item))
    item.delete()
    return item


@transaction.atomic
def note_progress(  # noqa: PLR0913 (what is told of an activity)
    pk: int,
    *,
    progress: str,
    spent: int | None = None,
    note: str = "",
    done_on: date | None = None,
    by: User,
    at: datetime,
) -> ProgrammeItem:
    """Write down how far an activity came and what it cost."""
    item = locked_item(pk)
    refuse_if(rules.why_not_note_progress(by, item))
    today = at.astimezone(item.programme.court.tz).date()
    is_done = progress == Progress.DONE
    item.progress, item.spent, item.progress_note = progress, spent, note.strip()
    item.done_on = (done_on or today) if is_done else None
    keep(item, by=by)
    return item


def move_to(
    programme: Programme, state: ProgrammeState, *, by: User, on: date | None = None
) -> None:
    """Set how far the programme came, as the step of its case says. It is locked already.

    While it is amended it says since when it is carried out: that day stays.
    """
    programme.state = state
    programme.stipulated_on = on or programme.stipulated_on
    keep(programme, by=by)


def new_item(programme: Programme, told: Mapping[str, Any], *, by: User) -> ProgrammeItem:
    last = programme.items.order_by("-order").first()
    item = ProgrammeItem(programme=programme, order=(last.order if last else 0) + 1)
    return _write(item, told, by=by)


def work_on(programme: Programme, case: Case) -> None:
    """Tie the case to the programme that it forms. Refused while another case forms it."""
    refuse_if(rules.why_not_work_on(case, programme))
    ProgrammeCase.objects.update_or_create(case=case, defaults={"programme": programme})


def programme_of(case: Case) -> Programme | None:
    """Return the programme of a case of the policy table, locked."""
    found: Programme | None = (
        Programme.objects.select_for_update(of=("self",)).filter(cases__case=case).first()
    )
    return found


def let_go(case: Case, *, by: User, at: datetime) -> None:
    """Leave the programme to be planned again when its case ends before its last step."""
    programme = programme_of(case)
    if programme is None or case.status == CaseStatus.DONE:
        return
    if programme.state == ProgrammeState.PROPOSED:
        back = ProgrammeState.IN_FORCE if programme.was_stipulated else ProgrammeState.DRAFT
        move_to(programme, back, by=by)


def _write(item: ProgrammeItem, told: Mapping[str, Any], *, by: User) -> ProgrammeItem:
    for name in ITEM_FIELDS:
        if name in told:
            setattr(item, name, told[name])
    keep(item, by=by)
    return item


def locked(pk: int) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",)).select_related("court")
    found: Programme = rows.get(pk=pk)
    return found


def locked_item(pk: int) -> ProgrammeItem:
    """Return an activity whose programme is locked: its state must not change meanwhile."""
    found = ProgrammeItem.objects.get(pk=pk)
    programme = locked(found.programme_id)
    item = ProgrammeItem.objects.select_for_update(of=("self",)).get(pk=pk)
    item.programme = programme
    return item
