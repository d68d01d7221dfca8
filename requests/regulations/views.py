"""The library of regulations: searching, one regulation, its links and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.regulations import actions, pages, rules
from requests.regulations.forms import FileForm, LinkForm, RegulationFilter, RegulationForm
from requests.regulations.models import Regulation, RegulationLink
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def regulations(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = RegulationFilter(request.GET)
    page = pages.library_page(request.user, form.chosen())
    return render(request, "requests/regulations/library.html", page | {"filters": form})


@require_safe
def regulation(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.regulation_page(_regulation(request, pk), viewer=request.user)
    return render(request, "requests/regulations/regulation.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_regulation(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    empty = Regulation(court=request.user.court)
    cancel = reverse("requests:regulations")
    form = RegulationForm(request.POST or None, regulation=empty, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, "Tambah peraturan")
    made = actions.add_regulation(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"{made} ditambahkan ke pustaka. Lampirkan berkasnya bila ada.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_regulation(request: UserRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = RegulationForm(request.POST or None, regulation=found, cancel=found.get_absolute_url())
    if not form.is_valid():
        return _form_page(request, form, "Ubah data peraturan", found)
    made = actions.edit_regulation(found.pk, form.cleaned_data, by=request.user)
    messages.success(request, f"Data {made} disimpan.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def link_regulation(request: UserRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = LinkForm(request.POST or None, regulation=found, by=request.user)
    if not form.is_valid():
        return _form_page(request, form, "Catat hubungan", found)
    newer, older, kind = form.ends()
    note = form.cleaned_data["note"]
    actions.link(newer.pk, older.pk, kind=kind, note=note, by=request.user, at=now())
    messages.success(request, f"Hubungan {newer} dan {older} dicatat pada keduanya.")
    return redirect(found)


@require_POST
@once_only
def unlink_regulation(request: UserRequest, pk: int, link_pk: int) -> HttpResponse:
    found = _kept(request, pk)
    known = RegulationLink.objects.filter(newer__court=found.court_id)
    actions.unlink(get_object_or_404(known, pk=link_pk).pk, by=request.user)
    messages.success(request, "Hubungan dilepas.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def attach_regulation(request: UserRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    refuse_if(rules.why_not_attach(request.user, found))
    form = FileForm(request.POST or None, request.FILES or None, regulation=found)
    if not form.is_valid():
        return _form_page(request, form, "Lampirkan berkas", found)
    actions.attach(found.pk, form.cleaned_data["file"], by=request.user, at=now())
    messages.success(request, "Berkas disimpan. Isi PDF dapat dicari sesudah dibaca SOPTI.")
    return redirect(found)


@require_POST
@once_only
def detach_regulation(request: UserRequest, pk: int, file_pk: int) -> HttpResponse:
    found = _kept(request, pk)
    gone = actions.detach(get_object_or_404(found.files, pk=file_pk).pk, by=request.user)
    messages.success(request, f"Berkas “{gone}” dihapus dari peraturan ini.")
    return redirect(found)


@require_safe
def regulation_file(request: UserRequest, pk: int) -> FileResponse:
    kept = pages.file_of(request.user, pk)
    if kept is None:
        raise Http404
    response = FileResponse(
        kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


# ----------------------------------------------------------------------------------------- parts
def _regulation(request: UserRequest, pk: int) -> Regulation:
    visible = Regulation.objects.visible_to(request.user).with_standing()
    return get_object_or_404(visible.select_related("added_by"), pk=pk)


def _kept(request: UserRequest, pk: int) -> Regulation:
    found = _regulation(request, pk)
    refuse_if(rules.why_not_keep(request.user, found))
    return found


def _form_page(
    request: UserRequest, form: PlainForm, title: str, regulation: Regulation | None = None
) -> HttpResponse:
    page: dict[str, Any] = {"form": form, "title": title, "regulation": regulation}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "requests/regulations/form.html", page, status=status)
