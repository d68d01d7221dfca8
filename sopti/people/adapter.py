"""How allauth logs people in here: by account name, nobody by themselves, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from sopti.people.models import User
from sopti.ui.fresh import is_fresh

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse


OWN = "sopti.people.backends.CourtBackend"  # which asks the passwords that SOPTI keeps
OUTSIDE = "outside"  # in a session: another house said who it is, not a password of ours


class CourtAdapter(DefaultAccountAdapter):
    """No sign-up, no telling who exists, no locking out of the Ketua by a stranger."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": (
            "Nama pengguna dan kata sandi tidak cocok, atau akun ini sudah nonaktif. "
            "Periksa huruf besar dan kecilnya, lalu coba lagi."
        ),
        "too_many_login_attempts": (
            "Terlalu banyak percobaan masuk yang gagal dari perangkat ini. "
            "Tunggu lima menit, lalu coba lagi."
        ),
        "incorrect_password": (
            "Kata sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi."
        ),
        "incorrect_code": "Kode itu tidak cocok. Ketik kode yang sedang tampak di ponsel.",
        "rate_limited": "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi.",
        "account_inactive": "Akun ini nonaktif. Hubungi pengelola SOPTI di pengadilan Anda.",
        "enter_current_password": "Kata sandi yang sekarang tidak cocok. Ketik sekali lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return who it is; a closed account answers like a wrong password."""
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        remember_outside(request, is_outside=getattr(user, "backend", OWN) != OWN)
        return user

    def is_reauthentication_required(self, *, app: str, **words: Any) -> bool:
        """Let one limit count for all pages, those of allauth too; see sopti.ui.fresh."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        """Return the ways to say once more who one is, also those that another house keeps."""
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if not isinstance(user, User):
            return ways
        if settings.LDAP_URL and not user.has_usable_password():
            by_password = {"id": "reauthenticate", "url": reverse("account_reauthenticate")}
            ways.insert(0, by_password | {"description": "Kata sandi"})
        if settings.OIDC_ISSUER and user.identities.filter(issuer=settings.OIDC_ISSUER).exists():
            by_provider = {"id": "elsewhere", "url": reverse("identity:confirm_elsewhere")}
            ways.append(by_provider | {"description": settings.OIDC_LABEL})
        return ways

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Lead a closed account, which came by another way than the password, back to the login."""
        messages.error(request, self.error_messages["account_inactive"])
        return redirect("account_login")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Take a password that the person chose: it need not be changed at the next login."""
        if isinstance(user, User):
            user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by account and address.

        By account alone, anybody on the network could keep the Ketua out for as long as they like.
        """
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}|{self.get_client_ip(request)}"


def remember_outside(request: HttpRequest, *, is_outside: bool) -> None:
    """Note who said who it is: a password of ours that is good once only counts if it was used."""
    if bool(request.session.get(OUTSIDE)) != is_outside:
        request.session[OUTSIDE] = is_outside
