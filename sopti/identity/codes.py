"""A code counts once: also after the cache was emptied, also for two who send it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST = "last_counter"  # RFC 6238, 5.2: no code of this half minute or before is taken again


@transaction.atomic
def use_code(authenticator: Authenticator, code: str) -> bool:
    """Say whether the code, which is right, was not used before; from now on it is.

    allauth forgets a code after half a minute, while with our tolerance it is right for 90
    seconds. Recovery codes are struck out by allauth itself.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = max(_counters_of(decrypt(row.data["secret"]), code), default=-1)
    if counter <= row.data.get(LAST, -1):
        return False
    row.data[LAST] = counter
    row.save(update_fields=["data"])
    authenticator.data = row.data
    return True


def _counters_of(secret: str, code: str) -> Iterator[int]:
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            yield counter
