"""Coverage on the calendar: events, gear that is due, what came out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.workflow.diary import DONE, DUE, EVENT, Entry
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan
from website_ops.coverage.rules import why_not_keep
from website_ops.stories.models import Story

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return the events, loans and publications of these days, in three queries."""
    if user.court is None:
        return []
    tz, days = user.court.tz, (first, last)
    events = CoverageEvent.objects.visible_to(user).filter(day__range=days)
    loans = GearLoan.objects.filter(
        gear__in=Gear.objects.visible_to(user), returned_at=None, due_on__range=days
    )
    may_keep = why_not_keep(user) is None
    out = Story.objects.visible_to(user).published().filter(published_at__date__range=days)
    return [
        *(_of_event(event, user, tz, may_keep=may_keep) for event in events),
        *(_of_loan(loan, user) for loan in loans.select_related("gear", "person")),
        *(_of_story(story, tz) for story in out.only("headline", "published_at")),
    ]


def _of_event(event: CoverageEvent, user: User, tz: tzinfo, *, may_keep: bool) -> Entry:
    begins = datetime.combine(event.day, event.begins, tz) if event.begins else None
    where = f", {event.place}" if event.place else ""
    return Entry(
        key=f"coverage-{event.pk}",
        day=event.day,
        kind=EVENT,
        words=f"Liputan: {event}{where}",
        link=event.get_absolute_url() if may_keep else reverse("website_ops:events"),
        begins=begins,
        is_mine=event.officer_id == user.pk,
    )


def _of_loan(loan: GearLoan, user: User) -> Entry:
    return Entry(
        key=f"gear-{loan.pk}",
        day=loan.due_on,
        kind=DUE,
        words=f"Alat kembali: {loan.gear}, dibawa {loan.person}",
        link=reverse("website_ops:gear"),
        is_mine=loan.person_id == user.pk,
        outside=f"Alat kembali: {loan.gear}",
    )


def _of_story(story: Story, tz: tzinfo) -> Entry:
    assert story.published_at is not None  # noqa: S101 (only published ones are asked for)
    return Entry(
        key=f"story-{story.pk}",
        day=story.published_at.astimezone(tz).date(),
        kind=DONE,
        words=f"Terbit: {story}",
        link=story.get_absolute_url(),
    )
