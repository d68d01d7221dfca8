"""Seeing what is watched, and setting it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.monitors import actions, pages, rules
from sopti.monitors.enums import Kind, State
from sopti.monitors.forms import EXPLAINED, MonitorForm, PermitForm, first_of, kinds
from sopti.monitors.models import Monitor
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _monitor(request: UserRequest, pk: int) -> Monitor:
    refuse_if(rules.why_not_watch(request.user))
    return get_object_or_404(Monitor.objects.visible_to(request.user).for_pages(), pk=pk)


@require_safe
def monitors(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_watch(request.user))
    return render(request, "monitors/monitors.html", pages.list_page(request.user, now=now()))


@require_safe
def monitor(request: UserRequest, pk: int) -> HttpResponse:
    found = _monitor(request, pk)
    page = pages.monitor_page(found, viewer=request.user, now=now())
    given = {name: getattr(found, name) for name in PermitForm.base_fields}
    return render(request, "monitors/monitor.html", page | {"form": PermitForm(initial=given)})


@require_safe
def stands(request: UserRequest, pk: int) -> HttpResponse:
    """Answer how the monitor stands, for a page that waits for a check."""
    found = _monitor(request, pk)
    told = {"monitor": found, "tone": pages.TONES[State(found.pulse.state)]}
    return render(request, "monitors/_stands.html", told)


@require_safe
def choose(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    return render(request, "monitors/choose.html", {"kinds": kinds()})


@require_http_methods(["GET", "POST"])
@once_only
def new(request: UserRequest, kind: str) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    if kind not in Kind.values:
        raise Http404
    wanted = first_of(Kind(kind), by=request.user)
    cancel = reverse("monitors:monitors")
    form = MonitorForm(request.POST or None, monitor=wanted, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, wanted)
    added = actions.add(form.wanted(), by=request.user, at=now())
    messages.success(request, f"{added} mulai dipantau. Hasil pertama muncul sebentar lagi.")
    return redirect(added)


@require_http_methods(["GET", "POST"])
@once_only
def edit(request: UserRequest, pk: int) -> HttpResponse:
    found = _monitor(request, pk)
    refuse_if(rules.why_not_keep(request.user, found.court_id))
    cancel = found.get_absolute_url()
    form = MonitorForm(request.POST or None, monitor=found, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, found)
    actions.change(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Perubahan pemantau disimpan.")
    return redirect(found)


def _form_page(request: UserRequest, form: MonitorForm, monitor: Monitor) -> HttpResponse:
    told = {"form": form, "monitor": monitor, "explained": EXPLAINED[Kind(monitor.kind)][0]}
    return render(request, "monitors/monitor_form.html", told, status=422 if form.is_bound else 200)


@require_POST
@once_only
def pause(request: UserRequest, pk: int) -> HttpResponse:
    paused = actions.pause(_monitor(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{paused} dijeda dan tidak diperiksa sampai dilanjutkan.")
    return redirect(paused)


@require_POST
@once_only
def resume(request: UserRequest, pk: int) -> HttpResponse:
    resumed = actions.resume(_monitor(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{resumed} diperiksa lagi.")
    return redirect(resumed)


@require_POST
@once_only
def remove(request: UserRequest, pk: int) -> HttpResponse:
    gone = actions.remove(_monitor(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Pemantau {gone} dihapus. Pengaturannya tersimpan di catatan.")
    return redirect("monitors:monitors")


@require_POST
@once_only
def check(request: UserRequest, pk: int) -> HttpResponse:
    asked = actions.ask_for_check(_monitor(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Pemeriksaan diminta. Hasilnya muncul di halaman ini.")
    return redirect(asked)


@require_POST
@once_only
def permit(request: UserRequest, pk: int) -> HttpResponse:
    found, form = _monitor(request, pk), PermitForm(request.POST)
    form.is_valid()  # two ticks: there is nothing to be wrong
    given = form.cleaned_data
    actions.permit(
        found.pk,
        private=given["may_touch_private"],
        loopback=given["may_touch_loopback"],
        by=request.user,
        at=now(),
    )
    messages.success(request, "Izin pemantau disimpan.")
    return redirect(found)
