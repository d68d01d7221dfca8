"""What is paid for by the year: the list by date, one service, and its renewals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.errors import refuse_if
from sopti.core.words import plain_date
from sopti.ui.once import once_only
from website_ops.renewals import actions, pages, rules
from website_ops.renewals.forms import NewServiceForm, RenewForm, ServiceForm
from website_ops.renewals.models import Service, Term
from website_ops.sites.forms import RetireForm
from website_ops.sites.rules import why_not_read

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def renewals(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    page = pages.renewals_page(request.user, now=now())
    return render(request, "website_ops/renewals.html", page)


@require_safe
def service(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.service_page(_service(request, pk), viewer=request.user, now=now())
    return render(request, "website_ops/service.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_service(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    form = NewServiceForm(
        request.POST or None,
        request.FILES or None,
        service=Service(court=request.user.court, keeper=request.user),
        by=request.user,
        cancel=reverse("website_ops:renewals"),
    )
    if not form.is_valid():
        return _form_page(request, form, title="Catat langganan")
    bill = form.cleaned_data.pop("bill")
    made = actions.add_service(form.cleaned_data, by=request.user, at=now(), bill=bill)
    messages.success(request, f"Langganan {made} dicatat.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_service(request: UserRequest, pk: int) -> HttpResponse:
    found = _service(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    cancel = found.get_absolute_url()
    form = ServiceForm(request.POST or None, service=found, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title="Ubah data langganan", service=found)
    actions.change_service(found.pk, form.cleaned_data, by=request.user)
    messages.success(request, "Data langganan disimpan.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def renew_service(request: UserRequest, pk: int) -> HttpResponse:
    found = _service(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    former = found.terms.open().first()
    form = RenewForm(request.POST or None, request.FILES or None, service=found, former=former)
    if not form.is_valid():
        return _form_page(request, form, title="Catat perpanjangan", service=found)
    bill = form.cleaned_data.pop("bill")
    term = actions.renew(found.pk, form.cleaned_data, by=request.user, at=now(), bill=bill)
    messages.success(request, f"{found} diperpanjang sampai {plain_date(term.until)}.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def end_service(request: UserRequest, pk: int) -> HttpResponse:
    found = _service(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    cancel = found.get_absolute_url()
    label = "Hentikan langganan"
    form = RetireForm(request.POST or None, label=label, today=localdate(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title=label, service=found)
    actions.end_service(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Langganan {found} dihentikan. Riwayatnya tetap tersimpan.")
    return redirect(found)


@require_safe
def bill(request: UserRequest, pk: int) -> FileResponse:
    """Send the bill of a term, for keeping: nothing in it is run in the page."""
    paid = Term.objects.visible_to(request.user).exclude(bill="")
    term = get_object_or_404(paid, pk=pk)
    response = FileResponse(
        term.bill.open("rb"),
        as_attachment=True,
        filename=term.bill_name,
        content_type=term.bill_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _service(request: UserRequest, pk: int) -> Service:
    refuse_if(why_not_read(request.user))
    return get_object_or_404(Service.objects.visible_to(request.user).for_pages(), pk=pk)


def _form_page(request: UserRequest, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "website_ops/service_form.html", {"form": form, **page}, status=status)
