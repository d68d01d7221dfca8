"""The internal survey: the list, one survey, answering, opening, closing, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.satisfaction import actions, pages, papers, rules
from requests.satisfaction.forms import LastDayForm, RoundForm, SheetForm
from requests.satisfaction.models import SurveyRound
from sopti.core.errors import refuse_if
from sopti.core.words import plain_date
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from sopti.people.models import User
    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
SHEETS = ("form.css", "chart.css", "survey.css")


@require_safe
def rounds(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.rounds_page(request.user, today=_today(request.user))
    return render(request, "requests/satisfaction/rounds.html", page)


@require_safe
def show_round(request: UserRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    page = pages.round_page(found, viewer=request.user, today=_today(request.user))
    name = "round" if found.closed_at is None else "result"
    return render(request, f"requests/satisfaction/{name}.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def new_round(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_open(request.user))
    today, cancel = _today(request.user), reverse("requests:survey_rounds")
    form = RoundForm(request.POST or None, by=request.user, today=today, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title="Buka survei")
    opened = actions.open_round(**form.cleaned_data, by=request.user, at=now())
    until = plain_date(opened.closes_on)
    messages.success(
        request, f"{opened} dibuka sampai {until}. {opened.invited} pegawai diminta mengisi."
    )
    return redirect(opened)


# Not once_only: its mark keeps a hash of the answers beside the name. A second sending is refused
# by the row that says who has answered.
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: UserRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    refuse_if(rules.why_not_answer(request.user, found, today=_today(request.user)))
    form = SheetForm(request.POST or None, found=found, cancel=found.get_absolute_url())
    if not form.is_valid():
        page = {"round": found, "form": form}
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "requests/satisfaction/answer.html", page, status=status)
    actions.answer(pk, form.opinion(), by=request.user, at=now())
    messages.success(request, "Jawaban Anda tersimpan tanpa nama. Terima kasih.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def set_round(request: UserRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    form = LastDayForm(request.POST or None, found=found, today=_today(request.user))
    if not form.is_valid():
        return _form_page(request, form, title="Atur survei", round=found)
    moved = actions.move_last_day(pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Survei dapat diisi sampai {plain_date(moved.closes_on)}.")
    return redirect(moved)


@require_POST
@once_only
def close_round(request: UserRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    closed = actions.close_round(found.pk, by=request.user, at=now())
    messages.success(request, f"{closed} ditutup.")
    return redirect(closed)


@require_safe
@says_why_not_printed
def print_round(request: UserRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    refuse_if(rules.why_not_print(request.user, found))
    sheet = papers.result_sheet(found, at=now())
    return sent("requests/satisfaction/result_sheet.html", sheet, name=str(found), sheets=SHEETS)


# ----------------------------------------------------------------------------------------- parts
def _round(request: UserRequest, pk: int) -> SurveyRound:
    visible = SurveyRound.objects.visible_to(request.user).select_related("court")
    return get_object_or_404(visible, pk=pk)


def _today(user: User) -> date:
    return localdate(timezone=user.court.tz if user.court else None)


def _form_page(request: UserRequest, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    told = {"form": form, **page}
    return render(request, "requests/satisfaction/form.html", told, status=status)
