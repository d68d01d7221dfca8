"""Beranda and the list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from sopti.core import words
from sopti.sop.models import Edition
from sopti.ui.frame import UNREAD, WAITING
from sopti.workflow import pages
from sopti.workflow.forms import CaseFilter
from sopti.workflow.registry import home_panels

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.people.models import User
    from sopti.ui.http import UserRequest


@require_safe
def home(request: UserRequest) -> HttpResponse:
    at = now()
    page = pages.home_page(request.user, now=at)
    page["panels"], unread = home_panels(request.user, now=at)
    # The frame shows the same numbers once more.
    request.counted = {WAITING: page["count"], UNREAD: unread}
    return render(request, "workflow/home.html", page)


@require_safe
def cases(request: UserRequest) -> HttpResponse:
    form = CaseFilter(request.GET, procedures=_procedures_of(request.user))
    chosen = form.chosen()
    page = pages.cases_page(request.user, chosen, now=now())
    filtered = any(value for name, value in chosen.items() if name != "hal")
    return render(request, "workflow/cases.html", page | {"form": form, "filtered": filtered})


def _procedures_of(user: User) -> list[tuple[str, str]]:
    editions = Edition.objects.visible_to(user).in_force().defer("body")
    return [
        (procedure.key, f"{procedure.letter}. {words.calm(procedure.title)}".lstrip(". "))
        for edition in editions
        for procedure in edition.sop.procedures
    ]
