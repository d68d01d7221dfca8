"""The work list: reading it, and what is done without leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from requests.counter.rules import why_not_write_down
from requests.worklist import actions, pages, rules
from requests.worklist.day_list import day_list as day_list_of
from requests.worklist.forms import BackForm, GiveForm, HandOverForm, WorkFilter
from sopti.core.errors import refuse_if
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only
from sopti.workflow.actions import start as start_step
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def worklist(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = WorkFilter(request.GET, units=pages.units_of(request.user))
    page = pages.work_page(request.user, form.chosen(), now=now())
    writes_down = why_not_write_down(request.user) is None
    context = page | {"form": form, "writes_down": writes_down}
    return render(request, "requests/worklist/list.html", context)


@require_safe
@says_why_not_printed
def day_list(request: UserRequest) -> HttpResponse:
    """Print what the list under its filter means for today."""
    refuse_if(rules.why_not_read(request.user))
    form = WorkFilter(request.GET, units=pages.units_of(request.user))
    sheet = day_list_of(request.user, form.chosen(), at=now())
    name = f"daftar pekerjaan {sheet.day}"
    template = "requests/worklist/day_list.html"
    return sent(template, sheet, name=name, sheets=("form.css", "desk.css"))


@require_POST
@once_only
def start(request: UserRequest, pk: int) -> HttpResponse:
    task = start_step(_task(request, pk).pk, by=request.user, at=now())
    messages.success(
        request,
        f"{task.case.number}: langkah {task.step} mulai Anda kerjakan. "
        "Waktu kerja dihitung sejak sekarang.",
    )
    return _back(request, pk)


@require_POST
@once_only
def take_over(request: UserRequest, pk: int) -> HttpResponse:
    found, told = _task(request, pk), HandOverForm(request.POST).told()
    task = actions.hand_over(
        found.pk,
        to=request.user,
        reason=told["reason"],
        held_by=told["held_by"],
        by=request.user,
        at=now(),
    )
    messages.success(request, f"{task.case.number}: langkah {task.step} sekarang pada Anda.")
    return _back(request, pk)


@require_POST
@once_only
def hand_over(request: UserRequest, pk: int) -> HttpResponse:
    found = _task(request, pk)  # first: a wrong form says nothing of rows of others
    told = GiveForm(request.POST, viewer=request.user).told()
    task = actions.hand_over(
        found.pk,
        to=told["to"],
        reason=told["reason"],
        held_by=told["held_by"],
        by=request.user,
        at=now(),
    )
    messages.success(
        request, f"{task.case.number}: langkah {task.step} diserahkan kepada {told['to']}."
    )
    return _back(request, pk)


def _task(request: UserRequest, pk: int) -> Task:
    refuse_if(rules.why_not_read(request.user))
    here = Task.objects.visible_to(request.user)
    return get_object_or_404(here.filter(case__service_request__isnull=False), pk=pk)


def _back(request: UserRequest, pk: int) -> HttpResponse:
    """Return to the list as it was, at the row that was worked on."""
    query = BackForm(request.POST).query(units=pages.units_of(request.user))
    address = reverse("requests:worklist")
    return redirect(f"{address}?{query}#tugas-{pk}" if query else f"{address}#tugas-{pk}")
