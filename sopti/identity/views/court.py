"""What the court's administrator sees and sets: the rule, who follows it, who lost the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.identity import actions, pages
from sopti.identity.forms import PageForm, RuleForm
from sopti.people.models import User
from sopti.people.views.access import administrator_only
from sopti.ui.fresh import fresh_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@administrator_only
def court(request: UserRequest) -> HttpResponse:
    number = PageForm(request.GET).number
    return render(request, "identity/court.html", pages.court_page(request.user, number=number))


@require_http_methods(["GET", "POST"])
@administrator_only
@fresh_only
@once_only
def rule(request: UserRequest) -> HttpResponse:
    court = request.user.court
    assert court is not None  # noqa: S101 (administrator_only saw to it)
    page = reverse("identity:court")
    form = RuleForm(request.POST or None, by=request.user, court=court, on=localdate(), cancel=page)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "identity/rule.html", {"form": form}, status=status)
    actions.demand_second_step(court.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Aturan keamanan akun disimpan.")
    return redirect(page)


@require_safe
@administrator_only
def person(request: UserRequest, pk: int) -> HttpResponse:
    return render(
        request, "identity/person.html", pages.person_page(_person(request, pk), by=request.user)
    )


@require_POST
@administrator_only
@fresh_only
@once_only
def reset(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.reset_factors(_person(request, pk).pk, by=request.user, at=now())
    messages.success(
        request, f"Pengesahan dua langkah {found} diatur ulang. Ia keluar dari semua perangkat."
    )
    return redirect("identity:person", found.pk)


def _person(request: UserRequest, pk: int) -> User:
    people = User.objects.visible_to(request.user).select_related("court")
    found: User = get_object_or_404(people, pk=pk)
    return found
