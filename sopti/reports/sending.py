"""Sending a paper to whoever asked for it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from sopti.core.errors import Refusal
from sopti.reports.pdf import PaperUnavailable, render_pdf

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest

PaperView = Callable[..., HttpResponse]


def says_why_not_printed(view: PaperView) -> PaperView:
    """Show a page with the reason where a PDF was asked for: papers open in their own window."""

    @wraps(view)
    def answer(request: UserRequest, **named: int) -> HttpResponse:
        try:
            return view(request, **named)
        except Refusal as reason:
            missing = isinstance(reason, PaperUnavailable)
            page = {"reason": reason, "is_missing": missing}
            return render(request, "reports/refused.html", page, status=503 if missing else 409)

    return answer


def sent(
    template: str,
    sheet: Any,
    *,
    name: str,
    sheets: tuple[str, ...] = ("form.css",),
    seconds: int = 0,
) -> HttpResponse:
    """Return the PDF of a sheet with a letterhead (`sheet.paper`), for looking at."""
    emblem = sheet.paper.head.emblem
    pdf = render_pdf(template, {"sheet": sheet}, sheets=sheets, emblem=emblem, seconds=seconds)
    return pdf_answer(pdf, name=name)


def pdf_answer(pdf: bytes, *, name: str) -> HttpResponse:
    """Return a PDF for looking at; no cache keeps it, and nothing guesses another type."""
    filename = f"{slugify(name.replace('/', '-').replace('.', '-'))}.pdf"
    headers = {
        "Content-Disposition": content_disposition_header(False, filename) or "inline",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
