"""The counter: one short form after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from requests import similar
from requests.counter import actions, pages, rules
from requests.counter.finding import colleagues_of
from requests.counter.forms import CameBy, CounterForm
from requests.pages import no_table_page
from requests.rules import service_table
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.models import Case
from sopti.workflow.subjects import listed_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest
    from sopti.workflow.pages.rows import CaseRow


@require_http_methods(["GET", "POST"])
@once_only
def write_down(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_write_down(request.user))
    if service_table(request.user) is None:
        return render(request, "requests/no_table.html", no_table_page(viewer=request.user))
    form = _form(request)
    alike = _alike(request, form)
    if form.is_valid() and not alike:
        return _write_down(request, form)
    page = {"form": form, "alike": alike, "had_files": bool(form.files)}
    page["mine"] = similar.openable(alike, viewer=request.user) if alike else set()
    status = 422 if form.is_bound else 200
    return render(request, "requests/counter/write_down.html", page, status=status)


def _form(request: UserRequest) -> CounterForm:
    people, things = colleagues_of(request.user), listed_of(request.user.court)
    if request.method == "POST":
        return CounterForm(request.POST, request.FILES, colleagues=people, things=things)
    begun = {"came_by": CameBy(request.GET).channel()}
    return CounterForm(colleagues=people, things=things, initial=begun)


def _alike(request: UserRequest, form: CounterForm) -> list[CaseRow]:
    """Return similar requests of the person or the room that were not shown yet."""
    if not form.is_valid():
        return []
    told = form.cleaned_data
    found = similar.alike(
        form.wish(), seen=told["seen"], viewer=request.user, now=now(), asker=told["requester"]
    )
    if found:
        form.mark_seen(row.case.pk for row in found)
    return found


def _write_down(request: UserRequest, form: CounterForm) -> HttpResponse:
    told = form.cleaned_data
    case = actions.write_down(
        form.wish(), told["files"], requester=told["requester"], by=request.user, at=now()
    )
    return redirect("requests:written_down", case.pk)


@require_safe
def written_down(request: UserRequest, pk: int) -> HttpResponse:
    """Show the number of what was just written down, and lead to the next."""
    refuse_if(rules.why_not_write_down(request.user))
    visible = Case.objects.visible_to(request.user).filter(service_request__isnull=False)
    case = get_object_or_404(visible.for_pages().select_related("service_request"), pk=pk)
    return render(request, "requests/counter/written_down.html", pages.written_page(case))
