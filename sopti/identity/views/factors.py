"""The second step of a login and what it is made of: allauth's views behind our door."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopti.core.errors import refuse_if
from sopti.identity import pages, rules
from sopti.identity.demand import REAL
from sopti.ui.fresh import HELD, fresh_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from sopti.ui.http import UserRequest


def _keeps_one(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse to remove the last second step of whoever must have one."""

    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        count = Authenticator.objects.filter(user=request.user, type__in=REAL).count()
        refuse_if(rules.why_not_remove(request.user, others=count - 1))
        return view(request, *args, **kwargs)

    return guarded


authenticate = base.authenticate
log_in_by_passkey = passkeys.login_webauthn


class ConfirmView(account_views.ReauthenticateView):
    """Who it is, once more. Who has neither password nor factor here signs in elsewhere anew."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if get_adapter().get_reauthentication_methods(request.user):
            return super().dispatch(request, *args, **kwargs)
        waits = request.session.get(HELD)
        logout(request)
        request.session[HELD] = waits
        messages.warning(request, "Masuk sekali lagi untuk memastikan ini Anda.")
        wanted: str | None = self.get_next_url()  # type: ignore[no-untyped-call]  # allauth's own
        return redirect_to_login(wanted or reverse("home"))


class ConfirmElsewhereView(account_views.BaseReauthenticateView):
    """Lead to the court's sign-in provider, which asks once more who it is and sends back."""

    http_method_names = ["get", "head"]
    template_name = "identity/elsewhere.html"
    form_class = Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.get_next_url()  # type: ignore[no-untyped-call]  # allauth's own
        shows: dict[str, Any] = super().get_context_data(**kwargs)
        return shows | {"provider": settings.OIDC_LABEL, "next": wanted}


confirm_elsewhere = never_cache(ConfirmElsewhereView.as_view())
confirm_by_password = never_cache(ConfirmView.as_view())
confirm_by_code = never_cache(base.reauthenticate)
confirm_by_passkey = never_cache(passkeys.reauthenticate_webauthn)

add_app = never_cache(fresh_only(totp.activate_totp))
remove_app = fresh_only(_keeps_one(totp.deactivate_totp))
show_codes = never_cache(fresh_only(codes.view_recovery_codes))
new_codes = fresh_only(codes.generate_recovery_codes)
add_passkey = never_cache(fresh_only(passkeys.add_webauthn))
name_passkey = fresh_only(passkeys.edit_webauthn)
remove_passkey = fresh_only(_keeps_one(passkeys.remove_webauthn))


@require_safe
def security(request: UserRequest) -> HttpResponse:
    """Show what protects the person's own account."""
    return render(request, "identity/security.html", pages.security_page(request))
