"""Berkas bukti: the list, asking for one, watching it grow, taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import Refusal, refuse_if
from sopti.reports.evidence import actions, pages, rules
from sopti.reports.evidence.archive import ZIP
from sopti.reports.evidence.forms import AskForm, procedures_of
from sopti.reports.evidence.models import Bundle
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def bundles(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.bundles_page(request.user, number=request.GET.get("hal", ""))
    return render(request, "reports/evidence/bundles.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_bundle(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    known = procedures_of(request.user)
    form = AskForm(request.POST or None, known=known, today=localdate())
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "reports/evidence/ask.html", {"form": form}, status=status)
    asked = actions.ask(**form.told(), by=request.user, at=now())
    messages.success(
        request, f"Berkas bukti diminta: {asked.total} berkas. Anda diberi tahu bila sudah siap."
    )
    return redirect(asked)


@require_safe
def bundle(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.bundle_page(_bundle(request, pk), viewer=request.user)
    return render(request, "reports/evidence/bundle.html", page)


@require_safe
def bundle_file(request: UserRequest, pk: int) -> FileResponse:
    """Give the ZIP out piece by piece, to be kept and never to be opened in the page."""
    found = _bundle(request, pk)
    refuse_if(rules.why_not_download(request.user, found))
    path = found.folder / ZIP
    if not path.is_file():
        raise Refusal("Isi berkas bukti ini tidak ditemukan di server. Hapus, lalu minta lagi.")
    name = slugify(f"bukti {found.procedure_key} {found.first_on} {found.last_on}")
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{name}.zip", content_type="application/zip"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@once_only
def retry_bundle(request: UserRequest, pk: int) -> HttpResponse:
    again = actions.retry(_bundle(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Penyusunan dicoba lagi.")
    return redirect(again)


@require_POST
@once_only
def remove_bundle(request: UserRequest, pk: int) -> HttpResponse:
    gone = actions.remove(_bundle(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Berkas bukti {gone} dihapus.")
    return redirect("reports:bundles")


def _bundle(request: UserRequest, pk: int) -> Bundle:
    found = get_object_or_404(Bundle.objects.visible_to(request.user).for_pages(), pk=pk)
    refuse_if(rules.why_not_read(request.user))
    return found
