"""The old book: reading it, bringing it in from a file, taking an import back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.earlier import actions, pages, rules
from requests.earlier.columns import COLUMNS, WIDTHS
from requests.earlier.forms import EarlierFilter, FileForm, UndoForm
from requests.earlier.models import EarlierImport, EarlierRequest
from sopti.core.errors import refuse_if
from sopti.core.sheets_out import XLSX, xlsx_file
from sopti.core.words import number
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def earlier(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = EarlierFilter(request.GET)
    chosen = form.chosen()
    page = pages.earlier_page(request.user, words=chosen["q"] or "", page=chosen["hal"] or 1)
    return render(request, "requests/earlier/earlier.html", page | {"form": form})


@require_safe
def earlier_request(request: UserRequest, pk: int) -> HttpResponse:
    seen = EarlierRequest.objects.visible_to(request.user).select_related("brought_by")
    one = get_object_or_404(seen, pk=pk)
    page = {"one": one, "facts": pages.facts_of(one)}
    return render(request, "requests/earlier/request.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def import_earlier(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_import(request.user))
    form = FileForm(request.POST or None, request.FILES or None)
    kept = None
    if form.is_valid():
        kept = form.kept_by(partial(actions.keep_file, by=request.user, at=now()))
    if kept is None:
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"form": form, "columns": COLUMNS}
        return render(request, "requests/earlier/import.html", page, status=status)
    return redirect(kept)


@require_safe
def template(request: UserRequest) -> FileResponse:
    refuse_if(rules.why_not_import(request.user))
    file = xlsx_file("Permintaan", WIDTHS, [[column.example for column in COLUMNS]])
    name = "templat-register-lama.xlsx"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def preview(request: UserRequest, pk: int) -> HttpResponse:
    brought = _mine(request, pk)
    page = pages.preview_page(brought, court=brought.court, today=localdate())
    return render(request, "requests/earlier/preview.html", page)


@require_POST
@once_only
def carry_out(request: UserRequest, pk: int) -> HttpResponse:
    brought = actions.carry_out(_mine(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Impor selesai: {number(brought.count)} permintaan lama dicatat.")
    return redirect("requests:earlier")


@require_http_methods(["GET", "POST"])
@once_only
def undo(request: UserRequest, pk: int) -> HttpResponse:
    here = EarlierImport.objects.filter(court=request.user.court).exclude(applied_at=None)
    brought = get_object_or_404(here.select_related("by"), pk=pk)
    refuse_if(rules.why_not_import(request.user) or rules.why_not_undo(request.user, brought))
    form = UndoForm(request.POST or None)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = {"form": form, "brought": brought}
        return render(request, "requests/earlier/undo.html", page, status=status)
    actions.undo(brought.pk, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, f"Impor {brought.name} dibatalkan.")
    return redirect("requests:earlier")


def _mine(request: UserRequest, pk: int) -> EarlierImport:
    """Return the person's own import that still waits, of the court they work in."""
    refuse_if(rules.why_not_import(request.user))
    waiting = EarlierImport.objects.filter(by=request.user, court=request.user.court)
    return get_object_or_404(waiting.filter(applied_at=None).select_related("court"), pk=pk)
