"""Plans and backups for the tests."""

from datetime import timedelta
from itertools import count

from sopti.backups import actions
from tests import make

_numbers = count(1)
SUM = "0123456789abcdef" * 4


def plan(by, at=make.MONDAY, **words):
    """A weekly plan of the person's court, written by them, kept by them unless said otherwise."""
    usual = {
        "section": "sipp",
        "name": f"Basis data {next(_numbers)}",
        "contents": "",
        "every_days": 7,
        "test_days": 90,
        "medium": "nas",
        "place": "NAS ruang server",
        "keeper": by,
    }
    return actions.add_plan(usual | words, by=by, at=at)


def made(at=make.MONDAY, **words):
    """What a form tells of a backup."""
    usual = {
        "made_at": at,
        "parts": ["basis-data"],
        "adk": "",
        "medium": "nas",
        "place": "NAS ruang server",
        "size": 4_200_000_000,
        "checksum_kind": "sha256",
        "checksum": SUM,
        "note": "",
    }
    return usual | words


def backup(plan, by, at=make.MONDAY, **words):
    made_at = words.pop("made_at", at)
    case = words.pop("case", None)
    return actions.note_backup(plan.pk, made(made_at, **words), by=by, at=at, case=case)


def days(number):
    return make.MONDAY + timedelta(days=number)
