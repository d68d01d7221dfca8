"""Asking at one address as one person, and looking at what came of it: all of it undone after."""

import hashlib
import logging
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from sopti.people.models import User

WRITES = re.compile(r'\s*(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM) "(\w+)"')
PASSING = {"django_session", "ui_submittedform"}  # of asking, not of what was asked for
DENIED = {403, 404, 405, 409}
LED_ON, NO_SUCH_METHOD = 302, 405


class Trace(logging.Handler):
    """Collects what `sopti.security` says."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.lines = []

    def emit(self, record):
        self.lines.append(record)


@contextmanager
def trace():
    """Listen to the log of denied accesses, and keep Django's own words off the screen."""
    heard, logger, said = Trace(), logging.getLogger("sopti.security"), logging.getLogger("django")
    kept = logger.level, logger.propagate, said.level
    logger.addHandler(heard)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    said.setLevel(logging.CRITICAL)
    try:
        yield heard.lines
    finally:
        logger.removeHandler(heard)
        logger.level, logger.propagate = kept[:2]
        said.setLevel(kept[2])


@dataclass
class Came:
    """What came of one knock."""

    status: int
    traces: int
    changed: bool
    body: str

    @property
    def is_denied(self):
        """Denied as a person and an officer expect: an answer that says so, and a trace."""
        said = self.status in DENIED or (self.status == LED_ON and self.traces > 0)
        return said and not self.changed and (self.traces > 0 or self.status == NO_SUCH_METHOD)

    def is_allowed(self, method):
        if method == "GET":
            return self.status == 200 and self.traces == 0
        return self.status == LED_ON and self.traces == 0 and self.changed


@dataclass
class Door:
    """The site as everybody meets it. `knock` undoes whatever the answer changed."""

    browsers: dict = field(default_factory=dict)

    def browser(self, account):
        if account not in self.browsers:
            browser = Client(headers={"accept": "*/*"})
            if account:
                browser.force_login(User.objects.get(username=account))
            self.browsers[account] = browser
        return self.browsers[account]

    def knock(self, account, method, address, sent=None):
        """Ask once. Only if something was written are the tables summed up, before and after."""
        browser = self.browser(account)
        came, written = _once(browser, method, address, sent)
        if written:
            came.changed = _changes(written, lambda: _ask(browser, method, address, sent))
        return came


def _once(browser, method, address, sent):
    written = set()

    def look(execute, sql, *args):
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *args)

    with trace() as heard, transaction.atomic(), connection.execute_wrapper(look):
        answer = _ask(browser, method, address, sent)
        body = answer.getvalue().decode(errors="replace")  # read to its end, files are closed
        transaction.set_rollback(True)
    return Came(answer.status_code, len(heard), changed=False, body=body), written - PASSING


def _ask(browser, method, address, sent):
    cookies = browser.cookies.copy()
    answer = browser.get(address) if method == "GET" else browser.post(address, _again(sent))
    browser.cookies = cookies  # a message of this answer belongs to no other
    return answer


def _again(sent):
    """A file is read once: give it from its beginning."""
    for value in (sent or {}).values():
        if hasattr(value, "seek"):
            value.seek(0)
    return sent or {}


def _changes(tables, ask):
    with trace(), transaction.atomic():
        before = sums(tables)
        ask().getvalue()
        after = sums(tables)
        transaction.set_rollback(True)
    return before != after


def sums(tables=None):
    """A sum of every row of these tables, or of all."""
    names = tables or {model._meta.db_table for model in apps.get_models()} - PASSING  # noqa: SLF001
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (a name of our own)
            rows = Counter(map(repr, cursor.fetchall()))
            found[name] = hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()
    return found
