"""Mulai bekerja and Berhenti on the page of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from requests.worklog import actions
from requests.worklog.forms import StopForm
from sopti.core.errors import Refusal
from sopti.ui.once import once_only
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_POST
@once_only
def begin(request: UserRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    actions.begin(pk, by=request.user, at=now())
    messages.success(request, "Anda mulai bekerja. Tekan “Berhenti” bila berhenti atau beralih.")
    return _back(task)


@require_POST
@once_only
def stop(request: UserRequest, pk: int) -> HttpResponse:
    task, form = _task(request, pk), StopForm(request.POST)
    if not form.is_valid():
        raise Refusal(next(said for found in form.errors.values() for said in found))
    actions.stop(pk, note=form.cleaned_data["note"], by=request.user, at=now())
    messages.success(request, "Pekerjaan dihentikan dan dicatat. Langkah tetap pada Anda.")
    return _back(task)


def _task(request: UserRequest, pk: int) -> Task:
    return get_object_or_404(Task.objects.visible_to(request.user), pk=pk)


def _back(task: Task) -> HttpResponse:
    return redirect(f"{task.get_absolute_url()}#catatan-kerja")
