"""Assets from a file and into one: the template, the check, the one click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.assets import exports, rules
from maintenance.assets.choices import choices_of
from maintenance.assets.forms import AssetFilter
from maintenance.assets.imports import actions
from maintenance.assets.imports.checking import NEW, SAME, SKIP, UPDATE, checked
from maintenance.assets.imports.columns import COLUMNS, WIDTHS
from maintenance.assets.imports.forms import ImportForm
from maintenance.assets.models import AssetImport
from sopti.core.errors import refuse_if
from sopti.core.sheets_out import XLSX, xlsx_file
from sopti.core.words import number
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

SHOWN_WRONG, SHOWN_OTHERS = 200, 100


@require_http_methods(["GET", "POST"])
@once_only
def import_assets(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    form = ImportForm(request.POST or None, request.FILES or None)
    kept = None
    if form.is_valid():
        kept = form.kept_by(partial(actions.keep_file, by=request.user, at=now()))
    if kept is None:
        page = {"form": form, "columns": COLUMNS}
        status = 422 if form.is_bound else 200
        return render(request, "maintenance/import.html", page, status=status)
    return redirect("maintenance:import_preview", kept.pk)


@require_safe
def import_preview(request: UserRequest, pk: int) -> HttpResponse:
    kept = _mine(request, pk)
    found = checked(kept, by=request.user, today=localdate())
    counts, others = found.counts, [row for row in found.rows if not row.wrong]
    page = {
        "kept": kept,
        "total": len(found.rows),
        "numbers": [("baru", counts[NEW]), ("diperbarui", counts[UPDATE]),
                    ("sudah sama atau dilewati", counts[SAME] + counts[SKIP]),
                    ("salah", len(found.wrong))],
        "wrong": found.wrong[:SHOWN_WRONG],
        "wrong_left": max(len(found.wrong) - SHOWN_WRONG, 0),
        "rows": others[:SHOWN_OTHERS],
        "rows_left": max(len(others) - SHOWN_OTHERS, 0),
        "writes": 0 if found.wrong else found.writes,
    }  # fmt: skip
    return render(request, "maintenance/import_preview.html", page)


@require_POST
@once_only
def carry_out(request: UserRequest, pk: int) -> HttpResponse:
    counts = actions.carry_out(_mine(request, pk).pk, by=request.user, at=now()).counts
    said = [f"{number(counts[state])} aset {state}" for state in (NEW, UPDATE) if counts[state]]
    messages.success(request, f"Impor selesai: {', '.join(said)}.")
    return redirect("maintenance:assets")


@require_safe
def template(request: UserRequest) -> FileResponse:
    file = xlsx_file(exports.TITLE, WIDTHS, exports.template_rows())
    return _workbook(file, "templat-aset.xlsx")


@require_safe
def assets_csv(request: UserRequest) -> StreamingHttpResponse:
    export = _export(request)
    response = StreamingHttpResponse(export.csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{export.name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def assets_xlsx(request: UserRequest) -> FileResponse:
    export = _export(request)
    return _workbook(export.xlsx(), f"{export.name}.xlsx")


def _workbook(file: object, name: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


def _export(request: UserRequest) -> exports.Export:
    refuse_if(rules.why_not_read(request.user))
    form = AssetFilter(request.GET, choices=choices_of(request.user))
    return exports.Export(request.user, form.chosen(), localdate())


def _mine(request: UserRequest, pk: int) -> AssetImport:
    """Return the person's own import that still waits, of the court they work in."""
    refuse_if(rules.why_not_add(request.user))
    waiting = AssetImport.objects.filter(by=request.user, court=request.user.court, applied_at=None)
    return get_object_or_404(waiting, pk=pk)
