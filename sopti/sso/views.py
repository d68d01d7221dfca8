"""To the sign-in provider and back."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sopti.core.errors import Refusal, refuse_if
from sopti.people.adapter import remember_outside
from sopti.people.views.access import administrator_only
from sopti.sso import actions, attempts, provider, rules
from sopti.sso.errors import NotSignedIn, untrusted
from sopti.sso.forms import AnswerForm
from sopti.sso.models import ExternalIdentity
from sopti.sso.tokens import proved_at
from sopti.ui.fresh import HELD, PROVED
from sopti.ui.once import once_only
from sopti.ui.throttle import is_within
from sopti.ui.trace import note_denied

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from sopti.people.models import User
    from sopti.sso.attempts import Attempt
    from sopti.ui.http import UserRequest

    View = Callable[[HttpRequest], HttpResponse]

STEPS_A_MINUTE = 240  # of one address, behind which a whole building may come in the morning


def by_provider(view: View) -> View:
    """Open only where a provider is set up; whoever is not let in reads why where they came from.

    The log keeps what a technician needs; never a code, a token or a secret.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        try:
            return view(request)
        except Refusal as refusal:
            detail = refusal.detail if isinstance(refusal, NotSignedIn) else str(refusal)
            note_denied(request, detail)
            messages.error(request, str(refusal))
            return redirect(_where_they_came_from(request))

    return wrapped


@require_POST
@by_provider
def begin(request: HttpRequest) -> HttpResponse:
    """Lead on by a page of ours: browsers do not let a form be redirected to another host."""
    _refuse_haste(request)
    attempt = attempts.begin(
        request.session, leads_to=_page_within(request), at=now(), confirms=request.user.pk
    )
    address = provider.address_to_enter(attempt, back=_way_back(request))
    return render(request, "sso/leading.html", {"address": address, "label": settings.OIDC_LABEL})


@require_GET
@by_provider
def come_back(request: HttpRequest) -> HttpResponse:
    """Let in whom the provider names, by allauth's own way: a second factor is asked there."""
    _refuse_haste(request)
    told = AnswerForm(request.GET).told()
    attempt = attempts.finish(request.session, told["state"], at=now(), who=request.user.pk)
    _refuse_answer(told)
    claims = provider.claims_for(told["code"], attempt, back=_way_back(request), at=now())
    if request.user.is_authenticated:
        return _confirm(request, request.user, claims, attempt)
    person = actions.person_of(claims, at=now())
    _note_proof(request, person, claims)
    return _let_in(request, person, leads_to=attempt.leads_to)


@require_POST
@administrator_only
@once_only
def untie(request: UserRequest, pk: int) -> HttpResponse:
    identity = get_object_or_404(ExternalIdentity.objects.visible_to(request.user), pk=pk)
    person = actions.untie(identity.pk, by=request.user, at=now())
    messages.success(request, f"Akun {identity.account} dilepas dari {person}.")
    return redirect("people:person", person.pk)


def _confirm(
    request: HttpRequest, person: User, claims: dict[str, Any], attempt: Attempt
) -> HttpResponse:
    """Take the provider's word once more for who is in already."""
    is_theirs, proved = actions.is_theirs(claims, person), proved_at(claims, at=now())
    refuse_if(
        rules.why_not_confirm(is_theirs=is_theirs, proved_at=proved, asked_at=attempt.began_at)
    )
    _note_proof(request, person, claims, reauthenticated=True)
    return redirect(attempt.leads_to or "home")


def _note_proof(request: HttpRequest, person: User, claims: dict[str, Any], **more: Any) -> None:
    """Note when the provider asked who it is; what it asked for (acr, amr) is no word of ours."""
    more |= {PROVED: proved_at(claims, at=now()), "issuer": settings.OIDC_ISSUER}
    record_authentication(request, person, method="oidc", **more)


def _let_in(request: HttpRequest, person: User, *, leads_to: str) -> HttpResponse:
    remember_outside(request, is_outside=True)
    request.session.set_expiry(0)  # until the browser is closed, as after a password
    return perform_login(request, Login(user=person, redirect_url=leads_to))


def _refuse_haste(request: HttpRequest) -> None:
    if not is_within(request, "sso", STEPS_A_MINUTE, at=now()):
        raise NotSignedIn(
            "Terlalu banyak percobaan masuk dari jaringan ini. Tunggu satu menit, lalu coba lagi.",
            "too many steps from one address",
        )


def _refuse_answer(told: dict[str, Any]) -> None:
    if told["iss"] and told["iss"] != settings.OIDC_ISSUER:
        raise untrusted("answer: of another issuer")
    if told["error"] == "access_denied":
        raise NotSignedIn(
            f"Anda tidak jadi masuk dengan {settings.OIDC_LABEL}. "
            "Mulai lagi, atau masuk dengan kata sandi SOPTI.",
            "answer: access_denied",
        )
    if told["error"] or not told["code"]:
        raise untrusted(f"answer: {told['error'] or 'no code'}")


def _page_within(request: HttpRequest) -> str:
    """Return the page to which the person wanted to go, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def _where_they_came_from(request: HttpRequest) -> str:
    """Return the login page; for who is in already, the one that asks who they are."""
    if not request.user.is_authenticated:
        return reverse("account_login")
    waits = reverse("identity:held" if request.session.get(HELD) else "home")
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': waits})}"


def _way_back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sso:come_back"))
