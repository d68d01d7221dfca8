"""One page of the register: its rows, its filters in words, its columns to sort by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Value

from requests.earlier.pages import found_in_register
from requests.register import paging
from requests.register.found import NEWEST_FIRST, found_cases
from requests.register.models import SavedFilter
from requests.register.query import is_filtered, query_of, sayings, short_label
from sopti.core.kept import kept
from sopti.core.words import number
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import User
from sopti.people.worktime import calendar_of
from sopti.workflow.models import Case
from sopti.workflow.pages.rows import case_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from requests.models import ServiceRequest
    from requests.register.paging import Find
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.clock import Due
    from sopti.workflow.pages.rows import CaseRow, TaskRow

COLUMNS = {
    "nomor": "Nomor",
    "perihal": "Perihal dan pemohon",
    "jenis": "Jenis",
    "urgensi": "Urgensi",
    "langkah": "Langkah",
    "batas": "Batas langkah",
}


@dataclass(frozen=True)
class Column:
    """A column's head: the address that sorts by it, and how it is sorted now."""

    label: str
    href: str
    sorted: str  # ascending, descending, or "" when the list is in another order


@dataclass(frozen=True)
class Chip:
    """One filter that is set, and the address without it."""

    said: str
    href: str


@dataclass(frozen=True)
class Kept:
    """One saved filter of the viewer."""

    name: str
    query: str
    pk: int


@dataclass(frozen=True)
class RegisterRow:
    case: Case
    asked: ServiceRequest
    category: str
    step: str  # "Langkah 3 dari 9"
    whom: str  # who is waited for
    due: Due | None
    due_at: datetime | None
    stands: str  # both in one sentence, for the exports

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due.tone == "late"


def register_page(user: User, chosen: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return one page of the register. `chosen` comes from RegisterFilter."""
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    find = partial(found_cases, user, chosen, now=now)
    counted = paging.count(find, user, chosen, now=now)
    page = paging.Places(counted, paging.PAGE).get_page(chosen.get("hal") or 1)
    query = query_of(chosen)
    return {
        "total": counted.total,
        "late": counted.late,
        "rows": register_rows(
            _shown(find, page, user, chosen),
            viewer=user,
            now=now,
            calendar=calendar_of(user.court),
        ),
        "page": page,
        "query": query,
        "is_filtered": is_filtered(chosen),
        "columns": _columns(chosen),
        "summary": _summary(chosen, page, late=counted.late),
        "chips": [
            Chip(said, f"?{query_of(chosen, without=[name])}") for name, said in sayings(chosen)
        ],
        "only_own": user.role_keys <= ONLY_A_CLERK,
    } | found_in_register(user, chosen.get("q") or "")


def _shown(find: Find, page: Page[int], user: User, chosen: dict[str, Any]) -> list[Case]:
    """Return the cases of the page with all that their rows show.

    Which they are is found by their keys alone: the database never sorts whole cases, and
    Django's price for an ordered query grows with its columns.
    """
    places = page.object_list
    if not places:
        return []
    keys = paging.keys_between(find, user, chosen, first=places[0], last=places[-1] + 1)
    rows = {case.pk: case for case in _rows(keys=keys)}
    return [rows[key] for key in keys if key in rows]


@kept
def _rows(*, keys: list[int]) -> QuerySet[Case]:
    shown = Case.objects.filter(pk__in=keys).for_rows()
    return shown.select_related("service_request", "handling").order_by()


@kept
def _units_and_saved(*, person: int, court: int | None) -> QuerySet[Any, Any]:
    people = User.objects.filter(court=court).exclude(unit="").order_by()
    units = people.values_list("unit", Value(""), Value(0))
    saved = SavedFilter.objects.filter(user=person).order_by().values_list("name", "query", "pk")
    both: QuerySet[Any, Any] = units.union(saved)
    return both


def units_and_saved(user: User) -> tuple[list[str], list[Kept]]:
    """Return the units of the viewer's court and their own saved filters, in one query."""
    found = sorted(_units_and_saved(person=user.pk, court=user.court_id))
    return (
        [unit for unit, _, pk in found if not pk],
        [Kept(name, query, pk) for name, query, pk in found if pk],
    )


def register_rows(
    cases: Iterable[Case], *, viewer: User, now: datetime, calendar: WorkCalendar
) -> list[RegisterRow]:
    """Return rows for cases that came with their service_request, in two more queries."""
    return [_row(row) for row in case_rows(cases, viewer=viewer, now=now, calendar=calendar)]


def _row(row: CaseRow) -> RegisterRow:
    asked: ServiceRequest = row.case.service_request
    first = min(row.waiting, key=_pressing, default=None)
    return RegisterRow(
        case=row.case,
        asked=asked,
        category=short_label(asked.get_category_display()),
        step=_step(row),
        whom=_whom(row),
        due=first.due if first else None,
        due_at=first.task.due_at if first else None,
        stands=row.stands,
    )


def _pressing(row: TaskRow) -> tuple[bool, bool, float]:
    """Sort by the nearest limit; a clock that stands still comes after those that run."""
    due = row.task.due_at
    return row.due.tone == "paused", due is None, due.timestamp() if due else 0


def _step(row: CaseRow) -> str:
    if not row.waiting:
        return str(row.case.get_status_display())
    numbers = " dan ".join(dict.fromkeys(str(one.task.step) for one in row.waiting))
    return f"Langkah {numbers} dari {row.waiting[0].last}"


def _whom(row: CaseRow) -> str:
    if any(one.due.tone == "paused" for one in row.waiting):
        return "menunggu jawaban pemohon"
    return ", ".join(dict.fromkeys(str(one.task.assigned_to or one.head) for one in row.waiting))


def _summary(chosen: dict[str, Any], page: Page[int], *, late: int) -> str:
    """Return what the list is of, also for paper, where filters and pages are not printed."""
    said = [saying for _, saying in sayings(chosen)]
    if late and not chosen.get("terlambat"):
        said.append(f"{number(late)} terlambat")
    if page.paginator.num_pages > 1:
        said.append(f"halaman {page.number} dari {page.paginator.num_pages}")
    return "; ".join(said)


def _columns(chosen: dict[str, Any]) -> list[Column]:
    now_by = chosen.get("urut") or NEWEST_FIRST
    return [_column(key, label, chosen, now_by) for key, label in COLUMNS.items()]


def _column(key: str, label: str, chosen: dict[str, Any], now_by: str) -> Column:
    state = {key: "ascending", f"-{key}": "descending"}.get(now_by, "")
    other_way = key if now_by != key else f"-{key}"
    return Column(label, f"?{query_of(chosen, urut=other_way)}", state)
