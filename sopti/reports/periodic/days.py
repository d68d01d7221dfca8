"""The working days of a period: how many, and the last one, on which its report is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.people.worktime import calendar_of

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import Court

DAY = timedelta(days=1)


def due_on(court: Court, period: Period) -> date:
    """Return the last working day of a month or year by the court's calendar."""
    end = calendar_of(court).end_of_month_day(period.last.replace(day=1), period.last.day)
    return end.date()


def working_days(court: Court, period: Period) -> int:
    calendar = calendar_of(court)
    length = (period.last - period.first).days + 1
    return sum(calendar.is_working_day(period.first + place * DAY) for place in range(length))
