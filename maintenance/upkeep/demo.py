"""The demonstration's year of upkeep: a plan in force and what the checks found, month by month.

Written in bulk with the days of its past; a court that has a plan already is left as it is.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from maintenance.assets.enums import Condition, WorkKind
from maintenance.assets.models import Asset, AssetWork
from maintenance.upkeep.actions import card_words
from maintenance.upkeep.drafting import draft, week_of
from maintenance.upkeep.enums import Found, PlanStatus
from maintenance.upkeep.lists import lists_of, load_lists
from maintenance.upkeep.models import Check, YearPlan
from maintenance.upkeep.plans import write_lines
from sopti.people.models import Court, User
from sopti.people.worktime import calendar_of

if TYPE_CHECKING:
    from datetime import date

    from maintenance.upkeep.drafting import Lot
    from maintenance.upkeep.models import Checklist

FILE = settings.BASE_DIR / "fixtures" / "demo_upkeep.toml"
NINE = time(9)


class Chances(NamedTuple):
    """Of a hundred checks: how many found a fault, found nothing, or were never made."""

    fault: int = 7
    gone: int = 1
    missed: int = 5


def load(at: datetime) -> str:
    """Write the year of every demonstration court that has assets and no plan yet."""
    load_lists()
    before = Check.objects.count()
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    courts = Court.objects.on_show().filter(assets__isnull=False)
    planned = YearPlan.objects.values("court")
    for court in courts.exclude(pk__in=planned).order_by("key"):
        _Year(court, at, told["notes"]).write()
    return f"{Check.objects.count() - before} pemeriksaan"


class _Year:
    """The years of one court that the last twelve months touch."""

    def __init__(self, court: Court, at: datetime, notes: dict[str, list[str]]) -> None:
        self.court, self.at, self.notes = court, at, notes
        self.today = at.astimezone(court.tz).date()
        self.begin = self.today.replace(year=self.today.year - 1, day=1)
        self.by = User.objects.holding("operator_ti", court=court, on=self.today)[0]
        self.head = User.objects.holding("kasubag_ptip", court=court, on=self.today)[0]
        self.lists = lists_of(court.pk)
        self.chance = Random(court.key)  # noqa: S311 (no secret)
        self.checks: list[Check] = []

    def write(self) -> None:
        for year in range(self.begin.year, self.today.year + 1):
            lots = draft(self.court, year, today=self.today)
            if lots:
                write_lines(self._plan(year), lots)
                for lot in lots:
                    self._check_lot(lot)
        works = AssetWork.objects.bulk_create(check.work for check in self.checks if check.work)
        for check, work in zip(self.checks, works, strict=True):
            check.work = work
        Check.objects.bulk_create(self.checks)

    def _plan(self, year: int) -> YearPlan:
        day = week_of(year, 1, 1, calendar_of(self.court))[0]
        made = datetime.combine(day, NINE, self.court.tz)
        return YearPlan.objects.create(
            court=self.court,
            year=year,
            status=PlanStatus.IN_FORCE,
            made_by=self.by,
            made_at=made,
            decided_by=self.head,
            decided_at=made + timedelta(hours=5),
        )

    def _check_lot(self, lot: Lot) -> None:
        """Check the devices of a lot on its days; the week that runs is half done."""
        if lot.month < self.begin or lot.starts_on > self.today:
            return
        days = (lot.ends_on - lot.starts_on).days + 1
        for place, asset in enumerate(lot.assets):
            day = lot.starts_on + timedelta(days=place % days)
            runs = lot.month == self.today.replace(day=1)
            if day < self.today and self.chance.randrange(100) >= (
                25 if runs else Chances().missed
            ):
                self._check(lot, asset, day)

    def _check(self, lot: Lot, asset: Asset, day: date) -> None:
        known: Checklist | None = self.lists.get(lot.kind.pk)
        at = datetime.combine(day, NINE, self.court.tz) + timedelta(
            minutes=self.chance.randrange(360)
        )
        check = Check(
            asset=asset, month=lot.month, items=known.items if known else [],
            by=lot.who or self.by, at=at, found=Found.GOOD,
        )  # fmt: skip
        self._find(check)
        check.work = AssetWork(
            asset=asset, kind=WorkKind.CHECK, done_on=day, summary=card_words(check),
            worker=str(check.by), condition=Condition(asset.condition), by=check.by, at=at,
        )  # fmt: skip
        self.checks.append(check)

    def _find(self, check: Check) -> None:
        drawn, chances = self.chance.randrange(100), Chances()
        if drawn < chances.fault and check.items:
            check.found = Found.PROBLEM
            check.wrong = [self.chance.choice(check.items)]
            check.note = self.chance.choice(self.notes["bermasalah"])
        elif drawn < chances.fault + chances.gone:
            check.found = Found.MISSING
            check.note = self.chance.choice(self.notes["tidak-ditemukan"])
