"""The first page of security, and its registers as files for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from maintenance.security import exports, overview
from maintenance.security.scope import why_not_read
from sopti.core.errors import refuse_if

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maintenance.security.exports import Sheet
    from sopti.ui.http import UserRequest


@require_safe
def security(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    page = overview.overview_page(request.user, now=now())
    return render(request, "maintenance/security/security.html", page)


@require_safe
def applications_xlsx(request: UserRequest) -> FileResponse:
    refuse_if(why_not_read(request.user))
    return _sent(exports.applications(request.user))


@require_safe
def risks_xlsx(request: UserRequest) -> FileResponse:
    refuse_if(why_not_read(request.user))
    return _sent(exports.risks(request.user))


def _sent(sheet: Sheet) -> FileResponse:
    name = f"{sheet.name}-{localdate():%Y-%m-%d}.xlsx"
    return FileResponse(sheet.xlsx(), as_attachment=True, filename=name)
