"""Assets: the list, one of them, and what may be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.assets import actions, pages, papers, rules
from maintenance.assets.choices import choices_of, suggestions_of
from maintenance.assets.forms import AssetFilter, AssetForm, HandOverForm, RetireForm, WorkForm
from maintenance.assets.models import Asset, Handover
from sopti.core.errors import refuse_if
from sopti.reports.sending import says_why_not_printed, sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def assets(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = AssetFilter(request.GET, choices=choices_of(request.user))
    page = pages.assets_page(request.user, form, today=localdate())
    return render(request, "maintenance/assets.html", page | {"form": form})


@require_safe
def asset(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    page = pages.asset_page(found, viewer=request.user, today=localdate())
    return render(request, "maintenance/asset.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_asset(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    form = _asset_form(request, Asset(court=request.user.court), reverse("maintenance:assets"))
    if not form.is_valid():
        return _form_page(request, "maintenance/asset_form.html", form)
    told, photo = _told(form)
    made = actions.add_asset(told, by=request.user, at=now(), photo=photo)
    messages.success(request, f"Aset {made} dicatat.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_asset(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    refuse_if(rules.why_not_keep(request.user, found))
    form = _asset_form(request, found, found.get_absolute_url())
    if not form.is_valid():
        return _form_page(request, "maintenance/asset_form.html", form, asset=found)
    told, photo = _told(form)
    made = actions.edit_asset(found.pk, told, by=request.user, at=now(), photo=photo)
    messages.success(request, f"Data {made} disimpan.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def hand_over(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    refuse_if(rules.why_not_keep(request.user, found))
    rooms = choices_of(request.user).rooms
    form = HandOverForm(
        request.POST or None, asset=found, by=request.user, rooms=rooms, today=localdate()
    )
    if not form.is_valid():
        return _form_page(request, "maintenance/hand_over.html", form, asset=found)
    done = actions.hand_over(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(
        request, f"Serah terima dicatat dengan nomor {done.number}. Cetak berita acaranya di bawah."
    )
    return redirect(f"{found.get_absolute_url()}#kartu")


@require_http_methods(["GET", "POST"])
@once_only
def retire(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    refuse_if(rules.why_not_retire(request.user, found))
    form = RetireForm(request.POST or None, asset=found, today=localdate())
    if not form.is_valid():
        return _form_page(request, "maintenance/retire.html", form, asset=found)
    told = form.cleaned_data
    actions.retire(
        found.pk, reason=told["reason"], on=told["retired_on"], by=request.user, at=now()
    )
    messages.success(request, f"Pemakaian {found} dihentikan. Riwayatnya tetap tersimpan.")
    return redirect(found)


@require_POST
@once_only
def restore(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    actions.restore(found.pk, by=request.user, at=now())
    messages.success(request, f"{found} dicatat dipakai kembali.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def note_work(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    refuse_if(rules.why_not_keep(request.user, found))
    form = WorkForm(request.POST or None, asset=found, by=request.user, today=localdate())
    if not form.is_valid():
        return _form_page(request, "maintenance/work_form.html", form, asset=found)
    actions.note_work(form.work(), by=request.user, at=now())
    messages.success(request, f"Pekerjaan dicatat pada kartu historis {found}.")
    return redirect(f"{found.get_absolute_url()}#kartu")


@require_safe
def photo(request: UserRequest, pk: int) -> FileResponse:
    found = _asset(request, pk)
    if not found.photo:
        raise Http404
    response = FileResponse(found.photo.open("rb"), content_type=found.photo_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


# ---------------------------------------------------------------------------------------- papers
@require_safe
@says_why_not_printed
def handover(request: UserRequest, pk: int) -> HttpResponse:
    visible = Handover.objects.visible_to(request.user)
    done = get_object_or_404(
        visible.select_related("asset__court", "asset__kind", "from_holder", "to_holder", "by"),
        pk=pk,
    )
    sheet = papers.handover_sheet(done, at=now())
    return sent("maintenance/handover_sheet.html", sheet, name=f"serah terima {done.number}")


@require_safe
@says_why_not_printed
def card(request: UserRequest, pk: int) -> HttpResponse:
    found = _asset(request, pk)
    sheet = papers.card_sheet(found, viewer=request.user, at=now())
    return sent("maintenance/card_sheet.html", sheet, name=f"kartu historis {found.nup}")


# ----------------------------------------------------------------------------------------- parts
def _asset(request: UserRequest, pk: int) -> Asset:
    visible = Asset.objects.visible_to(request.user).for_pages().select_related("licence")
    return get_object_or_404(visible, pk=pk)


def _asset_form(request: UserRequest, found: Asset, cancel: str) -> AssetForm:
    return AssetForm(
        request.POST or None,
        request.FILES or None,
        asset=found,
        by=request.user,
        choices=suggestions_of(request.user),
        cancel=cancel,
    )


def _told(form: AssetForm) -> tuple[dict[str, Any], Any]:
    return form.cleaned_data, form.cleaned_data["photo"] or None


def _form_page(request: UserRequest, template: str, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **page}, status=status)
