"""Sites and services for the tests: one plain function for each kind of row."""

from datetime import date, timedelta
from itertools import count

from tests import make
from website_ops.renewals import actions as renewals
from website_ops.sites import actions

_numbers = count(1)
TODAY = make.MONDAY.date()


def site(by, **words):
    number = next(_numbers)
    told = {
        "name": f"Situs {number}",
        "address": f"https://pa-{number}.go.id/",
        "purpose": "Berita bagi masyarakat.",
        "keeper": by,
        "note": "",
    }
    return actions.add_site(told | words, by=by, at=make.MONDAY)


def part(of, by, *, ago=None, at=make.MONDAY, **words):
    """A part of the site; with `ago` its newest content is so many days old."""
    told = {"name": f"Bagian {next(_numbers)}", "unit": "Kepaniteraan", "every_days": 7}
    told |= {"monitor": None, "is_active": True}
    made = actions.add_part(of.pk, told | words, by=by)
    if ago is not None:
        day = at.date() - timedelta(days=ago)
        made = actions.note_look(made.pk, renewed_on=day, by=by, at=at)
    return made


def term(*, until, **words):
    """What a form tells of one term."""
    told = {"provider": "PT Awan Contoh", "starts_on": until - timedelta(days=365)}
    return told | {"until": until, "cost": 3_850_000, "bill_number": ""} | words


def service(by, *, left=100, bill=None, at=make.MONDAY, **words):
    """A service that ends in so many days."""
    told = {"kind": "hosting", "name": f"Hosting {next(_numbers)}", "site": None, "keeper": by}
    told |= {"note": ""} | term(until=at.date() + timedelta(days=left))
    return renewals.add_service(told | words, by=by, at=at, bill=bill)


def day(text):
    return date.fromisoformat(text)
