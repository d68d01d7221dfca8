"""Kegagalan data: the register, one failure, its letters, its steps and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.errors import refuse_if
from sopti.privacy.breaches import actions, letters, pages, rules
from sopti.privacy.breaches.enums import Told
from sopti.privacy.breaches.forms import BreachForm, CloseForm, StepForm, ToldForm
from sopti.privacy.breaches.models import Breach, BreachNotice
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def breaches(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.list_page(request.user, now=now(), number=request.GET.get("hal", ""))
    return render(request, "privacy/breaches/breaches.html", page)


@require_safe
def breach(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.breach_page(_breach(request, pk), viewer=request.user, now=now())
    return render(request, "privacy/breaches/breach.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_breach(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_note(request.user))
    cancel = reverse("privacy:breaches")
    form = BreachForm(request.POST or None, breach=None, by=request.user, now=now(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, "Catat kegagalan pelindungan data")
    told = form.cleaned_data
    made = actions.note(told, told["persons"], by=request.user, at=now())
    messages.success(request, f"Kegagalan {made.number} dicatat. Sekretaris dan Ketua diberi tahu.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_breach(request: UserRequest, pk: int) -> HttpResponse:
    found = _breach(request, pk)
    refuse_if(rules.why_not_work_on(request.user, found))
    cancel = found.get_absolute_url()
    form = BreachForm(request.POST or None, breach=found, by=request.user, now=now(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, "Ubah catatan kegagalan", found)
    told = form.cleaned_data
    actions.change(found.pk, told, told["persons"], by=request.user, at=now())
    messages.success(request, "Catatan kegagalan diubah.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def note_step(request: UserRequest, pk: int) -> HttpResponse:
    found = _breach(request, pk)
    refuse_if(rules.why_not_work_on(request.user, found))
    form = StepForm(request.POST or None, cancel=found.get_absolute_url())
    if not form.is_valid():
        return _form_page(request, form, "Catat langkah penanganan", found)
    actions.add_step(found.pk, text=form.cleaned_data["text"], by=request.user, at=now())
    messages.success(request, "Langkah penanganan dicatat.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def note_told(request: UserRequest, pk: int) -> HttpResponse:
    """Note a letter as sent; `?kepada=` says to whom the page that led here meant."""
    found = _breach(request, pk)
    refuse_if(rules.why_not_work_on(request.user, found))
    asked = request.GET.get("kepada", "")
    to = Told(asked) if asked in Told.values else Told.PERSONS
    cancel = found.get_absolute_url()
    form = ToldForm(request.POST or None, breach=found, to=to, now=now(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, "Catat pemberitahuan yang disampaikan", found)
    actions.note_told(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Pemberitahuan dicatat. Suratnya tersimpan seperti yang disampaikan.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def close(request: UserRequest, pk: int) -> HttpResponse:
    found = _breach(request, pk)
    refuse_if(rules.why_not_close(request.user, found))
    form = CloseForm(request.POST or None, breach=found, cancel=found.get_absolute_url())
    if not form.is_valid():
        return _form_page(request, form, "Tutup catatan kegagalan", found)
    actions.close(found.pk, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, f"Catatan {found.number} ditutup dan tetap tersimpan.")
    return redirect(found)


@require_safe
@says_why_not_printed
def draft_letter(request: UserRequest, pk: int, to: str) -> HttpResponse:
    found = _breach(request, pk)
    refuse_if(rules.why_not_letter(request.user, to))
    sheet = letters.draft_sheet(found, Told(to), at=now())
    name = f"konsep surat {to} {found.number}"
    return sent(letters.TEMPLATE, sheet, name=name, sheets=letters.SHEETS)


@require_safe
@says_why_not_printed
def letter(request: UserRequest, pk: int) -> HttpResponse:
    visible = BreachNotice.objects.visible_to(request.user).select_related("breach__court")
    notice = get_object_or_404(visible, pk=pk)
    sheet = letters.sent_sheet(notice, at=now())
    name = f"surat {notice.to} {notice.breach.number}"
    return sent(letters.TEMPLATE, sheet, name=name, sheets=letters.SHEETS)


# ----------------------------------------------------------------------------------------- parts
def _breach(request: UserRequest, pk: int) -> Breach:
    visible = Breach.objects.visible_to(request.user).for_pages()
    return get_object_or_404(visible, pk=pk)


def _form_page(
    request: UserRequest, form: PlainForm, heading: str, found: Breach | None = None
) -> HttpResponse:
    page: dict[str, Any] = {"form": form, "heading": heading, "breach": found}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "privacy/breaches/form.html", page, status=status)
