"""The month and its checks: the list, one device after another, and where a problem goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.assets.models import Asset, AssetKind
from maintenance.upkeep import actions, pages, rules
from maintenance.upkeep.enums import Found
from maintenance.upkeep.forms import CheckForm, ListForm, MonthForm
from maintenance.upkeep.lists import list_of
from maintenance.upkeep.models import Check
from maintenance.upkeep.months import month_of
from sopti.core.errors import Refusal, refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse, QueryDict

    from maintenance.upkeep.months import Month
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def month(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    today = localdate()
    first = MonthForm(request.GET).month(today)
    page = pages.month_page(request.user, first, today=today)
    return render(request, "maintenance/upkeep/month.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def check(request: UserRequest, pk: int) -> HttpResponse:
    """Answer one device; a good one leads on to the next, a problem to where it may go."""
    today = localdate()
    first = MonthForm(request.GET).month(today)
    visible = Asset.objects.visible_to(request.user).for_pages()
    asset = get_object_or_404(visible, pk=pk)
    refuse_if(rules.why_not_check(request.user, asset, month=first, today=today))
    known = Check.objects.select_related("by", "asset__court").filter(asset=asset, month=first)
    form = _form(request, asset, known.first(), request.POST or None)
    why_not = ""
    if form.is_valid():
        try:
            return _go_on(request, _answered(request, asset, form, first))
        except Refusal as reason:  # somebody was quicker: what was typed stays on the page
            why_not = str(reason)
            form = _form(request, asset, known.first(), _shown_anew(request, known.first()))
    page = {"form": form, "asset": asset, "check": known.first(), "why_not": why_not}
    return _check_page(request, page, month_of(asset.court, first, today=today))


def _check_page(request: UserRequest, page: dict[str, Any], month: Month) -> HttpResponse:
    status = UNPROCESSABLE if page["form"].is_bound else 200
    page["month"] = month
    return render(request, "maintenance/upkeep/check.html", page, status=status)


def _form(
    request: UserRequest, asset: Asset, check: Check | None, data: QueryDict | None
) -> CheckForm:
    items = list_of(asset.kind, asset.court_id).items
    return CheckForm(data, request.FILES or None, asset=asset, check=check, items=items)


def _answered(request: UserRequest, asset: Asset, form: CheckForm, first: date) -> Check:
    return actions.answer(
        asset.pk,
        form.answer(),
        month=first,
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=now(),
    )


def _shown_anew(request: UserRequest, check: Check | None) -> QueryDict:
    """Return what was typed, so that sent again it replaces the answer given meanwhile."""
    data = request.POST.copy()
    data["seen"] = rules.seal_of(check)
    return data


def _go_on(request: UserRequest, done: Check) -> HttpResponse:
    what = done.get_found_display().lower()
    messages.success(request, f"{done.asset.name} dicatat: {what}.")
    if done.found != Found.GOOD:
        return redirect(done)
    return redirect(_next_address(done))


def _next_address(done: Check) -> str:
    left = month_of(done.asset.court, done.month, today=localdate()).open
    query = f"?bulan={done.month:%Y-%m}"
    if not left:
        return reverse("maintenance:upkeep") + query
    room = done.asset.room.casefold()
    later = [slot for slot in left if slot.asset.room.casefold() >= room]
    return reverse("maintenance:check", args=[(later or left)[0].asset.pk]) + query


@require_safe
def result(request: UserRequest, pk: int) -> HttpResponse:
    found = _check(request, pk)
    page = pages.result_page(found, viewer=request.user, now=now())
    return render(request, "maintenance/upkeep/result.html", page)


@require_POST
@once_only
def hand_on(request: UserRequest, pk: int, road: str) -> HttpResponse:
    found = _check(request, pk)
    case = actions.hand_on(found.pk, road=road, by=request.user, at=now())
    messages.success(request, f"Diteruskan dengan nomor {case.number}.")
    return redirect(found)


@require_safe
def photo(request: UserRequest, pk: int) -> FileResponse:
    found = _check(request, pk)
    if not found.photo:
        raise Http404
    response = FileResponse(found.photo.open("rb"), content_type=found.photo_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _check(request: UserRequest, pk: int) -> Check:
    visible = Check.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("asset__court", "asset__kind", "by", "case", "work"), pk=pk
    )


# ------------------------------------------------------------------------------------------ lists
@require_safe
def lists(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    return render(request, "maintenance/upkeep/lists.html", pages.lists_page(request.user))


@require_http_methods(["GET", "POST"])
@once_only
def edit_list(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(rules.why_not_keep_lists(request.user))
    kind = get_object_or_404(AssetKind.objects.visible_to(request.user), pk=pk)
    court: int = request.user.court_id  # type: ignore[assignment]  # the rule asked
    form = ListForm(
        request.POST or None, known=list_of(kind, court), cancel=reverse("maintenance:check_lists")
    )
    if form.is_valid():
        actions.keep_list(kind, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Daftar periksa {kind} disimpan. Rencana baru memakainya.")
        return redirect("maintenance:check_lists")
    status = UNPROCESSABLE if form.is_bound else 200
    page = {"form": form, "kind": kind}
    return render(request, "maintenance/upkeep/list_form.html", page, status=status)
