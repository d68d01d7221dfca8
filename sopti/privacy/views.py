"""Data pribadi saya: what is held of me, a copy of it, and its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.people.rules import why_not_manage
from sopti.privacy import actions, pages, rules
from sopti.privacy.forms import AskForm, DecideForm
from sopti.privacy.models import Correction
from sopti.privacy.parcel import parcel_of
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def mine(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_own(request.user))
    return render(request, "privacy/mine.html", pages.mine_page(request.user, now=now()))


@require_POST
def fetch(request: UserRequest) -> FileResponse:
    """Give the person's own data out. Each time is recorded: also by somebody at their desk."""
    actions.note_given(by=request.user, at=now())
    name = slugify(f"data pribadi {request.user.username} {localdate()}")
    response = FileResponse(
        parcel_of(request.user, at=now()),
        as_attachment=True,
        filename=f"{name}.zip",
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@once_only
def ask(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_own(request.user))
    form = AskForm(request.POST or None, by=request.user, cancel=reverse("privacy:mine"))
    if not form.is_valid():
        page = {"form": form, "facts": pages.account_facts(request.user)}
        return render(request, "privacy/ask.html", page, status=_status(form))
    told = form.cleaned_data
    actions.ask(told["field"], told["wanted"], reason=told["reason"], by=request.user, at=now())
    messages.success(request, "Permintaan koreksi terkirim. Pengelola SOPTI menjawab dalam 3 hari.")
    return redirect("privacy:mine")


@require_safe
def corrections(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_manage(request.user))
    number = request.GET.get("hal", "")
    page = pages.corrections_page(request.user, now=now(), number=number)
    return render(request, "privacy/corrections.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def correction(request: UserRequest, pk: int) -> HttpResponse:
    visible = Correction.objects.visible_to(request.user).for_pages()
    found = get_object_or_404(visible, pk=pk)
    why_not = rules.why_not_decide(request.user, found)
    if request.method == "POST":
        refuse_if(why_not)
    cancel = reverse("privacy:corrections")
    form = DecideForm(request.POST or None, correction=found, cancel=cancel)
    if form.is_valid():
        actions.decide(found.pk, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Permintaan koreksi {found.person} sudah dijawab.")
        return redirect("privacy:corrections")
    page = {
        "line": pages.line_of(found, now=now()),
        "facts": pages.correction_facts(found),
        "form": form,
        "why_not": why_not,
    }
    return render(request, "privacy/correction.html", page, status=_status(form))


def _status(form: AskForm | DecideForm) -> int:
    return UNPROCESSABLE if form.is_bound else 200
