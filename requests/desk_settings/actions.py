"""Every change of what a court settles for its desk, each one public function.

All of them lock the court first, and begin with a copy of ours where it has no rows of its own.
Nothing is deleted: what old requests say stays, since they keep words and not rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.desk import categories_of, matrix_of, targets_of
from requests.desk_settings import rules
from requests.models import PriorityRule, PriorityTarget, ServiceCategory
from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sopti.people.models import User


# ------------------------------------------------------------------------------------ categories
@transaction.atomic
def take_over_categories(*, by: User, at: datetime) -> None:
    """Give the court rows of its own to change, all of ours; nothing when it has some."""
    refuse_if(rules.why_not_set(by))
    _with_own_categories(_court_of(by), by=by)


@transaction.atomic
def add_category(
    name: str, *, parent: ServiceCategory | None, by: User, at: datetime
) -> ServiceCategory:
    """Add a category at the end, or a subcategory of one."""
    refuse_if(rules.why_not_keep(by, parent) if parent else rules.why_not_set(by))
    court = _court_of(by)
    _with_own_categories(court, by=by)
    refuse_if(rules.why_not_name(name, court_id=court.pk))
    last = ServiceCategory.objects.filter(court=court, parent=parent).order_by("order").last()
    order = last.order + 1 if last else 1
    category = ServiceCategory(court=court, parent=parent, name=name, order=order)
    keep(category, by=by)
    return category


@transaction.atomic
def rename_category(category_id: int, name: str, *, by: User, at: datetime) -> ServiceCategory:
    """Call a category otherwise from now on; old requests keep the word they were given."""
    category = _locked(category_id)
    refuse_if(
        rules.why_not_keep(by, category)
        or rules.why_not_name(name, court_id=category.court_id, keep=category.pk)
    )
    category.name = name
    keep(category, by=by)
    return category


@transaction.atomic
def move_category(category_id: int, *, up: bool, by: User, at: datetime) -> ServiceCategory:
    """Let it change places with the one before it, or after it, among those that are in use."""
    category = _locked(category_id)
    refuse_if(rules.why_not_keep(by, category))
    beside = ServiceCategory.objects.filter(
        court=category.court_id, parent=category.parent_id, is_active=True
    )
    rows = list(beside)
    here = rows.index(category) if category in rows else -1
    there = here - 1 if up else here + 1
    if here >= 0 and 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        _number(rows, by=by)
    return category


@transaction.atomic
def switch_category(category_id: int, *, on: bool, by: User, at: datetime) -> ServiceCategory:
    """Offer a category again, or no longer. Its subcategories go with it."""
    category = _locked(category_id)
    why_not = rules.why_not_switch_on if on else rules.why_not_switch_off
    refuse_if(rules.why_not_keep(by, category) or why_not(category))
    category.is_active = on
    keep(category, by=by)
    return category


def _court_of(by: User) -> Court:
    """Return the person's court, locked until the change is done."""
    return Court.objects.select_for_update(of=("self",)).get(people=by)


def _locked(category_id: int) -> ServiceCategory:
    category = ServiceCategory.objects.select_related("parent").get(pk=category_id)
    Court.objects.select_for_update().get(pk=category.court_id)
    category.refresh_from_db()
    return category


def _number(rows: Sequence[ServiceCategory], *, by: User) -> None:
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            row.order = order
            keep(row, by=by)


def _with_own_categories(court: Court, *, by: User) -> None:
    if not ServiceCategory.objects.filter(court=court).exists():
        for order, (name, subs) in enumerate(categories_of(court).items(), start=1):
            top = ServiceCategory(court=court, name=name, order=order)
            keep(top, by=by)
            for place, sub in enumerate(subs, start=1):
                keep(ServiceCategory(court=court, parent=top, name=sub, order=place), by=by)


# ---------------------------------------------------------------------------- matrix and targets
@transaction.atomic
def set_matrix(
    *,
    impacts: Sequence[str],
    urgencies: Sequence[str],
    priorities: Sequence[Sequence[int]],
    by: User,
    at: datetime,
) -> int:
    """Call the rows and columns so, in their order, and give each cell its priority.

    Returns how many cells are other than before. Requests that have a priority keep it.
    """
    refuse_if(
        rules.why_not_set(by)
        or rules.why_not_headings(impacts, what="Dampak")
        or rules.why_not_headings(urgencies, what="Urgensi")
    )
    court = _court_of(by)
    wanted = [
        (impact, urgency, priority)
        for impact, row in zip(impacts, priorities, strict=True)
        for urgency, priority in zip(urgencies, row, strict=True)
    ]
    rows = _own_cells(court, by=by)
    changed = [
        (row, cell)
        for row, cell in zip(rows, wanted, strict=True)
        if (row.impact, row.urgency, row.priority) != cell
    ]
    _make_room(row for row, _ in changed)
    for row, cell in changed:
        row.impact, row.urgency, row.priority = cell
        keep(row, by=by)
    return len(changed)


@transaction.atomic
def set_targets(minutes: Mapping[int, int], *, by: User, at: datetime) -> None:
    """Let requests that get their priority from now on be due after so many working minutes."""
    refuse_if(rules.why_not_set(by) or rules.why_not_targets(minutes))
    court = _court_of(by)
    own = {row.priority: row for row in PriorityTarget.objects.filter(court=court)}
    known = targets_of(court)
    for priority, wanted in minutes.items():
        row = own.get(priority) or PriorityTarget(court=court, priority=priority)
        if row.pk is None or known[priority] != wanted:
            row.minutes = wanted
            keep(row, by=by)


def _own_cells(court: Court, *, by: User) -> list[PriorityRule]:
    """Return the cells of the court, row by row; copies of ours when it has none."""
    rows = {(row.impact, row.urgency): row for row in PriorityRule.objects.filter(court=court)}
    matrix = matrix_of(court)
    for (impact, urgency), priority in matrix.cells.items():
        if (impact, urgency) not in rows:
            row = PriorityRule(court=court, impact=impact, urgency=urgency, priority=priority)
            keep(row, by=by)
            rows[impact, urgency] = row
    return [
        rows.get((impact, urgency)) or PriorityRule(court=court, impact=impact, urgency=urgency)
        for impact in matrix.impacts
        for urgency in matrix.urgencies
    ]


def _make_room(rows: Iterable[PriorityRule]) -> None:
    """Take the names off cells for a moment: two rows may be changing names with each other."""
    for row in (row for row in rows if row.pk):
        row.impact = f"{row.pk} {row.impact}"[:80]
        row.skip_history_when_saving = True  # type: ignore[attr-defined]  # simple-history's door
        row.save(update_fields=["impact"])
        del row.skip_history_when_saving  # type: ignore[attr-defined]  # what follows is history
