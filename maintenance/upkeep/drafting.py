"""The plan of a year as the house proposes it: from the kinds, how often, and the working days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.assets.models import Asset
from maintenance.upkeep.enums import Part
from maintenance.upkeep.lists import lists_of, plain_list
from sopti.people.models import User
from sopti.people.worktime import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maintenance.assets.models import AssetKind
    from maintenance.upkeep.models import Checklist
    from sopti.people.models import Court
    from sopti.people.worktime import WorkCalendar

DAY = timedelta(days=1)
MONTHS = 12
DECEMBER = 12
# The network and the servers come first in a month: what is wrong there stops everybody.
FIRST_WEEKS = {Part.NETWORK: 1, Part.SERVER: 1, Part.DEVICES: 2}
LAST_DEVICES_WEEK = 3


@dataclass(frozen=True)
class Lot:
    """Devices of a kind in one week, by one person: a line of the plan before it is kept."""

    kind: AssetKind
    starts_on: date
    ends_on: date
    who: User | None
    assets: tuple[Asset, ...]

    @property
    def month(self) -> date:
        return self.starts_on.replace(day=1)


def draft(court: Court, year: int, *, today: date) -> list[Lot]:
    """Return the lots of a year. The same devices, lists and people always give the same."""
    calendar = calendar_of(court)
    lists = lists_of(court.pk)
    workers = _workers(court, year, today)
    found = Asset.objects.filter(court=court).filter(_there_in(year)).select_related("kind")
    by_kind: dict[AssetKind, list[Asset]] = defaultdict(list)
    for asset in found.order_by("kind__order", "kind__name", "room", "name", "nup"):
        by_kind[asset.kind].append(asset)
    lots: list[Lot] = []
    for place, (kind, assets) in enumerate(by_kind.items()):
        known = lists.get(kind.pk) or plain_list(kind)
        lots += _of_kind(known, assets, year=year, place=place, workers=workers, calendar=calendar)
    return sorted(lots, key=lambda lot: (lot.starts_on, lot.kind.order, lot.kind.name))


def _there_in(year: int) -> Q:
    """Leave out what was retired before the year, or is not there until after it."""
    here = Q(retired_on=None) | Q(retired_on__year__gte=year)
    return here & (Q(acquired_on=None) | Q(acquired_on__lte=date(year, DECEMBER, 31)))


def _workers(court: Court, year: int, today: date) -> list[User]:
    """Return the people of the IT desk at the start of the year, or those of today."""
    for day in (date(year, 1, 2), today):
        held = list(User.objects.holding("operator_ti", court=court, on=day).order_by("pk"))
        if held:
            return held
    return []


def _of_kind(
    known: Checklist,
    assets: list[Asset],
    *,
    year: int,
    place: int,
    workers: list[User],
    calendar: WorkCalendar,
) -> Iterator[Lot]:
    if not known.every:
        return
    who = workers[place % len(workers)] if workers else None
    shared = _shared_out(assets, known.every, offset=place)
    for number in range(1, MONTHS + 1):
        due = shared[(number - 1) % known.every]
        begins, ends = week_of(year, number, _week(known.part, place), calendar)
        there = tuple(asset for asset in due if _is_there(asset, begins))
        if there:
            yield Lot(known.kind, begins, ends, who, there)


def _shared_out(assets: list[Asset], every: int, *, offset: int) -> list[list[Asset]]:
    """Share the devices evenly among the months of a round, room by room."""
    shared: list[list[Asset]] = [[] for _ in range(every)]
    size = -(-len(assets) // every)
    for index, asset in enumerate(assets):
        shared[(index // size + offset) % every].append(asset)
    return shared


def _week(part: str, place: int) -> int:
    first = FIRST_WEEKS[Part(part)]
    return first if part != Part.DEVICES else first + place % (LAST_DEVICES_WEEK - first + 1)


def _is_there(asset: Asset, day: date) -> bool:
    bought = asset.acquired_on is None or asset.acquired_on <= day
    return bought and (asset.retired_on is None or asset.retired_on > day)


def week_of(year: int, month: int, number: int, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the n-th week of a month by its working days: shifted off holidays, inside the month.

    A week without a working day gives way to the next, or at the month's end to the one before.
    """
    weeks = _weeks(year, month, calendar)
    days = weeks[min(number, len(weeks)) - 1]
    return days[0], days[-1]


def _weeks(year: int, month: int, calendar: WorkCalendar) -> list[list[date]]:
    """Return the working days of the month, week by week; a stub of one day joins its neighbour."""
    weeks: dict[tuple[int, int], list[date]] = defaultdict(list)
    day = date(year, month, 1)
    while day.month == month:
        if calendar.is_working_day(day):
            weeks[day.isocalendar()[:2]].append(day)
        day += DAY
    found = [days for days in weeks.values() if len(days) > 1]
    return found or list(weeks.values()) or [[date(year, month, 1)]]
