"""Papers on request, and the open page where anybody with a paper in hand may check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopti.core.errors import refuse_if
from sopti.reports import blank_forms, case_sheets, checking, rules, task_sheets
from sopti.reports.forms import KeyForm
from sopti.reports.keys import grouped
from sopti.reports.sending import says_why_not_printed, sent
from sopti.reports.throttle import may_look
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@says_why_not_printed
def task_sheet(request: UserRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(request.user).for_pages(), pk=pk)
    refuse_if(rules.why_not_print(task))
    sheet = task_sheets.task_sheet(task, at=now())
    return sent(sheet.template, sheet, name=task.document_number)


@require_safe
@says_why_not_printed
def case_sheet(request: UserRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user).for_pages(), pk=pk)
    sheet = case_sheets.case_sheet(case, at=now())
    name = f"berkas {case.number}"
    return sent("reports/case_sheet.html", sheet, name=name, sheets=case_sheets.SHEETS)


@require_safe
@says_why_not_printed
def blank_form(request: UserRequest) -> HttpResponse:
    sheet = blank_forms.blank_form(request.user, at=now())
    return sent(sheet.template, sheet, name="formulir permintaan kosong")


# ------------------------------------------------------------------------------- for everybody
@login_not_required
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the key of a paper, and lead to what is recorded of it."""
    form = KeyForm(request.GET) if "kunci" in request.GET else KeyForm()
    if form.is_valid():
        return redirect("reports:check_key", grouped(form.cleaned_data["kunci"]))
    return render(request, "reports/check.html", {"form": form})


@login_not_required
@never_cache
@require_safe
def check_key(request: HttpRequest, typed: str) -> HttpResponse:
    at = now()
    if not may_look(request, at=at):
        later = render(request, "reports/check_later.html", status=429)
        later["Retry-After"] = "60"
        return later
    paper = checking.paper_by(typed)
    if paper is None:
        return render(request, "reports/check_unknown.html", {"at": at}, status=404)
    return render(request, "reports/checked.html", {"paper": checking.checked(paper, at=at)})
