"""Whoever has to add a second step of the login is led there, before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.timezone import localdate

from sopti.core.words import plain_date
from sopti.identity.demand import demand_of
from sopti.people.enums import SecondFactor
from sopti.ui.typed import keep_typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from sopti.people.models import User

KNOWN = "second_step"  # what is known of the demand, and what it rests on
FINE, ASKED, MUST = "fine", "asked", "must"
OPEN_SPACES = ("mfa_", "account_", "guide:")
OPEN = frozenset({
    "identity:held", "identity:confirm_elsewhere", "sso:begin", "sso:come_back",
    "identity:devices", "identity:sign_out", "identity:sign_out_others",
})  # fmt: skip


class SecondStepMiddleware:
    """Ask for the second step once a day while it is not yet a must; then lead nowhere else.

    What was found out stands in the session until the day, the rule or the roles change: a page
    asks the database nothing more, but of whoever must and has not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asked here and not in process_view: an overseer may stand in a lower court by then.
        request.must_add_step = _must(request)  # type: ignore[attr-defined]  # read below
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.must_add_step or _is_open(request):  # type: ignore[attr-defined]  # see above
            return None
        if request.method == "POST":
            keep_typed(request)
        return redirect("mfa_index")


def _must(request: HttpRequest) -> bool:
    person = request.user
    if not person.is_authenticated or person.court is None:
        return False
    return person.court.second_factor != SecondFactor.OFF and _state_of(request, person) == MUST


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN or name.startswith(OPEN_SPACES)


def _state_of(request: HttpRequest, person: User) -> str:
    assert person.court is not None  # noqa: S101 (asked for whoever has one)
    today, session = localdate(timezone=person.court.tz), request.session
    rests_on = _ground(person, today)
    known = session.get(KNOWN)
    if known and known[0] == rests_on and known[1] != MUST:
        return str(known[1])
    demand = demand_of(person, on=today)
    state = FINE if demand is None else MUST if demand.is_must else ASKED
    if [rests_on, state] != known:
        session[KNOWN] = [rests_on, state]
    if demand is not None and demand.from_day is not None and not demand.is_must:
        messages.warning(request, _asking(demand.from_day))
    return state


def _ground(person: User, today: date) -> str:
    court, changed = person.court, person.roles_changed_at
    assert court is not None  # noqa: S101 (asked for whoever has one)
    parts = (today, court.second_factor, court.second_factor_from, changed)
    return " ".join(str(part) for part in parts)


def _asking(day: date) -> str:
    return (
        f"Pengadilan Anda mewajibkan pengesahan dua langkah mulai {plain_date(day)}. "
        "Pasang sekarang: buka menu akun, lalu Keamanan akun."
    )
