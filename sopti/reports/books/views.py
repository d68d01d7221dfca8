"""The registers: choosing one, reading it, printing it, taking it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from sopti.core.errors import refuse_if
from sopti.core.sheets_out import XLSX
from sopti.reports.books import pages, papers, rules, sheets
from sopti.reports.books.forms import PeriodForm
from sopti.reports.sending import says_why_not_printed, sent
from sopti.workflow.books import books_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.people.models import Court
    from sopti.ui.http import UserRequest
    from sopti.workflow.books import Book


@require_safe
def books(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    return render(request, "reports/books/books.html", pages.books_page(request.user))


@require_safe
def book(request: UserRequest, key: str) -> HttpResponse:
    court, found, form = _asked(request, key)
    number = form.chosen()["hal"] or 1
    page = pages.book_page(court, found, form.period(), page=number, today=form.today)
    told = {"form": form, "query": form.query()}
    return render(request, "reports/books/book.html", page | told)


@require_safe
@says_why_not_printed
def paper(request: UserRequest, key: str) -> HttpResponse:
    court, found, form = _asked(request, key)
    size = request.GET.get("kertas", papers.A4)
    sheet = papers.book_sheet(court, found, form.period(), size=size, at=now())
    name = sheets.book_name(court, found, form.period())
    look, seconds = ("register.css",), papers.SECONDS
    return sent("reports/books/paper.html", sheet, name=name, sheets=look, seconds=seconds)


@require_safe
def xlsx(request: UserRequest, key: str) -> FileResponse:
    court, found, form = _asked(request, key)
    name = f"{sheets.book_name(court, found, form.period())}.xlsx"
    file = sheets.book_file(court, found, form.period())
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: UserRequest, key: str) -> tuple[Court, Book, PeriodForm]:
    """Return the court, the book that the person may read, and the days that are asked for."""
    refuse_if(rules.why_not_read(request.user))
    found = next((one for one in books_of(request.user) if one.key == key), None)
    if found is None or request.user.court is None:
        raise Http404
    return request.user.court, found, PeriodForm(request.GET, today=localdate())
