"""The pages of service requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from requests import actions, pages, rules
from requests.forms import RequestForm
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest
    from sopti.workflow.models import Case


@require_http_methods(["GET", "POST"])
@once_only
def new(request: UserRequest) -> HttpResponse:
    table = rules.service_table(request.user)
    if table is None:
        page = pages.no_table_page(viewer=request.user)
        return render(request, "requests/no_table.html", page)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RequestForm(*sent, filer=request.user)
    if form.is_valid():
        case = actions.file_request(
            form.wish(), form.cleaned_data["files"],
            requester=form.cleaned_data["requester"], by=request.user, at=now(),
        )  # fmt: skip
        messages.success(request, _sent(case))
        return redirect(case)
    page = pages.new_request_page(table, viewer=request.user, now=now())
    status = 422 if form.is_bound else 200
    return render(request, "requests/new.html", page | {"form": form}, status=status)


def _sent(case: Case) -> str:
    first = case.flow.steps[0]
    head = case.procedure.head(case.procedure.step(first).role)
    return (
        f"Permintaan terkirim dengan nomor {case.number}. "
        f"Sekarang menunggu langkah {first}, {head}."
    )
