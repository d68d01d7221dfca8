"""What a court sorts and measures requests by: categories, the matrix of priorities, targets.

A court that has settled nothing has the words of `fixtures/service_desk.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from requests.models import PriorityRule, PriorityTarget, ServiceCategory
from sopti.sop.enums import NormKind
from sopti.sop.totals import computed_total

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Flow, Procedure

FILE = settings.BASE_DIR / "fixtures" / "service_desk.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _MatrixPart(_Part):
    urgencies: tuple[str, ...]
    impacts: dict[str, tuple[int, ...]]


class _TargetPart(_Part):
    minutes: tuple[int, ...]


class _DeskFile(_Part):
    categories: dict[str, tuple[str, ...]]
    matrix: _MatrixPart
    targets: _TargetPart


@lru_cache(maxsize=1)
def _defaults() -> _DeskFile:
    return _DeskFile.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Matrix:
    """The priority (1 to 4) of each pair of impact and urgency; what is missing has none."""

    cells: dict[tuple[str, str], int]

    @property
    def impacts(self) -> list[str]:
        return list(dict.fromkeys(impact for impact, _ in self.cells))

    @property
    def urgencies(self) -> list[str]:
        return list(dict.fromkeys(urgency for _, urgency in self.cells))

    def priority(self, impact: object, urgency: object) -> int | None:
        return self.cells.get((str(impact), str(urgency)))


def categories_of(court: Court) -> dict[str, tuple[str, ...]]:
    """Return the names of the court's categories, each with its subcategories. One query."""
    rows = list(ServiceCategory.objects.filter(court=court, is_active=True))
    if not rows:
        return dict(_defaults().categories)
    return {
        top.name: tuple(row.name for row in rows if row.parent_id == top.pk)
        for top in rows
        if top.parent_id is None
    }


def matrix_of(court: Court) -> Matrix:
    """Return the court's matrix. One query."""
    rows = PriorityRule.objects.filter(court=court)
    cells = {(row.impact, row.urgency): row.priority for row in rows}
    return Matrix(cells or _default_cells())


def _default_cells() -> dict[tuple[str, str], int]:
    matrix = _defaults().matrix
    return {
        (impact, urgency): priority
        for impact, row in matrix.impacts.items()
        for urgency, priority in zip(matrix.urgencies, row, strict=True)
    }


def targets_of(court: Court) -> dict[int, int]:
    """Return the working minutes for each priority. One query."""
    own = dict(PriorityTarget.objects.filter(court=court).values_list("priority", "minutes"))
    return dict(enumerate(_defaults().targets.minutes, start=1)) | own


@dataclass(frozen=True)
class SopLimit:
    """Until when the SOP itself wants a request met; by its last day, or by all its durations."""

    words: str
    until: datetime | None = None


def sop_limit(
    procedure: Procedure, flow: Flow, *, opened_at: datetime, calendar: WorkCalendar
) -> SopLimit:
    """Say until when the SOP wants a request met that was opened then."""
    last = procedure.step(flow.steps[-1]).norm
    if last.kind == NormKind.DAY_OF_CASE:
        end = calendar.end_of_nth_day(opened_at, last.day or 1)
        return SopLimit(f"hari ke-{last.day}", end)
    return SopLimit(f"{computed_total(procedure)} pengerjaan untuk seluruh tabel")
