"""Who does something grave says once more who they are, unless they just did. No form is lost."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from sopti.ui.typed import page_of_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

AnyView = TypeVar("AnyView", bound="Callable[..., HttpResponseBase]")

BEGAN = "began_at"  # when this session's person came in, written by sopti.people.middleware
STEPS = "account_authentication_methods"  # allauth's log of the session: every proof, with its time
PROVED = "proved_at"  # of a step: when another house last asked who it is, which may be long ago
HELD = "held_form"
NOT_HELD = ("password", "csrf")


def proved_at(request: HttpRequest) -> float:
    """Return when the person of the session last proved who they are, in seconds since 1970.

    The begin of the session counts only where nobody noted a proof: a provider lets in, without
    asking, whoever sits at a desk on which somebody came in by it before.
    """
    steps = request.session.get(STEPS) or []
    proofs = [step.get(PROVED, step["at"]) for step in steps]
    return float(max(proofs, default=request.session.get(BEGAN, 0)))


def is_fresh(request: HttpRequest) -> bool:
    """Say whether the last proof is younger than the court's limit."""
    court = getattr(request.user, "court", None)
    minutes = court.confirm_minutes if court else settings.CONFIRM_MINUTES
    return timezone.now().timestamp() - proved_at(request) <= minutes * 60


def fresh_only(view: AnyView) -> AnyView:
    """Ask for the password, a code or a passkey first, where the last proof is too old.

    A form that was sent meanwhile is held in the session, without its secrets; once the person
    is sure, it waits on a page of its own to be sent with one more press. Files are not held.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_fresh(request):
            return _ask(request)
        held = request.session.get(HELD)
        if request.method == "POST" and held and held.get("path") == request.get_full_path():
            request.session[HELD] = {"by": held["by"], "page": held["page"]}
        return view(request, *args, **kwargs)

    return cast("AnyView", guarded)


def _ask(request: HttpRequest) -> HttpResponseBase:
    after = request.get_full_path()
    if request.method == "POST":
        _hold(request)
        after = reverse("identity:held")
    asked = f"{reverse('account_reauthenticate')}?{urlencode({'next': after})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(asked)
    return HttpResponseRedirect(asked)


def _hold(request: HttpRequest) -> None:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in NOT_HELD)
        for value in values
    ]
    request.session[HELD] = {
        "by": request.user.pk,
        "path": request.get_full_path(),
        "page": page_of_form(request),
        "fields": fields,
        "had_files": bool(request.FILES),
    }
