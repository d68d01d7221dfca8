"""Printing an SOP, or one procedure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from sopti.reports.sending import pdf_answer, says_why_not_printed, sent
from sopti.reports.sop_paper.forms import PaperForm
from sopti.reports.sop_paper.review import review_sheet
from sopti.reports.sop_paper.setting import sop_pdf
from sopti.sop.forms import TwoEditionsForm
from sopti.sop.models import Edition
from sopti.sop.pages import chosen_of, compared

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _editions(request: UserRequest, key: str) -> list[Edition]:
    mine = Edition.objects.visible_to(request.user).filter(document__key=key)
    found = list(mine.order_by("-number").defer("body"))
    if not found:
        raise Http404
    return found


@require_safe
@says_why_not_printed
def sop(request: UserRequest, key: str) -> HttpResponse:
    choice = PaperForm(request.GET)
    edition = chosen_of(_editions(request, key), choice.number)
    made = sop_pdf(edition, paper=choice.paper, at=now())
    return pdf_answer(made, name=f"{edition} {choice.paper}")


@require_safe
@says_why_not_printed
def procedure(request: UserRequest, key: str, procedure: str) -> HttpResponse:
    choice = PaperForm(request.GET)
    edition = chosen_of(_editions(request, key), choice.number)
    found = next((one for one in edition.sop.procedures if one.key == procedure), None)
    if found is None:
        raise Http404
    made = sop_pdf(edition, paper=choice.paper, at=now(), procedure=found)
    return pdf_answer(made, name=f"{edition} {found.letter or found.key} {choice.paper}")


@require_safe
@says_why_not_printed
def review(request: UserRequest, key: str) -> HttpResponse:
    editions = _editions(request, key)
    choice = TwoEditionsForm(request.GET, editions=editions)
    before, after = compared(editions, former=choice.chosen("dari"), later=choice.chosen("ke"))
    sheet = review_sheet(before, after, at=now())
    sheets = ("form.css", "review.css")
    return sent("reports/sop/review.html", sheet, name=f"daftar reviu {after}", sheets=sheets)
