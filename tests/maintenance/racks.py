"""Servers for the tests: one plain function for each kind of row."""

from itertools import count

from maintenance.servers import actions
from maintenance.servers.actions import Measured
from maintenance.servers.models import Server
from tests import make

_numbers = count(1)


def server(by, **words):
    """A server of the person's court, written down by them."""
    words.setdefault("name", f"Server {next(_numbers)}")
    words.setdefault("serves", "SIPP")
    return actions.save_server(Server(court=by.court, **words), by=by, at=make.MONDAY)


def reading(server, by, at=make.MONDAY, **numbers):
    return actions.note_reading(server.pk, Measured(**numbers), by=by, at=at)
