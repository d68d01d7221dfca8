"""The reports of a court: the list, one report, its words, its way, its PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.reports.periodic import actions, pages, printing, rules
from sopti.reports.periodic.appendix import path_of
from sopti.reports.periodic.composing import content_of
from sopti.reports.periodic.forms import CorrectionForm, PeriodForm, ReasonForm, WordingForm
from sopti.reports.periodic.models import Report
from sopti.reports.sending import pdf_answer, says_why_not_printed
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def reports(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    year = pages.year_in(request.GET.get("tahun", ""), today=localdate())
    page = pages.reports_page(request.user, year, now=now())
    return render(request, "reports/periodic/reports.html", page)


@require_safe
def report(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    page = pages.report_page(found, viewer=request.user, now=now())
    return render(request, "reports/periodic/report.html", page)


@require_POST
@once_only
def draft(request: UserRequest) -> HttpResponse:
    form = PeriodForm(request.POST)
    if not form.is_valid():
        raise Http404
    made = actions.draft_by_hand(form.chosen, form.period, by=request.user, at=now())
    messages.success(request, f"{made} disusun. Periksa isinya, lalu teruskan kepada Sekretaris.")
    return redirect(made)


@require_POST
@once_only
def refresh(request: UserRequest, pk: int) -> HttpResponse:
    done = actions.refresh(_report(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Data laporan diperbarui. Catatan Anda tidak berubah.")
    return redirect(done)


@require_http_methods(["GET", "POST"])
@once_only
def word(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    refuse_if(rules.why_not_word(request.user, found))
    form = WordingForm(request.POST or None, report=found)
    if form.is_valid():
        done = actions.word(found.pk, form.told(), by=request.user, at=now())
        messages.success(request, "Laporan disimpan.")
        return redirect(done)
    page = {"form": form, "report": found}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "reports/periodic/word.html", page, status=status)


@require_POST
@once_only
def check(request: UserRequest, pk: int) -> HttpResponse:
    done = actions.check(_report(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{done} diperiksa dan diteruskan kepada Sekretaris.")
    return redirect(done)


@require_http_methods(["GET", "POST"])
@once_only
def send_back(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    refuse_if(rules.why_not_judge(request.user, found))
    form = ReasonForm(request.POST or None, cancel=found.get_absolute_url())
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = actions.send_back(found.pk, reason=reason, by=request.user, at=now())
        messages.success(request, f"{done} dikembalikan kepada Kasubag PTIP.")
        return redirect(done)
    page = {"form": form, "report": found, "head": f"Kembalikan {found.in_text}"}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "reports/periodic/reason.html", page, status=status)


@require_POST
@once_only
def sign(request: UserRequest, pk: int) -> HttpResponse:
    done = actions.sign(_report(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{done} disahkan dengan nomor {done.number}. PDF sedang disusun.")
    return redirect(done)


@require_POST
@once_only
def see(request: UserRequest, pk: int) -> HttpResponse:
    done = actions.see(_report(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{done} dicatat sudah diketahui.")
    return redirect(done)


@require_http_methods(["GET", "POST"])
@once_only
def correct(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    refuse_if(rules.why_not_correct(request.user, found))
    form = CorrectionForm(request.POST or None, cancel=found.get_absolute_url())
    if form.is_valid():
        why = form.cleaned_data["why"]
        made = actions.correct(found.pk, why=why, by=request.user, at=now())
        messages.success(request, "Konsep koreksi disusun dengan data sekarang. Periksa isinya.")
        return redirect(made)
    page = {"form": form, "report": found, "head": f"Koreksi laporan Nomor {found.number}"}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "reports/periodic/reason.html", page, status=status)


# -------------------------------------------------------------------------------------- the paper
@require_POST
@once_only
def ask_pdf(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    printing.ask(found, at=now())
    return redirect(f"{found.get_absolute_url()}#pdf")


@require_safe
def print_state(request: UserRequest, pk: int) -> HttpResponse:
    """Answer how far the PDF is, for a page that waits for it."""
    page = pages.print_page(_report(request, pk))
    return render(request, "reports/periodic/_print.html", page)


@require_safe
@says_why_not_printed
def pdf(request: UserRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    made = printing.print_of(found)
    kept = printing.read(made) if made and made.is_ready else None
    refuse_if(rules.why_not_print(found, ready=kept is not None))
    return pdf_answer(kept or b"", name=f"{found} {found.court} {found.number or 'konsep'}")


@require_safe
def photo(request: UserRequest, pk: int, place: int) -> HttpResponse | FileResponse:
    found = _report(request, pk)
    photos = content_of(found, on=localdate()).photos
    path = path_of(photos[place - 1]) if 0 < place <= len(photos) else None
    if path is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path.open("rb"), content_type="image/jpeg", headers=headers)


def _report(request: UserRequest, pk: int) -> Report:
    visible = Report.objects.visible_to(request.user).for_pages().select_related("correction")
    return get_object_or_404(visible, pk=pk)
