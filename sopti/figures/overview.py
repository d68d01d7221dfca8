"""What the figures tell on Ikhtisar: the month in four numbers, and where work waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from sopti.core.words import long_date
from sopti.figures import masa, sayings
from sopti.figures.compliance import step_figures
from sopti.figures.pages import flow_of, numbers_of
from sopti.workflow.overview import Part, overview

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court, User

MOST_BARS = 6


def overview_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the parts of Ikhtisar that this person's roles lead to."""
    parts = overview(user, now=now)
    return {
        "today": long_date(now.astimezone(_court(user).tz).date()),
        "wide": [part for part in parts if part.is_wide],
        "parts": [part for part in parts if not part.is_wide],
    }


def _court(user: User) -> Court:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    return user.court


def _shown(user: User, now: datetime) -> tuple[Court, masa.Span, date]:
    """Return the court, the month that is shown, and today there."""
    court = _court(user)
    today = now.astimezone(court.tz).date()
    return court, masa.chosen("", today=today), today


def month(user: User, now: datetime) -> Part:
    """Tell the month of the court in four numbers and one finding. Nine queries."""
    court, span, today = _shown(user, now)
    cases = flow_of(court, span.period, today=today).of_period()
    steps = step_figures(court, span.period)
    return Part(
        title=span.words.capitalize(),
        lead=sayings.first_finding(cases, "berkas"),
        rest=sayings.second_finding(steps, named=True),
        numbers=tuple(numbers_of(cases, "berkas")),
        more=("Tiap prosedur dan langkah", f"{reverse('figures:compliance')}?masa={span.key}"),
        is_wide=True,
    )


def compliance(user: User, now: datetime) -> Part:
    """Draw the year, and where work waited in the month. Nine queries."""
    court, span, today = _shown(user, now)
    steps = step_figures(court, span.period)
    judged, within = (sum(getattr(step, name) for step in steps) for name in ("judged", "within"))
    waiting = sayings.slowest_steps(steps, MOST_BARS)
    flow = flow_of(court, span.period, today=today)
    return Part(
        title="Kepatuhan SOP",
        lead=sayings.steps_finding(judged, within, words=span.words),
        charts=(
            sayings.months_chart(flow.series(), span.period, "berkas"),
            sayings.waits_chart(waiting, span.words, named=True),
        ),
        more=("Tiap prosedur dan langkah", f"{reverse('figures:compliance')}?masa={span.key}"),
    )
