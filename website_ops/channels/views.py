"""Saluran: where the court publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from website_ops.channels import actions, rules
from website_ops.channels.forms import ChannelForm
from website_ops.channels.models import Channel

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def channels(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    found = Channel.objects.visible_to(request.user)
    page = {"channels": found, "may_keep": rules.why_not_keep(request.user) is None}
    return render(request, "website_ops/channels/channels.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_channel(request: UserRequest) -> HttpResponse:
    return _kept(request, None)


@require_http_methods(["GET", "POST"])
@once_only
def edit_channel(request: UserRequest, pk: int) -> HttpResponse:
    return _kept(request, get_object_or_404(Channel.objects.visible_to(request.user), pk=pk))


def _kept(request: UserRequest, found: Channel | None) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user))
    names = ("kind", "name", "address", "is_active")
    begun = {name: getattr(found, name) for name in names} if found else {}
    form = ChannelForm(request.POST or None, initial=begun)
    if not form.is_valid():
        page = {"form": form, "channel": found}
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "website_ops/channels/form.html", page, status=status)
    told, pk = form.cleaned_data, found.pk if found else None
    made = actions.keep_channel(told, channel_id=pk, by=request.user)
    messages.success(request, f"Saluran {made} disimpan.")
    return redirect("website_ops:channels")
