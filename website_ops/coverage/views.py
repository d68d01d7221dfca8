"""The calendar of events to cover, and the book of gear."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.subjects import named_in
from website_ops.coverage import actions, pages, rules
from website_ops.coverage.forms import EventForm, GearForm, LendForm, ReturnForm
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.people.models import Court
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
USUAL_LOAN = timedelta(days=3)
FIELDS = ("title", "day", "begins", "ends", "place", "officer")


@require_safe
def events(request: UserRequest) -> HttpResponse:
    page = pages.events_page(request.user, today=localdate())
    return render(request, "website_ops/coverage/events.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_event(request: UserRequest) -> HttpResponse:
    return _event(request, None)


@require_http_methods(["GET", "POST"])
@once_only
def edit_event(request: UserRequest, pk: int) -> HttpResponse:
    visible = CoverageEvent.objects.visible_to(request.user)
    return _event(request, get_object_or_404(visible.select_related("case"), pk=pk))


def _event(request: UserRequest, found: CoverageEvent | None) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user))
    begun = {name: getattr(found, name) for name in FIELDS} if found else {}
    form = EventForm(request.POST or None, initial=begun, court=_court(request))
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"form": form, "event": found}
        return render(request, "website_ops/coverage/event_form.html", page, status=status)
    made = actions.keep_event(form.cleaned_data, event=found, by=request.user)
    messages.success(request, f"Acara “{made}” disimpan.")
    return redirect("website_ops:events")


@require_http_methods(["GET", "POST"])
@once_only
def gear(request: UserRequest) -> HttpResponse:
    """Show who has what; a new piece is written down on the same page."""
    form = GearForm(request.POST or None, court=_court(request))
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["name"]
        things = named_in(name, request.user)
        subject = things[0].name if things else ""
        made = actions.keep_gear(name=name, subject=subject, by=request.user)
        messages.success(request, f"Alat {made} dicatat.")
        return redirect("website_ops:gear")
    page = pages.gear_page(request.user, today=localdate()) | {"form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "website_ops/coverage/gear.html", page, status=status)


@require_http_methods(["GET", "POST"])
@once_only
def lend(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Gear.objects.visible_to(request.user), pk=pk)
    refuse_if(rules.why_not_keep(request.user))
    due = localdate() + USUAL_LOAN
    form = LendForm(request.POST or None, court=_court(request), due_on=due)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"form": form, "gear": found}
        return render(request, "website_ops/coverage/lend.html", page, status=status)
    [loan] = actions.lend([found.pk], **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"{found} dibawa {loan.person}.")
    return redirect("website_ops:gear")


@require_POST
@once_only
def take_back(request: UserRequest, pk: int) -> HttpResponse:
    of_court = GearLoan.objects.filter(gear__in=Gear.objects.visible_to(request.user))
    found = get_object_or_404(of_court, pk=pk)
    form = ReturnForm(request.POST)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    done = actions.take_back(found.pk, state=state, by=request.user, at=now())
    messages.success(request, f"{done.gear} dicatat kembali.")
    return redirect("website_ops:gear")


def _court(request: UserRequest) -> Court:
    refuse_if(rules.NO_COURT if request.user.court is None else None)
    assert request.user.court is not None  # noqa: S101 (refused in the line above)
    return request.user.court
