"""Which lower court an overseer reads: choosing one, and going home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.people import oversight, rules
from sopti.people.models import Court

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def overseen(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_choose(request.user))
    courts = Court.objects.overseen_by(request.user)
    return render(request, "people/overseen.html", {"courts": courts})


@require_POST
def stand_in(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(rules.why_not_choose(request.user))
    court = get_object_or_404(Court.objects.overseen_by(request.user), pk=pk)
    oversight.choose(request, court)
    return redirect("workflow:cases")


@require_POST
def go_home(request: UserRequest) -> HttpResponse:
    oversight.leave(request)
    messages.success(request, f"Anda kembali di {request.user.court}.")
    return redirect("home")
