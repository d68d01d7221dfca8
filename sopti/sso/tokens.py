"""Whether an ID token is the provider's word about this attempt to come in.

OpenID Connect Core 1.0, section 3.1.3.7. Only signatures with a public key are known here: `none`
and the HS family, with which anybody who knows the public key could sign, are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from sopti.sso.errors import untrusted

if TYPE_CHECKING:
    from datetime import datetime

ALGORITHMS = ("RS256", "PS256", "ES256")
KEY_TYPES = frozenset({"RSA", "EC"})
LEEWAY_SECONDS = 60  # by which the clocks of two machines may differ
OLDEST_SECONDS = 10 * 60  # a token of an earlier attempt has no business here
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2


class UnknownKeyError(Exception):
    """The token names a key that is not among these; the provider may have changed its keys."""


def keys_in(document: dict[str, Any]) -> KeySet:
    """Return the keys for signatures; the others, and kinds that we do not know, are left out."""
    listed = [one for one in document.get("keys", []) if isinstance(one, dict)]
    usable = [
        one for one in listed if one.get("kty") in KEY_TYPES and one.get("use", "sig") == "sig"
    ]
    if not usable:
        raise untrusted("the provider publishes no key for signatures")
    try:
        return KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise untrusted(f"keys: {error}") from error


def claims_in(token: str, keys: KeySet, *, nonce: str, at: datetime) -> dict[str, Any]:
    """Return what the token says; raise when it is not for us, not of now, or not authentic."""
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        _registry(nonce, at).validate(claims)
    except InvalidKeyIdError as error:
        raise UnknownKeyError from error
    except (JoseError, ValueError, TypeError) as error:
        raise untrusted(f"token: {type(error).__name__}: {error}") from error
    reason = _why_not_believe(claims, at=at)
    if reason is not None:
        raise untrusted(f"token: {reason}")
    return dict(claims)


def proved_at(claims: dict[str, Any], *, at: datetime) -> float:
    """Return when the provider asked who it is, in seconds since 1970; 0 where it does not say.

    A clock that is ahead of ours makes no proof of tomorrow.
    """
    told = claims.get("auth_time")
    return float(min(told, at.timestamp())) if isinstance(told, int) and told > 0 else 0.0


def _registry(nonce: str, at: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
    )


def _why_not_believe(claims: dict[str, Any], *, at: datetime) -> str | None:
    """Ask what the registry does not know of OpenID Connect."""
    others = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    party = claims.get("azp")
    if party is None and len(others) > 1:
        return "several audiences and no azp"
    if party is not None and party != settings.OIDC_CLIENT_ID:
        return "azp names another client"
    if claims["iat"] < at.timestamp() - OLDEST_SECONDS:
        return "issued too long ago"
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        return "subject is empty or too long"
    return None
