"""What must not happen while something senseless is sent, and who sees it when it does."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field

from django.contrib.messages import constants
from django.db import connection, transaction

LONGEST_SECONDS = 5  # of work: a machine may be busy with other things
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# Every visit may write to its session, and what was typed is kept for its writer.
OF_VISITS = {"django_session", "requests_draft"}
# These answer with what is shown once: a password, a token.
SHOW_WHAT_THEY_DID = {"people:reset_password", "people:new_person", "maintenance:give_server_key"}


class ErrorLines(logging.Handler):
    """Keeps what is logged as an error, until it is asked for."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        if record.name.startswith("django.security"):  # its word for a request that was refused
            return
        error = record.exc_info[1] if record.exc_info else None
        self.lines.append(f"{record.getMessage()} {error!r:.200}")

    def taken(self):
        lines, self.lines = self.lines, []
        return lines


@contextmanager
def listening():
    handler = ErrorLines()
    logging.getLogger().addHandler(handler)
    try:
        yield handler
    finally:
        logging.getLogger().removeHandler(handler)


@dataclass
class Written:
    """The tables that a request wrote to, whether it was undone or not."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def fingerprints(tables):
    """Return what stands in these tables, in short."""
    return {table: _fingerprint(table) for table in sorted(tables)}


def _fingerprint(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a name that our own ORM wrote)
        rows = sorted(map(repr, cursor.fetchall()))
    return hashlib.sha256("".join(rows).encode("utf-8", "surrogatepass")).hexdigest()


def is_refused(answer):
    """Tell whether the person was told no: by a status, by the form again, or by a message."""
    request = answer.wsgi_request
    told = getattr(request, "_messages", None)
    errors = [one for one in getattr(told, "_queued_messages", []) if one.level >= constants.ERROR]
    if bool(errors) or answer.status_code >= 400:
        return True
    name = getattr(request.resolver_match, "view_name", "")
    return answer.status_code == 200 and name not in SHOW_WHAT_THEY_DID


@dataclass
class Seen:
    """What came of one attempt. `wrong` is empty when all was as it should be."""

    status: int
    is_carried_out: bool
    wrong: list[str]


def watched(client, attempt, log, *, follow=True, keeps=False):
    """Send an attempt, look at what it did, and undo it, unless it was carried out and `keeps`."""
    cookies = copy(client.cookies)
    log.taken()
    with transaction.atomic():
        seen, tables = _sent(client, attempt, follow=follow)
        after = {} if seen.is_carried_out else fingerprints(tables)
        if not (keeps and seen.is_carried_out):
            transaction.set_rollback(True)
    client.cookies = cookies
    before = fingerprints(after)
    seen.wrong += [
        f"a refused request changed {table}" for table in after if after[table] != before[table]
    ]
    seen.wrong += [f"logged: {line}" for line in log.taken()]
    return seen


def _sent(client, attempt, *, follow):
    written, began = Written(), time.process_time()
    with connection.execute_wrapper(written):
        answer = attempt.sent_by(client)
        if answer.streaming:
            b"".join(answer.streaming_content)
    seconds = time.process_time() - began
    carried_out = attempt.method == "POST" and not is_refused(answer)
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    wrong += [f"took {seconds:.1f} s"] if seconds > LONGEST_SECONDS else []
    if carried_out and follow and answer.status_code == 302:
        wrong += _read_on(client, answer["Location"])
    return Seen(answer.status_code, carried_out, wrong), written.tables - OF_VISITS


def _read_on(client, address):
    """Open the page that a form led to: what it stored must be fit to be shown."""
    if not address.startswith("/"):
        return [f"leads off to {address:.80}"]
    answer = client.get(address, headers={"accept": "text/html"})
    return [f"then {address} has status {answer.status_code}"] if answer.status_code >= 500 else []
