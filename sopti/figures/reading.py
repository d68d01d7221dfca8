"""Counts of any period: kept months added up, and what they do not cover asked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.periods import Period, months_in
from sopti.figures.asking import asked_cases, asked_steps
from sopti.figures.models import CaseMonth, KeptMonth, StepMonth
from sopti.figures.tallies import CaseKey, CaseTally, StepKey, StepTally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sopti.figures.asking import Span
    from sopti.figures.tallies import CaseTallies, StepTallies
    from sopti.people.models import Court


class Cover:
    """Which months of a period are kept, and the spans that are not. One query."""

    def __init__(self, court: Court, period: Period) -> None:
        self.months: list[date] = []
        self.spans: list[Span] = []
        kept = dict(
            KeptMonth.objects.filter(court=court, month__range=(period.first, period.last))
            .exclude(until=None)
            .values_list("month", "until")
        )
        for month in months_in(period):
            for span in self._left(court, period, month, kept.get(month.first)):
                self._add(span)

    def _left(
        self, court: Court, period: Period, month: Period, until: datetime | None
    ) -> Iterator[Span]:
        """Yield what a month lacks: all of it where only some of its days are asked for."""
        part = Period(max(period.first, month.first), min(period.last, month.last))
        begins, ends = part.begins(court.tz), part.ends(court.tz)
        if until is not None and part == month:
            self.months.append(month.first)
            begins = until
        if begins < ends:
            yield begins, ends

    def _add(self, span: Span) -> None:
        """Keep the span, as part of the last one where that ends here."""
        if self.spans and self.spans[-1][1] == span[0]:
            self.spans[-1] = (self.spans[-1][0], span[1])
        else:
            self.spans.append(span)


def step_tallies(court: Court, period: Period) -> StepTallies:
    """Return the counts of every step that was finished in the period. Three queries."""
    cover = Cover(court, period)
    found = asked_steps(court.pk, cover.spans)
    for row in StepMonth.objects.filter(court=court, month__in=cover.months).order_by():
        key = StepKey(row.edition_id, row.procedure_key, row.step)
        found.setdefault(key, StepTally()).add_kept(row)
    return found


def case_months(court: Court, period: Period) -> dict[date, CaseTallies]:
    """Return by month how many cases of each procedure came and went. Four queries."""
    cover = Cover(court, period)
    found = asked_cases(court.pk, cover.spans, court.tz)
    for row in CaseMonth.objects.filter(court=court, month__in=cover.months).order_by():
        key = CaseKey(row.document_id, row.procedure_key)
        found.setdefault(row.month, {}).setdefault(key, CaseTally()).merge(row)
    return found
