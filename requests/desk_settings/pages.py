"""What the pages of a court's desk show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Model

from requests import desk
from requests.enums import Priority
from requests.models import Handling, PriorityRule, PriorityTarget, ServiceCategory
from requests.rules import service_table
from sopti.core.words import DAY_MINUTES, HOUR
from sopti.people.worktime import calendar_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopti.people.models import Court, User

MOST_CHANGES, MOST_READ = 6, 300
KEPT: dict[str, type[Model]] = {
    "kategori": ServiceCategory,
    "matriks": PriorityRule,
    "target": PriorityTarget,
}


# ------------------------------------------------------------------------------------- durations
def parted(minutes: int) -> tuple[int, int, int]:
    """Return working days, hours and minutes."""
    days, rest = divmod(minutes, DAY_MINUTES)
    return days, *divmod(rest, HOUR)


def exact(minutes: int) -> str:
    """Return “3 hari 1 jam 15 menit”: a target is said whole, not rounded as in lists."""
    parts = zip(parted(minutes), ("hari", "jam", "menit"), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"


# ---------------------------------------------------------------------------------- first page
@dataclass(frozen=True)
class Change:
    """What one person changed at one time."""

    at: datetime
    by: str
    what: str
    count: int


def overview(court: Court) -> dict[str, Any]:
    """Return how much the court settled of its own, and who changed it last."""
    categories, matrix = desk.categories_of(court), desk.matrix_of(court)
    minutes = desk.targets_of(court).values()
    own = {name: model._base_manager.filter(court=court).exists() for name, model in KEPT.items()}  # noqa: SLF001
    return {
        "own": own,
        "categories": len(categories),
        "subcategories": sum(map(len, categories.values())),
        "matrix": f"{len(matrix.impacts)} dampak, {len(matrix.urgencies)} urgensi",
        "targets": f"{exact(min(minutes))} sampai {exact(max(minutes))}",
        "changes": _changes(court),
    }


def _changes(court: Court) -> list[Change]:
    """Return the newest changes; what one person did in the same minute is one of them."""
    found: dict[tuple[Any, ...], Change] = {}
    for what, model in KEPT.items():
        rows = model.history.filter(court=court).select_related("history_user")  # type: ignore[attr-defined]
        for row in rows.order_by("-history_date")[:MOST_READ]:
            by = str(row.history_user or "SOPTI")
            key = (what, by, row.history_date.replace(second=0, microsecond=0))
            known = found.get(key)
            found[key] = Change(
                known.at if known else row.history_date, by, what, known.count + 1 if known else 1
            )
    return sorted(found.values(), key=lambda change: change.at, reverse=True)[:MOST_CHANGES]


# ------------------------------------------------------------------------------------ categories
@dataclass
class Group:
    """A category with its subcategories; `used` says how many requests were classified so."""

    name: str
    row: ServiceCategory | None = None
    used: int = 0
    subs: list[Group] = field(default_factory=list)
    is_first: bool = False
    is_last: bool = False


def categories_page(court: Court) -> dict[str, Any]:
    """Return the categories in their order; those out of use apart. Three queries."""
    rows = list(ServiceCategory.objects.filter(court=court).select_related("parent"))
    if not rows:
        given = desk.categories_of(court)
        groups = [Group(name, subs=[Group(sub) for sub in subs]) for name, subs in given.items()]
        return {"groups": groups, "off": [], "is_own": False}
    used = _used(court)
    return {
        "groups": _grouped(rows, used),
        "off": [Group(row.name, row, used.get(row.name, 0)) for row in rows if not row.is_active],
        "is_own": True,
    }


def _grouped(rows: list[ServiceCategory], used: Mapping[str, int]) -> list[Group]:
    def of(parent: int | None) -> list[Group]:
        found = [row for row in rows if row.is_active and row.parent_id == parent]
        groups = [Group(row.name, row, used.get(row.name, 0)) for row in found]
        if groups:
            groups[0].is_first = groups[-1].is_last = True
        return groups

    tops = of(None)
    for top in tops:
        top.subs = of(top.row.pk) if top.row else []
    return tops


def _used(court: Court) -> dict[str, int]:
    """Return how many requests carry each word, as category or as subcategory."""
    found: dict[str, int] = {}
    for name in ("category", "subcategory"):
        rows = Handling.objects.filter(case__court=court).exclude(**{name: ""})
        found |= dict(rows.values_list(name).annotate(Count("pk")).order_by())
    return found


# --------------------------------------------------------------------------- matrix and targets
@dataclass(frozen=True)
class Target:
    """What a priority means: in how much working time, and until when if opened now."""

    priority: Priority
    words: str
    until: datetime
    is_beyond_sop: bool


def targets_page(
    user: User, court: Court, minutes: Mapping[int, int], *, now: datetime
) -> dict[str, Any]:
    """Return what each priority means for a request opened now, beside the SOP's own limit."""
    calendar, table = calendar_of(court), service_table(user)
    limit = None
    if table:
        flow = table.procedure.flow("")
        limit = desk.sop_limit(table.procedure, flow, opened_at=now, calendar=calendar)
    targets = []
    for priority in Priority:
        until = calendar.add(now, minutes[priority])
        is_beyond = bool(limit and limit.until and until > limit.until)
        targets.append(Target(priority, exact(minutes[priority]), until, is_beyond))
    return {"targets": targets, "limit": limit, "table": table}
