"""One case: reading it, and what may be done to it as a whole."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.ui.once import once_only
from sopti.workflow import actions, pages, thumbnails
from sopti.workflow.forms import AttachForm, ReasonForm, RemarkForm, TextForm
from sopti.workflow.models import Attachment, Case, Question

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
# What a browser shows by itself it puts into a page of its own, with styles; nothing may run.
FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
PDF_POLICY = FILE_POLICY.removeprefix("sandbox; ")  # the reader of PDF does not start in a sandbox


def _case(request: UserRequest, pk: int) -> Case:
    found = pages.case_seen_by(request.user, pk)
    if found is None:
        raise Http404
    return found


@require_safe
def case(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.case_page(_case(request, pk), viewer=request.user, now=now())
    return render(request, "workflow/case.html", page | _case_forms())


@require_safe
def sop_way(request: UserRequest, pk: int) -> HttpResponse:
    """Show the table of the SOP with the way the case went through it."""
    page = pages.sop_way_page(_case(request, pk))
    return render(request, "workflow/sop_way.html", page)


def _case_forms(**bound: Any) -> dict[str, Any]:
    return {
        "answer_form": TextForm(prefix="jawaban"),
        "reason_form": ReasonForm(),
        "attach_form": AttachForm(prefix="lampiran"),
        "remark_form": RemarkForm(prefix="pesan"),
        "bound_forms": list(bound.values()),
        **bound,
    }


@require_POST
@once_only
def answer(request: UserRequest, pk: int) -> HttpResponse:
    visible = Case.objects.visible_to(request.user)
    question = get_object_or_404(Question.objects.filter(task__case__in=visible), pk=pk)
    found = _case(request, question.task.case_id)
    form = TextForm(request.POST, prefix="jawaban")
    if not form.is_valid():
        return _case_again(request, found, answer_form=form)
    actions.answer(pk, text=form.cleaned_data["text"], by=request.user, at=now())
    messages.success(request, "Jawaban dikirim. Waktu langkah berjalan lagi.")
    return redirect(found)


@require_POST
@once_only
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _case_again(request, found, reason_form=form)
    actions.withdraw(pk, reason=form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, f"Permintaan {found.number} ditarik.")
    return redirect(found)


@require_POST
@once_only
def cancel(request: UserRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _case_again(request, found, reason_form=form)
    actions.cancel(pk, reason=form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, f"Berkas {found.number} dibatalkan.")
    return redirect(found)


def _case_again(request: UserRequest, found: Case, **bound: Any) -> HttpResponse:
    page = pages.case_page(found, viewer=request.user, now=now()) | _case_forms(**bound)
    return render(request, "workflow/case.html", page, status=UNPROCESSABLE)


@require_POST
@once_only
def attach(request: UserRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    form = AttachForm(request.POST, request.FILES, prefix="lampiran")
    if not form.is_valid():
        return _case_again(request, found, attach_form=form)
    actions.attach(pk, form.cleaned_data["files"], by=request.user, at=now())
    messages.success(request, "Lampiran ditambahkan.")
    return redirect(found)


@require_POST
@once_only
def remark(request: UserRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    form = RemarkForm(request.POST, request.FILES, prefix="pesan")
    if not form.is_valid():
        return _case_again(request, found, remark_form=form)
    actions.remark(pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Pesan terkirim.")
    return redirect(f"{found.get_absolute_url()}#percakapan")


@require_safe
def attachment(request: UserRequest, pk: int) -> FileResponse | HttpResponse:
    """Give out a file: pictures and PDF to be looked at, the rest, or with `?unduh`, to be kept."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    if found.destroyed_at:
        return _destroyed(request, found)
    response = FileResponse(
        found.file.open("rb"),
        as_attachment="unduh" in request.GET or not found.opens_in_page,
        filename=found.name,
        content_type=found.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if found.is_pdf else FILE_POLICY
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def thumbnail(request: UserRequest, pk: int) -> FileResponse | HttpResponse:
    """Give out the small picture of an attached picture to who may see the picture."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    if not found.is_picture:
        raise Http404
    if found.destroyed_at:
        return _destroyed(request, found)
    path = thumbnails.small_picture(found)
    response = FileResponse(path.open("rb"), content_type=thumbnails.CONTENT_TYPE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _destroyed(request: UserRequest, found: Attachment) -> HttpResponse:
    """Say since when and on what ground the content is no more, to who might have read it."""
    return render(request, "workflow/destroyed.html", {"file": found}, status=HTTPStatus.GONE)
