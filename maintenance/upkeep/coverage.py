"""What was planned and what was done in a year: per month, per room, per device."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from maintenance.assets.models import Asset
from maintenance.upkeep.drafting import draft
from maintenance.upkeep.enums import Found
from maintenance.upkeep.models import Check, PlanLine, YearPlan
from sopti.core.words import MONTHS, SHORT_MONTHS

if TYPE_CHECKING:
    from sopti.people.models import Court, User

DONE, BAD, GONE, MISSED, AHEAD, NOTHING = "selesai", "masalah", "hilang", "terlewat", "nanti", ""
MARKS = {DONE: "✓", BAD: "!", GONE: "?", MISSED: "✗", AHEAD: "·", NOTHING: ""}
SAID = {
    DONE: "baik", BAD: "bermasalah", GONE: "tidak ditemukan", MISSED: "terlewat",
    AHEAD: "belum diperiksa", NOTHING: "tidak terjadwal",
}  # fmt: skip
TONES = {BAD: "tag--red", GONE: "tag--gold", MISSED: "tag--gold", DONE: "tag--green"}
OF_FOUND = {Found.GOOD: DONE, Found.PROBLEM: BAD, Found.MISSING: GONE}


@dataclass(frozen=True)
class Cell:
    """One month of one device."""

    month: str
    state: str

    @property
    def mark(self) -> str:
        return MARKS[self.state]

    @property
    def said(self) -> str:
        return f"{self.month}: {SAID[self.state]}"

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")


@dataclass(frozen=True)
class AssetYear:
    asset: Asset
    cells: list[Cell]

    @property
    def missed(self) -> list[str]:
        return [cell.month for cell in self.cells if cell.state == MISSED]


@dataclass
class Count:
    """How much was planned and done: of a month or a room."""

    name: str
    planned: int = 0
    done: int = 0
    bad: int = 0
    gone: int = 0
    missed: int = 0
    handed_on: int = 0
    assets: list[AssetYear] = field(default_factory=list)

    def add(self, state: str, *, handed_on: bool) -> None:
        self.handed_on += handed_on
        self.planned += state != NOTHING
        self.done += state in {DONE, BAD, GONE}
        self.bad += state == BAD
        self.gone += state == GONE
        self.missed += state == MISSED


@dataclass(frozen=True)
class Year:
    """The coverage of a year."""

    year: int
    plan: YearPlan | None
    months: list[Count]
    rooms: list[Count]
    total: Count


def year_of(court: Court, year: int, *, today: date) -> Year:
    """Return plan and realisation of a year, in a fixed number of queries.

    A check that nobody planned counts as planned: it was done.
    """
    plan = YearPlan.objects.filter(court=court, year=year).first()
    due = _planned(plan) if plan else _proposed(court, year, today=today)
    checks = {
        (check.asset_id, check.month.month): check
        for check in Check.objects.filter(asset__court=court, month__year=year).defer("items")
    }
    for asset, month in checks:
        due[asset].add(month)
    counted = _Counted(year)
    assets = Asset.objects.filter(pk__in=due.keys()).select_related("kind")
    for one in assets.order_by("room", "name", "nup"):
        counted.add(one, checks, due[one.pk], today=today)
    return Year(year, plan, counted.months, counted.by_missed, counted.total)


class _Counted:
    """The sums of a year while its devices are counted one by one."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.months = [Count(name) for name in MONTHS]
        self.rooms: dict[str, Count] = {}
        self.total = Count("Setahun")

    def add(
        self, asset: Asset, checks: dict[tuple[int, int], Check], due: set[int], *, today: date
    ) -> None:
        room = self.rooms.setdefault(asset.room, Count(asset.room))
        cells = []
        for number in range(1, len(MONTHS) + 1):
            check = checks.get((asset.pk, number))
            state = _state(asset, date(self.year, number, 1), check, due, today=today)
            cells.append(Cell(SHORT_MONTHS[number - 1], state))
            for count in (self.months[number - 1], room, self.total):
                count.add(state, handed_on=bool(check and check.case_id))
        room.assets.append(AssetYear(asset, cells))

    @property
    def by_missed(self) -> list[Count]:
        return sorted(self.rooms.values(), key=_by_missed)


def _by_missed(room: Count) -> tuple[int, str]:
    return -room.missed, room.name.casefold()


def _planned(plan: YearPlan) -> dict[int, set[int]]:
    due: dict[int, set[int]] = defaultdict(set)
    through = PlanLine.assets.through.objects.filter(planline__plan=plan)
    for asset, day in through.values_list("asset", "planline__starts_on"):
        due[asset].add(day.month)
    return due


def _proposed(court: Court, year: int, *, today: date) -> dict[int, set[int]]:
    due: dict[int, set[int]] = defaultdict(set)
    for lot in draft(court, year, today=today):
        for asset in lot.assets:
            due[asset.pk].add(lot.month.month)
    return due


def _state(asset: Asset, month: date, check: Check | None, due: set[int], *, today: date) -> str:
    if check is not None:
        return OF_FOUND[Found(check.found)]
    retired = asset.retired_on is not None and asset.retired_on.replace(day=1) <= month
    if month.month not in due or retired:
        return NOTHING
    return MISSED if month < today.replace(day=1) else AHEAD


def coverage_page(user: User, year: int, *, today: date) -> dict[str, Any]:
    court: Court = user.court  # type: ignore[assignment]  # the rule was asked before
    found = year_of(court, year, today=today)
    missed = [(asset, room.name) for room in found.rooms for asset in room.assets if asset.missed]
    return {
        "found": found,
        "year": year,
        "missed": missed,
        "this_year": today.year,
        "short_months": SHORT_MONTHS,
        "legend": [(MARKS[state], SAID[state]) for state in (DONE, BAD, GONE, MISSED, AHEAD)],
    }
