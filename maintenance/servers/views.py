"""Servers: the list, one of them with its year, and what may be written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.section import step_of
from maintenance.servers import actions, pages, rules
from maintenance.servers.forms import ReadingForm, ServerForm
from maintenance.servers.models import Server
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def servers(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_see(request.user))
    page = pages.list_page(request.user, now=now())
    return render(request, "maintenance/servers/servers.html", page)


@require_safe
def server(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.server_page(_server(request, pk), viewer=request.user, now=now())
    return render(request, "maintenance/servers/server.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_server(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    return _save(request, Server(court=request.user.court), reverse("maintenance:servers"))


@require_http_methods(["GET", "POST"])
@once_only
def edit_server(request: UserRequest, pk: int) -> HttpResponse:
    found = _server(request, pk)
    refuse_if(rules.why_not_keep(request.user, found.court_id))
    return _save(request, found, found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@once_only
def read_server(request: UserRequest, pk: int) -> HttpResponse:
    """Note what somebody read; whoever came from a step is led back to it."""
    found = _server(request, pk)
    refuse_if(rules.why_not_read(request.user, found))
    step = step_of(request)
    back = (step or found).get_absolute_url()
    form = ReadingForm(request.POST or None, cancel=back)
    if not form.is_valid():
        return _form_page(request, "maintenance/servers/reading_form.html", form, server=found)
    actions.note_reading(found.pk, form.measured(), by=request.user, at=now())
    messages.success(request, f"Pembacaan {found} dicatat.")
    return redirect(back)


# ------------------------------------------------------------------------------------- the agent
@require_POST
@never_cache
def give_key(request: UserRequest, pk: int) -> HttpResponse:
    """Show the new key on this one answer; it is kept nowhere in the clear."""
    found = _server(request, pk)
    shown = actions.give_key(found.pk, by=request.user, at=now())
    address = request.build_absolute_uri(reverse("maintenance:take_reading", args=[found.pk]))
    page = {"server": found, "key": shown, "address": address, "is_secure": request.is_secure()}
    return render(request, "maintenance/servers/key_once.html", page)


@require_POST
@once_only
def end_key(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.end_key(_server(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Token agen {found} dicabut. Kirimannya tidak diterima lagi.")
    return redirect(found)


# ----------------------------------------------------------------------------------------- parts
def _server(request: UserRequest, pk: int) -> Server:
    return get_object_or_404(Server.objects.visible_to(request.user).for_pages(), pk=pk)


def _save(request: UserRequest, wanted: Server, cancel: str) -> HttpResponse:
    form = ServerForm(request.POST or None, server=wanted, by=request.user, cancel=cancel)
    if not form.is_valid():
        named = Server.objects.filter(pk=wanted.pk).values_list("name", flat=True).first()
        return _form_page(request, "maintenance/servers/server_form.html", form, named=named,
                          server=wanted)  # fmt: skip
    saved = actions.save_server(form.server, by=request.user, at=now())
    messages.success(request, f"Data {saved} disimpan.")
    return redirect(saved)


def _form_page(request: UserRequest, template: str, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **page}, status=status)
