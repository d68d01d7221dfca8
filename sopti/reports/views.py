"""Papers on request, and the open page where anybody with a paper in hand may check it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopti.core.errors import Refusal, refuse_if
from sopti.reports import blank_forms, case_sheets, checking, rules, task_sheets
from sopti.reports.forms import KeyForm
from sopti.reports.keys import grouped
from sopti.reports.pdf import PaperUnavailable, render_pdf
from sopti.reports.throttle import may_look
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sopti.ui.http import UserRequest

PaperView = Callable[..., HttpResponse]


def says_why_not_printed(view: PaperView) -> PaperView:
    """Show a page with the reason where a PDF was asked for: papers open in their own window."""

    @wraps(view)
    def answer(request: UserRequest, **named: int) -> HttpResponse:
        try:
            return view(request, **named)
        except Refusal as reason:
            missing = isinstance(reason, PaperUnavailable)
            page = {"reason": reason, "is_missing": missing}
            return render(request, "reports/refused.html", page, status=503 if missing else 409)

    return answer


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
    return sent("reports/case_sheet.html", sheet, name=f"berkas {case.number}")


@require_safe
@says_why_not_printed
def blank_form(request: UserRequest) -> HttpResponse:
    sheet = blank_forms.blank_form(request.user, at=now())
    return sent(sheet.template, sheet, name="formulir permintaan kosong")


def sent(
    template: str, sheet: Any, *, name: str, sheets: tuple[str, ...] = ("form.css",)
) -> HttpResponse:
    """Return the PDF for looking at; no cache keeps it, and nothing guesses another type."""
    pdf = render_pdf(template, {"sheet": sheet}, sheets=sheets, emblem=sheet.paper.head.emblem)
    filename = f"{slugify(name.replace('/', '-').replace('.', '-'))}.pdf"
    headers = {
        "Content-Disposition": content_disposition_header(False, filename) or "inline",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


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
