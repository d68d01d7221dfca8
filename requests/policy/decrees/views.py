"""Decrees: all of them, one, its wording, its signing, its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from requests.policy.decrees import actions, papers, rules, texts
from requests.policy.decrees.forms import DecreeForm, SignForm, TemplateForm
from requests.policy.decrees.models import Decree
from sopti.core.errors import refuse_if
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only
from sopti.workflow.rules import may_see

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE, PAGE = 422, 25
SHEETS = ("form.css", "decree.css")


@require_safe
def decrees(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    found = Decree.objects.visible_to(request.user).for_pages()
    page = Paginator(found, PAGE).get_page(request.GET.get("hal") or 1)
    shown = {"page": page, "may_draft": rules.why_not_draft(request.user) is None}
    return render(request, "requests/policy/decrees.html", shown)


@require_http_methods(["GET", "POST"])
@once_only
def new_decree(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_draft(request.user))
    cancel = reverse("requests:decrees")
    begun = {"year": localdate().year}
    form = TemplateForm(request.POST or None, initial=begun, cancel=cancel)
    if not form.is_valid() or request.user.court is None:
        return _form_page(request, form, "Buat konsep SK")
    template, year = texts.template_of(form.cleaned_data["template"]), form.cleaned_data["year"]
    told: dict[str, Any] = dict(texts.begun(template, request.user.court, year, at=now()))
    told["programme_year"] = year if template.with_programme else None
    bases = texts.usual_bases(request.user.court, at=now())
    made = actions.draft(told, bases, by=request.user, at=now())
    messages.success(request, "Konsep SK dibuat dari templat. Periksa kata-katanya.")
    return redirect("requests:change_decree", pk=made.pk)


@require_http_methods(["GET", "POST"])
@once_only
def decree(request: UserRequest, pk: int) -> HttpResponse:
    found = _decree(request, pk)
    why_not_sign = rules.why_not_sign(request.user, found)
    if request.method == "POST":
        refuse_if(why_not_sign)
    form = SignForm(request.POST or None, today=localdate())
    if form.is_valid():
        day, signer = form.cleaned_data["dated_on"], papers.signer_of(request.user)
        done = actions.sign(found.pk, dated_on=day, signer=signer, by=request.user, at=now())
        messages.success(request, f"SK ditetapkan dengan nomor {done.number}.")
        return redirect(done)
    page = {
        "decree": found,
        "case": found.case if found.case and may_see(request.user, found.case) else None,
        "sheet": papers.sheet_of(found, at=now()),
        "form": form,
        "why_not_sign": why_not_sign,
        "why_not_change": rules.why_not_change(request.user, found),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "requests/policy/decree.html", page, status=status)


@require_http_methods(["GET", "POST"])
@once_only
def change_decree(request: UserRequest, pk: int) -> HttpResponse:
    found = _decree(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    begun = {name: getattr(found, name) for name in actions.FIELDS}
    begun["bases"] = [base.pk for base in found.bases.all()]
    form = DecreeForm(
        request.POST or None, initial=begun, court=found.court, cancel=found.get_absolute_url()
    )
    if not form.is_valid():
        return _form_page(request, form, "Ubah konsep SK", found)
    told = form.cleaned_data
    done = actions.change(found.pk, told, told["bases"], by=request.user)
    messages.success(request, "Konsep SK disimpan.")
    return redirect(done)


@require_safe
@says_why_not_printed
def print_decree(request: UserRequest, pk: int) -> HttpResponse:
    found = _decree(request, pk)
    sheet = papers.sheet_of(found, at=now())
    name = f"sk {found.number or 'konsep'}"
    return sent("requests/policy/decree_sheet.html", sheet, name=name, sheets=SHEETS)


def _decree(request: UserRequest, pk: int) -> Decree:
    return get_object_or_404(Decree.objects.visible_to(request.user).for_pages(), pk=pk)


def _form_page(
    request: UserRequest, form: Any, title: str, decree: Decree | None = None
) -> HttpResponse:
    page = {"form": form, "title": title, "decree": decree}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "requests/policy/decree_form.html", page, status=status)
