"""The pages of the calendar, and the feed that a device fetches without logging in."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sopti.agenda import actions, pages
from sopti.agenda.feeds import feed_of
from sopti.agenda.forms import CalendarFilter
from sopti.agenda.models import Feed
from sopti.core.errors import Refusal
from sopti.ui.forms import FIRST_DAY, LAST_DAY
from sopti.ui.once import once_only
from sopti.ui.throttle import is_within

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sopti.ui.http import UserRequest

NO_COURT = "Kalender ada di pengadilan. Akun Anda belum ditempatkan di satu pengadilan."
FETCHES_A_MINUTE = 30


@require_safe
def month(request: UserRequest) -> HttpResponse:
    _refuse_without_court(request)
    form, today = CalendarFilter(request.GET), localdate()
    page = pages.month_page(request.user, **form.chosen(today=today), today=today)
    return render(request, "agenda/month.html", page | {"filters": form})


@require_safe
def day(request: UserRequest, asked: str) -> HttpResponse:
    _refuse_without_court(request)
    page = pages.day_page(request.user, day=_day(asked), today=localdate())
    return render(request, "agenda/day.html", page)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Http404
    return found


def _refuse_without_court(request: UserRequest) -> None:
    if request.user.court is None:
        raise Refusal(NO_COURT)


# ------------------------------------------------------------------------------------------ feed
@require_safe
def feed(request: UserRequest) -> HttpResponse:
    _refuse_without_court(request)
    page = pages.feed_page(request.user)
    found = page["feed"]
    link = _address(request, found) if found else ""
    response = render(request, "agenda/feed.html", page | {"link": link})
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@once_only
def give_link(request: UserRequest) -> HttpResponse:
    _refuse_without_court(request)
    actions.give_link(by=request.user, at=now())
    messages.success(request, "Tautan baru dibuat. Tautan yang lama, bila ada, tidak berlaku lagi.")
    return redirect("agenda:feed")


@require_POST
@once_only
def switch_off(request: UserRequest) -> HttpResponse:
    actions.switch_off(by=request.user)
    messages.success(request, "Langganan kalender dimatikan. Tautannya tidak berlaku lagi.")
    return redirect("agenda:feed")


@login_not_required
@require_safe
def ics(request: HttpRequest, key: str, secret: str) -> HttpResponse:
    """Return the calendar of whose link this is; to everybody else there is nothing here."""
    at = now()
    if not is_within(request, "feed", FETCHES_A_MINUTE, at=at):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "60"})
    found = Feed.objects.select_related("user__court").filter(key=key).first()
    if found is None or not found.opens_with(secret) or not found.user.is_active:
        raise Http404
    told = feed_of(found.user, at=at, address=request.build_absolute_uri)
    actions.note_fetched(found, at=at)
    response = HttpResponse(told, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="sopti.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(request: UserRequest, found: Feed) -> str:
    return request.build_absolute_uri(found.path)
