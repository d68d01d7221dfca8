"""The seal of one line of the record: an HMAC under a key that lies outside the database."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def seal(previous: str, text: str) -> str:
    """Return the seal of a text after the seal before it, 64 letters; refused without a key."""
    if not settings.RECORD_KEY:
        raise ImproperlyConfigured(
            "SOPTI_RECORD_KEY is missing: a record without a key seals nothing."
        )
    return hmac.new(
        settings.RECORD_KEY.encode(), f"{previous}\n{text}".encode(), hashlib.sha256
    ).hexdigest()
