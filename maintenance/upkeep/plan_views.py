"""The plan of a year: reading, drafting, changing, and its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.upkeep import coverage, pages, papers, plans, rules
from maintenance.upkeep.forms import LineForm, YearForm
from maintenance.upkeep.models import PlanLine
from sopti.core.errors import refuse_if
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def plan(request: UserRequest, year: int) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.plan_page(request.user, year, today=localdate())
    return render(request, "maintenance/upkeep/plan.html", page)


@require_POST
@once_only
def draft(request: UserRequest, year: int) -> HttpResponse:
    made = plans.make_draft(year, by=request.user, at=now())
    messages.success(
        request, f"{made} disusun: {made.lines.count()} kelompok. Periksa dan ubah seperlunya."
    )
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def line(request: UserRequest, pk: int) -> HttpResponse:
    visible = PlanLine.objects.filter(plan__court=request.user.court_id)
    found = get_object_or_404(visible.select_related("plan", "kind", "who"), pk=pk)
    refuse_if(rules.why_not_plan(request.user, found.plan))
    form = LineForm(request.POST or None, line=found, by=request.user)
    if form.is_valid():
        plans.change_line(found.pk, **form.cleaned_data, by=request.user)
        messages.success(request, f"Rencana {found.kind} disimpan.")
        return redirect(found.plan)
    status = UNPROCESSABLE if form.is_bound else 200
    page = {"form": form, "line": found}
    return render(request, "maintenance/upkeep/line_form.html", page, status=status)


@require_POST
@once_only
def drop_line(request: UserRequest, pk: int) -> HttpResponse:
    visible = PlanLine.objects.filter(plan__court=request.user.court_id)
    found = get_object_or_404(visible, pk=pk)
    words = f"{found.kind} dikeluarkan dari rencana."
    made = plans.drop_line(found.pk, by=request.user)
    messages.success(request, words)
    return redirect(made)


@require_safe
def covered(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    today = localdate()
    year = YearForm(request.GET).year(today)
    page = coverage.coverage_page(request.user, year, today=today)
    return render(request, "maintenance/upkeep/coverage.html", page)


@require_safe
@says_why_not_printed
def plan_paper(request: UserRequest, year: int) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    sheet = papers.plan_sheet(request.user, year, at=now())
    name = f"rencana dan realisasi pemeliharaan {year}"
    return sent("maintenance/upkeep/plan_sheet.html", sheet, name=name)
