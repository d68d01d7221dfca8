"""The court's sign-in provider, asked over HTTP: what it offers, its keys, and who came.

OpenID Connect Core 1.0 (authorization code), RFC 7636 (PKCE), RFC 9207 (issuer in the answer).
Its address is named in the settings, so it may stand in the court's own network.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.cache import cache
from pydantic import BaseModel, ValidationError

from sopti.core.http import Question, ask
from sopti.core.reach import Reach, UnreachableError
from sopti.sso import tokens
from sopti.sso.errors import unreachable, untrusted

if TYPE_CHECKING:
    from datetime import datetime

    from joserfc.jwk import KeySet

    from sopti.core.http import Answer
    from sopti.sso.attempts import Attempt

Kind = TypeVar("Kind", bound=BaseModel)
OK = 200
SECONDS = 10  # for one question
MOST_BYTES = 200_000
KEPT_SECONDS = 60 * 60  # what the provider offers, and its keys
SCOPES = "openid profile email"
OURSELVES = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {"User-Agent": "SOPTI/1", "Accept": "application/json"}


class Offer(BaseModel):
    """What the provider publishes about itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]

    @property
    def addresses(self) -> list[str]:
        named = [self.authorization_endpoint, self.token_endpoint, self.jwks_uri]
        return [*named, *filter(None, [self.userinfo_endpoint])]


class Given(BaseModel):
    """What the provider gives for a code."""

    id_token: str
    access_token: str = ""


def address_to_enter(attempt: Attempt, *, back: str) -> str:
    """Return the provider's page on which the person says who they are."""
    address = offer().authorization_endpoint
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **_proof_wanted(attempt),
    }
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


def _proof_wanted(attempt: Attempt) -> dict[str, str]:
    """Have the provider tell when it asked who it is; to confirm that, have it ask now."""
    if attempt.confirms is None:
        return {"max_age": str(settings.SESSION_LONGEST_SECONDS)}
    return {"prompt": "login", "max_age": "0"}


def claims_for(code: str, attempt: Attempt, *, back: str, at: datetime) -> dict[str, Any]:
    """Return what the provider says of who came with this code."""
    given = _exchange(code, attempt, back=back)
    try:
        claims = tokens.claims_in(given.id_token, _keys(), nonce=attempt.nonce, at=at)
    except tokens.UnknownKeyError:
        claims = _with_new_keys(given.id_token, attempt, at=at)
    if settings.OIDC_CLAIM not in claims and given.access_token:
        claims = _told_apart(given.access_token, claims["sub"]) | claims
    return claims


def offer() -> Offer:
    address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    found = _read(Offer, _kept(address))
    if found.issuer != settings.OIDC_ISSUER:
        raise untrusted(f"discovery: the issuer calls itself {found.issuer!r}")
    for one in found.addresses:
        if not is_safe(one):
            raise untrusted(f"discovery: {one!r} is not https")
    return found


def is_safe(address: str) -> bool:
    """Tell whether nobody can listen: https, or a provider on this machine itself."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OURSELVES)
    )


def _keys(*, anew: bool = False) -> KeySet:
    return tokens.keys_in(_object_in(_kept(offer().jwks_uri, anew=anew)))


def _with_new_keys(token: str, attempt: Attempt, *, at: datetime) -> dict[str, Any]:
    """Ask for the keys again, since the provider may have changed them; not twice in a minute."""
    if not cache.add(_name("asked-anew", settings.OIDC_ISSUER), 1, 60):
        raise untrusted("token: signed with a key that is not published")
    try:
        return tokens.claims_in(token, _keys(anew=True), nonce=attempt.nonce, at=at)
    except tokens.UnknownKeyError as error:
        raise untrusted("token: signed with a key that is not published") from error


def _exchange(code: str, attempt: Attempt, *, back: str) -> Given:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt.verifier,
    }
    found = offer()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    who = [quote(part, safe="") for part in (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)]
    if "client_secret_basic" in found.token_endpoint_auth_methods_supported:
        headers["Authorization"] = f"Basic {base64.b64encode(':'.join(who).encode()).decode()}"
    else:
        fields |= {
            "client_id": settings.OIDC_CLIENT_ID, "client_secret": settings.OIDC_CLIENT_SECRET,
        }  # fmt: skip
    question = Question("POST", HEADERS | headers, urlencode(fields).encode())
    return _read(Given, _ask(found.token_endpoint, question).text)


def _told_apart(access_token: str, subject: str) -> dict[str, Any]:
    """Return what the provider tells only when asked; of the same person, or it is no answer."""
    address = offer().userinfo_endpoint
    if not address:
        return {}
    headers = HEADERS | {"Authorization": f"Bearer {access_token}"}
    told = _object_in(_ask(address, Question(headers=headers)).text)
    if told.get("sub") != subject:
        raise untrusted("userinfo: about somebody else")
    return told


def _kept(address: str, *, anew: bool = False) -> str:
    """Return what stands at an address of the provider, from an hour ago at most."""
    name = _name("page", address)
    kept: str | None = None if anew else cache.get(name)
    if kept is None:
        kept = _ask(address, Question(headers=HEADERS)).text
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def _name(kind: str, address: str) -> str:
    return f"sso:{kind}:{hashlib.sha256(address.encode()).hexdigest()}"


def _ask(address: str, question: Question) -> Answer:
    try:
        answer = asyncio.run(_ask_in_time(address, question))
    except (TimeoutError, UnreachableError) as error:
        raise unreachable(f"{address}: {error or 'no answer in time'}") from error
    if answer.status >= 500:  # noqa: PLR2004 (the provider's own trouble)
        raise unreachable(f"{address}: answered {answer.status}")
    if answer.status != OK:
        raise untrusted(f"{address}: answered {answer.status}")
    return answer


async def _ask_in_time(address: str, question: Question) -> Answer:
    here = urlsplit(settings.OIDC_ISSUER).hostname in OURSELVES
    async with asyncio.timeout(SECONDS):
        return await ask(
            address, question, reach=Reach(private=True, loopback=here), most_bytes=MOST_BYTES
        )


def _read(kind: type[Kind], text: str) -> Kind:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise untrusted(f"{kind.__name__}: {error.error_count()} faults in the answer") from error


def _object_in(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise untrusted("the answer is no JSON") from error
    if not isinstance(found, dict):
        raise untrusted("the answer is no JSON object")
    return found
