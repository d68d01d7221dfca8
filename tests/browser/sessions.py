"""A session for everybody of a site, as the login form makes them."""

import json
import sys
import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from sopti.people.models import User
from sopti.ui.fresh import STEPS

AN_HOUR = 3600  # the tests last longer than the proof of a login does


def tell() -> None:
    """Print {"ketua.madiun": its session, ...}. Runs within the site."""
    json.dump({one.username: _session_of(one) for one in User.objects.all()}, sys.stdout)


def _session_of(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[STEPS] = [{"method": "password", "at": time.time() + AN_HOUR}]
    session.create()
    return session.session_key
