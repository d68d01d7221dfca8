"""Marks for the headers of an answer, by the table of the HTTP Observatory (1.4.8).

Its data are in `src/grader/charts.js` there: a hundred to begin with, each test takes away or adds,
and what is added counts only where no more than ten were taken away. Tests of ours say the worst
that is true of an answer, as the Observatory's do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

HALF_A_YEAR = 15_768_000  # seconds
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNLOADED = {"frame-ancestors", "base-uri", "form-action", "sandbox", "upgrade-insecure-requests"}
LEAST_FOR_EXTRA = 90


@dataclass(frozen=True)
class Answer:
    """What the grader looks at: `headers` in small letters, cookies as the server sets them."""

    headers: dict[str, str]
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    text: str = ""

    @classmethod
    def of(cls, response):
        headers = {name.lower(): value for name, value in response.items()}
        text = "" if response.streaming else response.content.decode(errors="replace")
        return cls(headers, response.cookies, text)


def marks(answer):
    """Return the marks of each test, as {test: points}."""
    return {name: test(answer) for name, test in TESTS.items()}


def score(answer):
    points = list(marks(answer).values())
    base = 100 + sum(one for one in points if one < 0)
    return base + sum(one for one in points if one > 0) if base >= LEAST_FOR_EXTRA else base


def directives(answer):
    told = answer.headers.get("content-security-policy", "")
    parts = (part.split() for part in told.split(";") if part.strip())
    return {name.lower(): set(values) for name, *values in parts}


def content_security_policy(answer):
    policy = directives(answer)
    loads = {name: values for name, values in policy.items() if name not in UNLOADED}
    scripts = policy.get("script-src", policy.get("default-src"))
    said = set().union(*loads.values())
    if scripts is None:
        return -25
    if "'unsafe-inline'" in scripts or said & {"http:", "ftp:", "*"} or "data:" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in said:
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def cookies(answer):
    found = list(answer.cookies.values())
    if not found:
        return 0
    return min(_cookie(one) for one in found)


def _cookie(one):
    is_session = re.search(r"sess|login", one.key, re.IGNORECASE)
    same_site = one["samesite"].lower()
    if not one["secure"]:
        return -40 if is_session else -20
    if is_session and not one["httponly"]:
        return -30
    if same_site not in {"lax", "strict"}:
        return -20 if same_site or "csrf" in one.key else 0
    return 5


def foreign_pages(answer):
    """CORS: whether pages of others may read the answer as this person."""
    anybody = answer.headers.get("access-control-allow-origin") not in {None, "null"}
    as_this_person = answer.headers.get("access-control-allow-credentials") == "true"
    return -50 if anybody and as_this_person else 0


def referrer(answer):
    told = answer.headers.get("referrer-policy")
    if told is None:
        return 0
    return 5 if told in PRIVATE else -5


def strict_transport(answer):
    told = re.search(r"max-age=(\d+)", answer.headers.get("strict-transport-security", ""))
    if not told:
        return -20
    return 0 if int(told[1]) >= HALF_A_YEAR else -10


def foreign_scripts(answer):
    """Subresource integrity: a script of another house must say what it is to contain."""
    found = re.findall(r"<script[^>]*\ssrc=[\"']?((?:https?:)?//[^>]*)>", answer.text)
    return -5 if any("integrity=" not in one for one in found) else 0


def sniffing(answer):
    return 0 if answer.headers.get("x-content-type-options") == "nosniff" else -5


def framing(answer):
    if "frame-ancestors" in directives(answer):
        return 5
    told = answer.headers.get("x-frame-options", "").lower()
    return 0 if told in {"deny", "sameorigin"} else -20


def resource_policy(answer):
    return _one_of(answer, "cross-origin-resource-policy", {"same-origin", "same-site"})


def _one_of(answer, name, good):
    told = answer.headers.get(name)
    if told is None:
        return 0
    return 10 if told in good else -5


TESTS = {
    "content-security-policy": content_security_policy,
    "cookies": cookies,
    "cross-origin-resource-sharing": foreign_pages,
    "referrer-policy": referrer,
    "strict-transport-security": strict_transport,
    "subresource-integrity": foreign_scripts,
    "x-content-type-options": sniffing,
    "x-frame-options": framing,
    "cross-origin-resource-policy": resource_policy,
}
