"""Test data: one plain function per thing, with defaults that make sense for a court."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from sopti.people.models import Appointment, Court, Role, User
from sopti.sop import actions as sop_actions
from sopti.sop.files import read_document

SOPS = Path(__file__).parent.parent / "fixtures" / "sop"
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # 09.00 WIB, an ordinary working Monday
_numbers = count(1)


def court(key="pa-kota-madiun", **fields):
    n = next(_numbers)
    fields = {
        "name": f"Pengadilan {key}",
        "short_name": key,
        "code": f"PA.{n}",
        "town": key,
    } | fields
    return Court.objects.get_or_create(key=key, defaults=fields)[0]


def role(key):
    can_log_in = key != "pihak_ketiga"
    named = {"name": key.replace("_", " ").title(), "can_log_in": can_log_in}
    return Role.objects.get_or_create(key=key, defaults=named)[0]


def user(*roles, court, **fields):
    """Return a person of the court who holds these roles since long ago."""
    n = next(_numbers)
    fields = {"username": f"orang{n}", "full_name": f"Orang {n}"} | fields
    person = User.objects.create(court=court, **fields)
    for key in roles:
        appointment(person, key)
    return person


def appointment(person, key, **fields):
    fields = {"starts_on": date(2020, 1, 1), "court": person.court} | fields
    return Appointment.objects.create(user=person, role=role(key), **fields)


def sop_body(court="pa-kota-madiun", document="as-32"):
    """Return the body of a document as its files say it."""
    return read_document(SOPS / court / document).body


def edition(court, document="as-32", *, in_force=True, at=MONDAY):
    """Return edition 1 of one of the real documents, in the court of that key."""
    body = sop_body(court.key, document)
    for key in {step.role for procedure in body.procedures for step in procedure.steps}:
        role(key)
    loaded = sop_actions.load_document(court=court, key=document, body=body, at=at).edition
    if in_force:
        return sop_actions.put_in_force(loaded.pk, by=None, at=at)
    return loaded
