"""Passwords that the court's directory checks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from sopti.people.backends import CourtBackend
from sopti.people.models import User
from sopti.sso import directory

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger("sopti.security")


class DirectoryBackend(CourtBackend):
    """Let in whose password the directory knows, under the same account name. Makes nobody."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **others: Any,
    ) -> User | None:
        """Return who it is; raise ValidationError, which the form shows, when nobody can say.

        The directory is asked about names that SOPTI does not know, too: an answer that came
        sooner would tell them apart.
        """
        try:
            is_right = directory.is_right(username or "", password or "")
        except directory.SilentError as error:
            log.warning("directory: %r", str(error))
            raise ValidationError(
                "Direktori akun sedang tidak dapat dihubungi, jadi kata sandi belum dapat "
                "diperiksa. Coba lagi beberapa menit lagi, atau hubungi Operator TI."
            ) from error
        return _person(username or "") if is_right else None


def _person(username: str) -> User | None:
    found: User | None = (
        User.objects.select_related("court").filter(username__iexact=username).first()
    )
    if found is None:
        raise ValidationError(
            "Kata sandi Anda cocok, tetapi akun ini belum terdaftar di SOPTI. "
            "Minta Pengelola SOPTI di pengadilan Anda mendaftarkannya."
        )
    return found if found.is_active else None
