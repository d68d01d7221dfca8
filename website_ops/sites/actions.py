"""Every change of what is known of the court's sites, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from website_ops.sites import rules
from website_ops.sites.models import ContentLook, ContentPart, Site, SiteNote, VisitorMonth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

SITE_FIELDS = ("name", "address", "purpose", "keeper", "note")
PART_FIELDS = ("name", "unit", "every_days", "monitor", "is_active")


@transaction.atomic
def add_site(told: Mapping[str, Any], *, by: User, at: datetime) -> Site:
    """Write down a site of the person's court."""
    if by.court_id is None:
        raise Refusal(rules.NO_COURT)
    court = Court.objects.select_for_update().get(pk=by.court_id)
    refuse_if(rules.why_not_add(by))
    return _write(Site(court=court, added_at=at), told, by=by)


@transaction.atomic
def change_site(site_id: int, told: Mapping[str, Any], *, by: User) -> Site:
    site = _locked(site_id)
    refuse_if(rules.why_not_change(by, site))
    return _write(site, told, by=by)


@transaction.atomic
def retire_site(site_id: int, *, reason: str, on: date, by: User, at: datetime) -> Site:
    """Say that a site is no longer there; what is known of it stays."""
    site = _locked(site_id)
    refuse_if(rules.why_not_retire(by, site))
    site.retired_on, site.retired_reason = on, reason
    keep(site, by=by)
    summary = f"{by} mencatat situs {site} ditutup: {reason}"
    record(EventKind.SITE_RETIRED, court=site.court, by=by, at=at, summary=summary, site=site.pk)
    return site


# ----------------------------------------------------------------------------------------- parts
@transaction.atomic
def add_part(site_id: int, told: Mapping[str, Any], *, by: User) -> ContentPart:
    site = _locked(site_id)
    refuse_if(rules.why_not_add_part(by, site))
    return _write_part(ContentPart(site=site), told, by=by)


@transaction.atomic
def change_part(part_id: int, told: Mapping[str, Any], *, by: User) -> ContentPart:
    part = _locked_part(part_id)
    refuse_if(rules.why_not_change(by, part.site))
    return _write_part(part, told, by=by)


@transaction.atomic
def note_look(
    part_id: int, *, renewed_on: date, by: User, at: datetime, case: Case | None = None
) -> ContentPart:
    """Keep of which date the newest content of a part is, as somebody saw or made it just now."""
    part = _locked_part(part_id)
    refuse_if(rules.why_not_look(by, part.site))
    today = at.astimezone(part.site.court.tz).date()
    refuse_if(rules.why_not_renewed_on(part, renewed_on, today=today))
    ContentLook.objects.create(part=part, renewed_on=renewed_on, case=case, by=by, at=at)
    part.renewed_on, part.seen_at, part.seen_by = renewed_on, at, by
    keep(part, by=by)
    return part


@transaction.atomic
def note_looks(site_id: int, seen: Mapping[int, date], *, by: User, at: datetime) -> int:
    """Keep several looks of one round through the site, all or none; say how many."""
    parts = ContentPart.objects.filter(site=site_id, is_active=True, pk__in=seen)
    for part in parts.order_by("pk"):
        note_look(part.pk, renewed_on=seen[part.pk], by=by, at=at)
    return len(parts)


# ---------------------------------------------------------------------------- visitors and notes
@transaction.atomic
def note_visitors(
    site_id: int, told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> VisitorMonth:
    """Keep the count of a month; said again, it takes the place of the earlier one."""
    site = _locked(site_id)
    refuse_if(rules.why_not_change(by, site))
    month = told["month"].replace(day=1)
    today = at.astimezone(site.court.tz).date()
    refuse_if(rules.why_not_month(month, today=today))
    row = VisitorMonth.objects.filter(site=site, month=month).first()
    row = row or VisitorMonth(site=site, month=month)
    for name in ("visitors", "source", "is_suspicious", "note"):
        setattr(row, name, told[name])
    row.case, row.by, row.at = case or row.case, by, at
    keep(row, by=by)
    return row


def write_note(note: SiteNote) -> SiteNote:
    """Add a line to the history of a site, within the transaction of the step that did it."""
    note.save()
    return note


# ----------------------------------------------------------------------------------------- parts
def _write(site: Site, told: Mapping[str, Any], *, by: User) -> Site:
    refuse_if(rules.why_not_address(site, told["address"]))
    for name in SITE_FIELDS:
        setattr(site, name, told[name])
    keep(site, by=by)
    return site


def _write_part(part: ContentPart, told: Mapping[str, Any], *, by: User) -> ContentPart:
    refuse_if(rules.why_not_part_name(part, told["name"]))
    for name in PART_FIELDS:
        setattr(part, name, told[name])
    keep(part, by=by)
    return part


def _locked(site_id: int) -> Site:
    locked = Site.objects.select_for_update(of=("self",))
    return locked.select_related("court", "keeper").get(pk=site_id)


def _locked_part(part_id: int) -> ContentPart:
    locked = ContentPart.objects.select_for_update(of=("self",))
    return locked.select_related("site__court").get(pk=part_id)
