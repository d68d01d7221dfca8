"""What holds on every page of whoever is logged in: an end, a zone, a password of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone

from sopti.people.adapter import OUTSIDE
from sopti.ui.fresh import BEGAN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from sopti.people.models import User

    Next = Callable[[HttpRequest], HttpResponseBase]

SEEN, ROLES_OF = "seen_at", "roles_of"
REST_BETWEEN_WRITES = 5 * 60
WITHOUT_OWN_PASSWORD = {"account_change_password", "account_logout"}


class SessionEndMiddleware:
    """End a session that lay idle, and every session after a working day.

    Stands after the messages, since it says why.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            at = int(timezone.now().timestamp())
            reason = _why_ended(request.session, at=at)
            if reason is None:
                _note_use(request.session, at=at)
                _follow_roles(request, request.user)
            else:
                request.left = request.user.pk  # type: ignore[attr-defined]  # read by sopti.ui.typed
                logout(request)
                messages.warning(request, f"{reason} Masuk lagi untuk melanjutkan.")
        return self.get_response(request)


class CourtTimeMiddleware:
    """Say and read times in the zone of the person's court."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        court = request.user.court if request.user.is_authenticated else None
        if court is None:
            return self.get_response(request)
        with timezone.override(court.tz):
            return self.get_response(request)


class OwnPasswordMiddleware:
    """Lead whoever came in with a password for once to choose one of their own.

    Whom a directory or a provider let in did not use it, and may not even know it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if request.session.get(OUTSIDE):
            return None
        page = request.resolver_match
        if page is not None and page.url_name in WITHOUT_OWN_PASSWORD:
            return None
        return redirect("account_change_password")


def _why_ended(session: Mapping[str, Any], *, at: int) -> str | None:
    if at - session.get(SEEN, at) > settings.SESSION_IDLE_SECONDS:
        return "Anda keluar karena lama tidak ada kegiatan."
    if at - session.get(BEGAN, at) > settings.SESSION_LONGEST_SECONDS:
        return "Anda keluar karena sudah masuk selama satu hari kerja."
    return None


def _note_use(session: Any, *, at: int) -> None:
    """Remember that the session is in use; rarely, for each note is a write to the database."""
    session.setdefault(BEGAN, at)
    rest = min(REST_BETWEEN_WRITES, settings.SESSION_IDLE_SECONDS // 6)
    if at - session.get(SEEN, 0) >= rest:
        session[SEEN] = at


def _follow_roles(request: HttpRequest, person: User) -> None:
    """Give the session another key once the person's roles were changed: the old one is dead."""
    changed = person.roles_changed_at
    session = request.session
    if changed is None or session.get(ROLES_OF, session[BEGAN]) >= changed.timestamp():
        return
    former = session.session_key
    session.cycle_key()
    session[ROLES_OF] = changed.timestamp()
    UserSession.objects.filter(session_key=former).update(session_key=session.session_key)
