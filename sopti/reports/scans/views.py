"""Unggah pindaian: from a signed sheet of paper back to its case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from sopti.core.errors import refuse_if
from sopti.reports.layouts import heading_of
from sopti.reports.scans import actions
from sopti.reports.scans.forms import PlaceForm, ScanForm, SheetForm
from sopti.reports.scans.models import Scan
from sopti.reports.scans.reading import keys_in
from sopti.ui.once import once_only
from sopti.workflow import uploads
from sopti.workflow.models import Task
from sopti.workflow.rules import why_not_keep_scan, why_not_scan

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def scans(request: UserRequest) -> HttpResponse:
    """Take a scan in. Not once-only: reading it takes longer than a transaction should."""
    refuse_if(why_not_scan(request.user))
    wanted = _wanted(request)
    cancel = wanted.case.get_absolute_url() if wanted else "/"
    form = ScanForm(request.POST or None, request.FILES or None, cancel=cancel)
    if form.is_valid():
        kept = uploads.cleaned(form.cleaned_data["file"])
        take = partial(actions.take_in, wanted=wanted, by=request.user, at=now())
        if found := form.taken(partial(take, kept, keys_in(kept))):
            return redirect(found)
    page = {"form": form, "wanted": wanted, "sheet": heading_of(wanted) if wanted else ""}
    return render(request, "reports/scans/upload.html", page, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def scan(request: UserRequest, pk: int) -> HttpResponse:
    """Show which paper it is, or ask."""
    found, at = _scan(request, pk), now()
    form = PlaceForm(request.POST or None)
    if form.is_valid() and form.placed(
        by_key=partial(actions.name_paper, pk, by=request.user, at=at),
        by_number=partial(actions.name_case, pk, by=request.user, at=at),
    ):
        return redirect(found)
    page = {"form": form} | _page(found)
    return render(request, "reports/scans/scan.html", page, status=_status(form))


@require_POST
@once_only
def keep_scan(request: UserRequest, pk: int) -> HttpResponse:
    found = _scan(request, pk)
    task = found.task
    if found.case and task is None and not found.is_read:
        form = SheetForm(request.POST, case=found.case)
        if not form.is_valid():
            page = _page(found) | {"sheet_form": form}
            return render(request, "reports/scans/scan.html", page, status=UNPROCESSABLE)
        task = form.task
    kept = actions.keep(pk, task=task, by=request.user, at=now())
    messages.success(request, f"Pindaian disimpan pada berkas {kept.case.number}, di Dokumen.")
    return redirect(f"{kept.case.get_absolute_url()}#dokumen")


def _page(found: Scan) -> dict[str, Any]:
    case, task = found.case, found.task
    page: dict[str, Any] = {"scan": found, "case": case, "task": task}
    if case and (task or found.is_read):
        page |= {
            "sheet": heading_of(task) if task else "Berkas lengkap",
            "number": task.document_number if task else case.number,
            "why_not": why_not_keep_scan(found.by, case, task),
        }
    elif case:
        page["sheet_form"] = SheetForm(case=case)
    return page


def _status(form: ScanForm | PlaceForm) -> int:
    return UNPROCESSABLE if form.is_bound else 200


def _wanted(request: UserRequest) -> Task | None:
    """Return the step from whose page somebody came; its sheet must be there already."""
    asked = request.GET.get("langkah", "")
    if not asked.isdecimal():
        return None
    visible = Task.objects.visible_to(request.user).for_pages()
    found = get_object_or_404(visible, pk=int(asked[:15]))
    refuse_if(why_not_keep_scan(request.user, found.case, found))
    return found


def _scan(request: UserRequest, pk: int) -> Scan:
    refuse_if(why_not_scan(request.user))
    waiting = Scan.objects.waiting_of(request.user).select_related(
        "by", "case__court", "case__edition__document", "task__role"
    )
    found = get_object_or_404(waiting, pk=pk)
    if found.task and found.case:
        found.task.case = found.case
    return found
