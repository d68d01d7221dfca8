"""The pages of forms and what comes after them, which all registers of security share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render

from maintenance.security.scope import why_not_read
from sopti.core.errors import refuse_if
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


def found_in(rows: QuerySet[Any], request: UserRequest, pk: int) -> Any:
    """Return the row if the person may read the registers; of another court there is none."""
    refuse_if(why_not_read(request.user))
    return get_object_or_404(rows.filter(court=request.user.court_id), pk=pk)


def form_page(
    request: UserRequest, form: PlainForm, heading: str, *, above: tuple[str, str], lead: str = ""
) -> HttpResponse:
    """Return the page of a form; `above` is the page that it belongs to: its name and address."""
    page = {"form": form, "heading": heading, "lead": lead, "above": above}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "maintenance/security/form.html", page, status=status)


def task_of(request: UserRequest) -> Task | None:
    """Return the waiting step from which somebody came (?tugas=), if they may see it."""
    asked = request.GET.get("tugas", "")
    if not asked.isdecimal():
        return None
    visible = Task.objects.visible_to(request.user).select_related("case__court")
    return visible.waiting().filter(pk=int(asked[:15])).first()
