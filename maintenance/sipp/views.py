"""SIPP: its page, and what may be noted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.sipp import actions, pages, rules
from maintenance.sipp.forms import CheckForm, ComplaintForm, ReviewForm, accounts_in
from maintenance.sipp.models import SippAccount
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def sipp(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_see(request.user))
    return render(request, "maintenance/sipp/sipp.html", pages.room_page(request.user, now=now()))


@require_http_methods(["GET", "POST"])
@once_only
def check(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    form = CheckForm(request.POST or None, cancel=reverse("maintenance:sipp"))
    if not form.is_valid():
        return _form_page(request, form, "Catat pemeriksaan akses SIPP")
    actions.note_check(form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Pemeriksaan akses SIPP dicatat.")
    return redirect("maintenance:sipp")


@require_http_methods(["GET", "POST"])
@once_only
def review(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    form = ReviewForm(request.POST or None, cancel=reverse("maintenance:sipp"))
    if not form.is_valid():
        return _form_page(request, form, "Tinjau pengguna SIPP")
    told = form.cleaned_data
    accounts = accounts_in(told.pop("accounts"))
    actions.note_review(told, accounts, by=request.user, at=now())
    messages.success(request, "Tinjauan pengguna SIPP dicatat.")
    return redirect("maintenance:sipp")


@require_http_methods(["GET", "POST"])
@once_only
def complain(request: UserRequest) -> HttpResponse:
    """Keep a complaint; whoever noted it goes on to the case that it opened."""
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    form = ComplaintForm(request.POST or None, cancel=reverse("maintenance:sipp"))
    if not form.is_valid():
        return _form_page(request, form, "Catat pengaduan SIPP")
    made = actions.complain(form.cleaned_data, by=request.user, at=now())
    if made.case is None:
        messages.success(request, "Pengaduan dicatat. SOP pengadilan ini tidak mempunyai tabelnya.")
        return redirect("maintenance:sipp")
    messages.success(request, f"Pengaduan dicatat dan berkas {made.case.number} dibuka.")
    return redirect(made.case)


@require_POST
@once_only
def close_account(request: UserRequest, pk: int) -> HttpResponse:
    visible = SippAccount.objects.visible_to(request.user)
    closed = actions.close_account(get_object_or_404(visible, pk=pk).pk, by=request.user, at=now())
    messages.success(request, f"Akun {closed} dicatat sudah ditutup.")
    return redirect("maintenance:sipp")


def _form_page(request: UserRequest, form: PlainForm, head: str) -> HttpResponse:
    page: dict[str, Any] = {"form": form, "head": head}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "maintenance/sipp/form.html", page, status=status)
