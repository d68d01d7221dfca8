"""Where the person is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sopti.identity import actions, pages
from sopti.identity.forms import DeviceForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def devices(request: UserRequest) -> HttpResponse:
    found = pages.devices_of(request.user, here=request.session.session_key)
    return render(request, "identity/devices.html", {"devices": found})


@require_POST
def sign_out(request: UserRequest) -> HttpResponse:
    count = actions.sign_out(DeviceForm(request.POST).chosen, by=request.user)
    if count:
        messages.success(request, "Perangkat itu sudah keluar.")
    else:
        messages.warning(request, "Perangkat itu sudah keluar sebelumnya.")
    return redirect("identity:devices")


@require_POST
def sign_out_others(request: UserRequest) -> HttpResponse:
    count = actions.sign_out_others(by=request.user, here=request.session.session_key)
    words = f"{count} perangkat lain sudah keluar." if count else "Tidak ada perangkat lain."
    messages.success(request, words)
    return redirect("identity:devices")
