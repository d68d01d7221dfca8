"""The pages of what goes wrong, made by the site itself: what a browser cannot bring about.

A test has them answered at some address of the site, so that they wear its style.
"""

import errno
import json
import sys
from functools import partial

from allauth.core.internal.ratelimit import respond_429
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory

from sopti.ui.views import broken, reading_only

URLENCODED = "application/x-www-form-urlencoded"
LOGIN, CHECK = "/masuk/", "/periksa/AAAA-AAAA/"


def tell() -> None:
    """Print {name: [status, page]}. Runs within the site."""
    made = {
        "400": Client(headers={"host": "evil.example"}).get("/"),
        "403 csrf": _browser(enforce_csrf_checks=True).post(LOGIN, {"login": "siapa saja"}),
        "413": _browser().post(LOGIN, bytes(settings.BODY_MAX_BYTES + 1), URLENCODED),
        "429 masuk": respond_429(RequestFactory().get(LOGIN)),
        "429 periksa": _too_often(partial(_browser().get, CHECK)),
        "500": _broken(ValueError()),
        "503": _broken(OperationalError()),
        "507": _broken(OSError(errno.ENOSPC, "No space left on device")),
        "507 hanya baca": reading_only(RequestFactory().post("/")),
    }
    json.dump({name: [one.status_code, one.content.decode()] for name, one in made.items()},
              sys.stdout)  # fmt: skip


def _browser(**settings):
    return Client(headers={"host": "localhost"}, **settings)


def _too_often(ask):
    """Ask until there is another answer than before."""
    answer = first = ask()
    while answer.status_code == first.status_code:
        answer = ask()
    return answer


def _broken(error):
    """Answer as the site does while this error is on its way."""
    try:
        raise error
    except type(error):
        return broken(RequestFactory().get("/"))
