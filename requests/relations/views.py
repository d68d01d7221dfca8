"""Linking and merging requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from requests.models import RequestLink
from requests.relations import actions, pages, rules
from requests.relations.forms import BackForm, FindForm, RelateForm
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _case(request: UserRequest, pk: int) -> Case:
    asked = Case.objects.visible_to(request.user).filter(service_request__isnull=False)
    return get_object_or_404(asked.for_pages().select_related("service_request"), pk=pk)


@require_safe
def relate(request: UserRequest, pk: int) -> HttpResponse:
    case, form = _case(request, pk), FindForm(request.GET)
    refuse_if(rules.why_not_relate(request.user, case))
    page = pages.relate_page(case, form.words(), viewer=request.user, now=now())
    return render(request, "requests/relations/relate.html", page | {"form": form})


@require_POST
@once_only
def link(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    told = RelateForm(request.POST).told(not_done="Permintaan belum ditautkan.")
    other = _case(request, told["other"])
    actions.link(case.pk, other.pk, reason=told["reason"], by=request.user, at=now())
    messages.success(request, f"{case.number} ditautkan dengan {other.number}.")
    return redirect(case)


@require_POST
@once_only
def unlink(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(RequestLink.objects.visible_to(request.user), pk=pk)
    actions.unlink(found.pk, by=request.user, at=now())
    messages.success(request, "Tautan dilepas.")
    return redirect("workflow:case", BackForm(request.POST).case(found))


@require_POST
@once_only
def merge(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    told = RelateForm(request.POST).told(not_done="Permintaan belum digabung.")
    leading = _case(request, told["other"])
    actions.merge(case.pk, leading.pk, reason=told["reason"], by=request.user, at=now())
    messages.success(
        request, f"{case.number} digabung ke {leading.number}. Pemohonnya diberi tahu."
    )
    return redirect(leading)


@require_POST
@once_only
def copy_result(request: UserRequest, pk: int, task: int) -> HttpResponse:
    case = _case(request, pk)
    waits = get_object_or_404(Task.objects.visible_to(request.user), pk=task)
    done = actions.copy_result(case, waits.pk, by=request.user, at=now())
    messages.success(
        request,
        f"Uraian dari {case.number} mengisi langkah ini. Periksa dan ubah seperlunya, lalu kirim.",
    )
    return redirect(done)
