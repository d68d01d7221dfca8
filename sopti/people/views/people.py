"""The court's people: the list, one person, and what their account needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.people import actions, pages
from sopti.people.forms.people import PeopleFilter, PersonForm
from sopti.people.models import User
from sopti.people.views.access import administrator_only
from sopti.ui.fresh import fresh_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@administrator_only
def manage(request: UserRequest) -> HttpResponse:
    assert request.user.court is not None  # noqa: S101 (administrator_only saw to it)
    return render(request, "people/manage.html", pages.overview(request.user.court, on=localdate()))


@require_safe
@administrator_only
def people(request: UserRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    page = pages.people_page(request.user, form.asked(), on=localdate())
    return render(request, "people/people.html", page | {"filters": form})


@require_safe
@administrator_only
def person(request: UserRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    page = pages.person_page(found, by=request.user, on=localdate())
    return render(request, "people/person.html", page)


@require_http_methods(["GET", "POST"])
@administrator_only
@never_cache
def new_person(request: UserRequest) -> HttpResponse:
    wanted = User(court=request.user.court)
    form = PersonForm(request.POST or None, person=wanted, cancel=reverse("people:people"))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "people/person_form.html", {"form": form}, status=status)
    for name, value in form.cleaned_data.items():
        setattr(wanted, name, value)
    password = actions.create_user(wanted, by=request.user, at=now())
    return _show_password(request, wanted, password)


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def edit_person(request: UserRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = PersonForm(request.POST or None, person=found, cancel=_page_of(found))
    if not form.is_valid():
        page = {"form": form, "person": found}
        status = 422 if form.is_bound else 200
        return render(request, "people/person_form.html", page, status=status)
    actions.update_user(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Data {found} disimpan.")
    return redirect(_page_of(found))


@require_POST
@administrator_only
def deactivate(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.deactivate(_person(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Akun {found} dinonaktifkan. Ia keluar dari semua perangkat.")
    return redirect(_page_of(found))


@require_POST
@administrator_only
def activate(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.activate(_person(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Akun {found} aktif lagi dengan kata sandi yang lama.")
    return redirect(_page_of(found))


@require_POST
@administrator_only
@fresh_only
@never_cache
def reset_password(request: UserRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    password = actions.reset_password(found.pk, by=request.user, at=now())
    return _show_password(request, found, password)


def _show_password(request: UserRequest, found: User, password: str) -> HttpResponse:
    """Show the password on this one answer; it is kept nowhere in the clear."""
    page = {"person": found, "password": password}
    return render(request, "people/password_once.html", page)


def _person(request: UserRequest, pk: int) -> User:
    people = User.objects.visible_to(request.user).select_related("court")
    found: User = get_object_or_404(people, pk=pk)
    return found


def _page_of(found: User) -> str:
    return reverse("people:person", args=[found.pk])
