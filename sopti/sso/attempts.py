"""One attempt to come in through the provider: kept in the session, good once and not for long."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sopti.sso.errors import NotSignedIn

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.sessions.backends.base import SessionBase

KEY = "sso_attempt"
LASTS_SECONDS = 10 * 60


@dataclass(frozen=True)
class Attempt:
    """What only this browser's session knows, and where the person wanted to go.

    `state` proves that the answer is for this browser, `nonce` that the token is for this attempt,
    `verifier` that the code is. `confirms` is the person who is in already and is to prove it.
    """

    state: str
    nonce: str
    verifier: str
    leads_to: str
    began_at: float  # seconds since 1970
    confirms: int | None = None


def begin(
    session: SessionBase, *, leads_to: str, at: datetime, confirms: int | None = None
) -> Attempt:
    """Begin anew; an attempt of the same browser that was not finished is forgotten."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    attempt = Attempt(state, nonce, verifier, leads_to, at.timestamp(), confirms)
    session[KEY] = asdict(attempt)
    return attempt


def finish(session: SessionBase, state: str, *, at: datetime, who: int | None = None) -> Attempt:
    """Take the attempt that the answer belongs to; there is no second time.

    `who` is in now. Who came in meanwhile by another way does not come in once more by this one.
    """
    kept = session.get(KEY)
    if not kept or not secrets.compare_digest(kept["state"].encode(), state.encode()):
        raise _stale("state: unknown, or used before")
    del session[KEY]
    if at.timestamp() - kept["began_at"] > LASTS_SECONDS:
        raise _stale("state: too old")
    if kept.get("confirms") != who:
        raise _stale("state: begun by somebody else")
    return Attempt(**kept)


def _stale(detail: str) -> NotSignedIn:
    return NotSignedIn(
        "Percobaan masuk tadi sudah tidak berlaku. Mulai lagi dari halaman ini.", detail
    )
