"""The requester answers: done, not done, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from requests.closing import actions, rules
from requests.closing.forms import ReopenForm, SurveyForm
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


def _case(request: UserRequest, pk: int) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user).for_pages(), pk=pk)


@require_POST
@once_only
def confirm(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    actions.confirm(case.pk, by=request.user, at=now())
    messages.success(request, f"Permintaan {case.number} Anda nyatakan beres. Terima kasih.")
    return redirect("requests:survey", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def reopen(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    refuse_if(rules.why_not_reopen(request.user, case, now=now()))
    form = ReopenForm(request.POST or None, back=case.get_absolute_url())
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"case": case, "form": form}
        return render(request, "requests/closing/reopen.html", page, status=status)
    again = actions.reopen(pk, reason=form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, f"{case.number} dibuka kembali sebagai {again.number}.")
    return redirect(again)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def survey(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    refuse_if(rules.why_not_survey(request.user, case))
    form = SurveyForm(request.POST or None, case_id=pk)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"case": case, "form": form}
        return render(request, "requests/closing/survey.html", page, status=status)
    actions.answer_survey(pk, form.opinion(), by=request.user, at=now())
    messages.success(request, "Survei terkirim. Terima kasih.")
    return redirect(case)
