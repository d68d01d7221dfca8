"""Seats of a licence, and the kinds of assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from maintenance.assets import actions, rules
from maintenance.assets.models import Asset, AssetKind, Licence, Seat
from maintenance.assets.seat_forms import KindForm, SeatForm
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_http_methods(["GET", "POST"])
@once_only
def give_seat(request: UserRequest, pk: int) -> HttpResponse:
    visible = Licence.objects.filter(asset__in=Asset.objects.visible_to(request.user))
    licence = get_object_or_404(visible.select_related("asset"), asset=pk)
    refuse_if(rules.why_not_give_seat(request.user, licence))
    form = SeatForm(request.POST or None, licence=licence, by=request.user)
    if not form.is_valid():
        page = {"form": form, "asset": licence.asset}
        status = 422 if form.is_bound else 200
        return render(request, "maintenance/seat_form.html", page, status=status)
    seat = actions.give_seat(licence.pk, user=form.user(), by=request.user, at=now())
    messages.success(request, f"{seat} memakai satu lisensi {licence.asset.name}.")
    return redirect(licence.asset)


@require_POST
@once_only
def free_seat(request: UserRequest, pk: int) -> HttpResponse:
    visible = Seat.objects.filter(licence__asset__in=Asset.objects.visible_to(request.user))
    seat = get_object_or_404(visible.select_related("licence__asset", "device", "person"), pk=pk)
    words = f"{seat} tidak lagi memakai {seat.licence.asset.name}."
    actions.free_seat(seat.pk, by=request.user)
    messages.success(request, words)
    return redirect(seat.licence.asset)


@require_http_methods(["GET", "POST"])
@once_only
def kinds(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    form = KindForm(request.POST or None)
    if form.is_valid():
        kind = actions.add_kind(name=form.cleaned_data["name"], by=request.user)
        messages.success(request, f"Jenis aset “{kind}” ditambahkan.")
        return redirect("maintenance:asset_kinds")
    ours = Q(assets__court=request.user.court, assets__retired_on=None)
    found = AssetKind.objects.visible_to(request.user).annotate(count=Count("assets", filter=ours))
    status = 422 if form.is_bound else 200
    return render(request, "maintenance/kinds.html", {"form": form, "kinds": found}, status=status)
