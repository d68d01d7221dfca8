"""Programmes: all of them, one year, its activities, and how far they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.policy import actions, pages, papers, rules
from requests.policy.forms import ItemForm, ProgressForm, YearForm
from requests.policy.models import Programme, ProgrammeItem
from sopti.core.errors import refuse_if
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
SHEETS = ("form.css", "decree.css")


@require_safe
def programmes(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.overview_page(request.user, today=localdate())
    return render(request, "requests/policy/programmes.html", page)


@require_safe
def programme(request: UserRequest, year: int) -> HttpResponse:
    page = pages.programme_page(_programme(request, year), viewer=request.user, today=localdate())
    return render(request, "requests/policy/programme.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_programme(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_plan(request.user))
    begun = {"year": pages.overview_page(request.user, today=localdate())["next_year"]}
    form = YearForm(request.POST or None, initial=begun, cancel=reverse("requests:programmes"))
    if not form.is_valid():
        return form_page(request, form, "Susun program kerja")
    made = actions.start_programme(form.cleaned_data["year"], by=request.user, at=now())
    messages.success(request, f"{made} siap disusun. Tambahkan kegiatannya.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def new_item(request: UserRequest, year: int) -> HttpResponse:
    found = _programme(request, year)
    refuse_if(rules.why_not_add_item(request.user, found))
    form = ItemForm(request.POST or None, by=request.user, cancel=found.get_absolute_url())
    if not form.is_valid():
        return form_page(request, form, "Tambah kegiatan", found)
    made = actions.add_item(found.pk, form.cleaned_data, by=request.user)
    messages.success(request, f"Kegiatan “{made}” ditambahkan.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def edit_item(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    refuse_if(rules.why_not_change(request.user, item.programme))
    cancel = item.programme.get_absolute_url()
    form = ItemForm(request.POST or None, by=request.user, cancel=cancel, item=item)
    if not form.is_valid():
        page = {"drop": None if rules.why_not_drop_item(request.user, item) else item}
        return form_page(request, form, "Ubah kegiatan", item.programme, **page)
    actions.edit_item(item.pk, form.cleaned_data, by=request.user)
    messages.success(request, f"Kegiatan “{item}” disimpan.")
    return redirect(item.programme)


@require_POST
@once_only
def drop_item(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    actions.drop_item(item.pk, by=request.user)
    messages.success(request, f"Kegiatan “{item}” dikeluarkan dari program.")
    return redirect(item.programme)


@require_http_methods(["GET", "POST"])
@once_only
def note_progress(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    refuse_if(rules.why_not_note_progress(request.user, item))
    form = ProgressForm(request.POST or None, item=item, today=localdate())
    if not form.is_valid():
        return form_page(request, form, f"Pelaksanaan: {item}", item.programme)
    actions.note_progress(item.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Pelaksanaan “{item}” dicatat.")
    return redirect(item.programme)


@require_safe
@says_why_not_printed
def print_programme(request: UserRequest, year: int) -> HttpResponse:
    found = _programme(request, year)
    sheet = papers.programme_sheet(found, at=now())
    return sent(
        "requests/policy/programme_sheet.html",
        sheet,
        name=f"program kerja ti {year}",
        sheets=SHEETS,
    )


# ----------------------------------------------------------------------------------------- parts
def _programme(request: UserRequest, year: int) -> Programme:
    visible = Programme.objects.visible_to(request.user).select_related("court")
    found: Programme = get_object_or_404(visible, year=year)
    return found


def _item(request: UserRequest, pk: int) -> ProgrammeItem:
    mine = Programme.objects.visible_to(request.user)
    items = ProgrammeItem.objects.filter(programme__in=mine).select_related("programme__court")
    return get_object_or_404(items, pk=pk)


def form_page(
    request: UserRequest,
    form: PlainForm,
    title: str,
    programme: Programme | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form of this room, with the way back to its programme."""
    page: dict[str, Any] = {"form": form, "title": title, "programme": programme, **more}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "requests/policy/form.html", page, status=status)
