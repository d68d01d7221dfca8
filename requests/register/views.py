"""The register: reading it, taking it along, keeping filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from requests.register import actions, exports, pages, rules
from requests.register.forms import KeepForm, RegisterFilter
from sopti.core.errors import Refusal, refuse_if
from sopti.core.sheets_out import XLSX
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def register(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    units, saved = pages.units_and_saved(request.user)
    form = RegisterFilter(request.GET, units=units, today=localdate())
    page = pages.register_page(request.user, form.chosen(), now=now())
    told = {"form": form, "saved": saved, "most_rows": exports.MOST_ROWS}
    return render(request, "requests/register.html", page | told)


def _export(request: UserRequest) -> exports.Export:
    refuse_if(rules.why_not_read(request.user))
    units, _ = pages.units_and_saved(request.user)
    form = RegisterFilter(request.GET, units=units, today=localdate())
    return exports.Export(request.user, form.chosen(), now=now())


@require_safe
def csv(request: UserRequest) -> StreamingHttpResponse:
    export = _export(request)
    response = StreamingHttpResponse(export.csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{export.name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def xlsx(request: UserRequest) -> FileResponse:
    export = _export(request)
    response = FileResponse(
        export.xlsx(), as_attachment=True, filename=f"{export.name}.xlsx",
        content_type=XLSX,
    )  # fmt: skip
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@once_only
def keep_filter(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = KeepForm(request.POST)
    if not form.is_valid():
        raise Refusal(next(sentence for found in form.errors.values() for sentence in found))
    units, _ = pages.units_and_saved(request.user)
    query = form.query(units=units, today=localdate())
    kept = actions.keep_filter(
        name=form.cleaned_data["name"], query=query, by=request.user, at=now()
    )
    messages.success(request, f"Saringan “{kept.name}” disimpan.")
    return redirect(f"{reverse('requests:register')}?{kept.query}")


@require_POST
@once_only
def forget_filter(request: UserRequest, pk: int) -> HttpResponse:
    actions.forget_filter(pk, by=request.user)
    messages.success(request, "Saringan dihapus.")
    return redirect("requests:register")
