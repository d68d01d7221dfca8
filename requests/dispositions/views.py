"""Reading a disposition, taking it back, passing it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from requests.deeds.dispose import words_of_please
from requests.dispositions import actions, rules
from requests.dispositions.forms import PassOnForm
from requests.dispositions.models import OnwardDisposition
from sopti.core import words
from sopti.core.errors import Refusal, refuse_if
from sopti.ui.forms import error_lines
from sopti.ui.once import once_only
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest

NOTHING_TO_SAY = 204


@require_POST
@once_only
def read(request: UserRequest, pk: int) -> HttpResponse:
    """Keep that the step was seen. The page's script sends it, without anybody pressing."""
    task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
    actions.mark_read(task.pk, by=request.user, at=now())
    return HttpResponse(status=NOTHING_TO_SAY)


@require_POST
@once_only
def take_back(request: UserRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
    again = actions.take_back(task.pk, by=request.user, at=now())
    messages.success(request, "Disposisi ditarik kembali. Ubah seperlunya, lalu putuskan lagi.")
    return redirect(again)


@require_POST
@once_only
def pass_on(request: UserRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user).for_pages(), pk=pk)
    disposition = rules.disposition_of(case)
    refuse_if(rules.why_not_pass_on(request.user, case, disposition))
    form = PassOnForm(
        request.POST,
        receivers=rules.receivers(request.user, case),
        please=words_of_please(disposition) if disposition else (),
        prefix="terus",
    )
    if not form.is_valid():
        raise Refusal(error_lines(form)[0].sentence)
    line = actions.pass_on(pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, words.sentence(f"Disposisi diteruskan kepada {line.to}"))
    return redirect(f"{case.get_absolute_url()}#disposisi")


def _line(request: UserRequest, pk: int) -> OnwardDisposition:
    return get_object_or_404(OnwardDisposition.objects.visible_to(request.user).for_pages(), pk=pk)


@require_POST
@once_only
def read_line(request: UserRequest, pk: int) -> HttpResponse:
    line = actions.read_line(_line(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Disposisi dari {line.by} tercatat sudah Anda baca.")
    return redirect(f"{line.disposition.case.get_absolute_url()}#disposisi")


@require_POST
@once_only
def take_back_line(request: UserRequest, pk: int) -> HttpResponse:
    line = actions.take_back_line(_line(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Penerusan kepada {line.to} ditarik kembali.")
    return redirect(f"{line.disposition.case.get_absolute_url()}#disposisi")
