"""Retensi data: the terms of the court, its proposals of destruction, and their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.errors import refuse_if
from sopti.people.views.access import administrator_only
from sopti.reports.sending import says_why_not_printed, sent
from sopti.retention import actions, pages, paper, rules
from sopti.retention.enums import DestructionStatus
from sopti.retention.forms import DecideForm, TermsForm
from sopti.retention.measuring import terms_of
from sopti.retention.models import Destruction
from sopti.ui.fresh import fresh_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
SAID = {
    DestructionStatus.APPROVED: "Usul {number} disetujui. Datanya dimusnahkan sekarang; berita "
    "acara dapat dicetak sesudah selesai.",
    DestructionStatus.REFUSED: "Usul {number} ditolak. Tidak ada yang dimusnahkan.",
}


@require_safe
def retention(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.list_page(request.user, page=request.GET.get("hal", ""))
    return render(request, "retention/retention.html", page)


@require_http_methods(["GET", "POST"])
@administrator_only
@fresh_only
@once_only
def terms(request: UserRequest) -> HttpResponse:
    assert request.user.court_id is not None  # noqa: S101 (administrator_only saw to it)
    months = {key: term.months for key, term in terms_of(request.user.court_id).items()}
    cancel = reverse("retention:retention")
    form = TermsForm(request.POST or None, months=months, cancel=cancel)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "retention/terms.html", {"form": form}, status=status)
    changed = actions.set_terms(request.user.court_id, form.months, by=request.user, at=now())
    said = f"Jangka waktu disimpan: {'; '.join(changed)}." if changed else "Tidak ada yang berubah."
    messages.success(request, said)
    return redirect(cancel)


@require_safe
def proposal(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.proposal_page(_proposal(request, pk), viewer=request.user)
    return render(request, "retention/proposal.html", page)


@require_http_methods(["GET", "POST"])
@fresh_only
@once_only
def decide(request: UserRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    refuse_if(rules.why_not_decide(request.user, found))
    form = DecideForm(request.POST or None, cancel=found.get_absolute_url())
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page = pages.proposal_page(found, viewer=request.user) | {"form": form}
        return render(request, "retention/decide.html", page, status=status)
    made = actions.decide(found.pk, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, SAID[DestructionStatus(made.status)].format(number=made.number))
    return redirect(made)


@require_safe
@says_why_not_printed
def record_paper(request: UserRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    refuse_if(rules.why_not_print(found))
    sheet = paper.record_sheet(found, at=now())
    name = f"berita acara pemusnahan {found.number}"
    return sent(paper.TEMPLATE, sheet, name=name, sheets=paper.SHEETS)


def _proposal(request: UserRequest, pk: int) -> Destruction:
    visible = Destruction.objects.visible_to(request.user).for_pages()
    return get_object_or_404(visible, pk=pk)
