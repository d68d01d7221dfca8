"""Programmes, proposals and decrees for the tests."""

from datetime import date

from requests.policy import actions, proposing
from requests.policy.decrees import actions as decrees
from requests.policy.decrees import texts
from requests.policy.decrees.papers import Signer
from requests.policy.models import Programme
from requests.regulations.seed import fill
from tests import make

YEAR = 2027
PROPOSAL = {
    "area": "perangkat",
    "title": "Dua pemindai untuk Hukum",
    "reason": "Antre pada satu alat setiap pagi.",
    "amount": 9_800_000,
}


def programme(by, year=YEAR):
    return actions.start_programme(year, by=by, at=make.MONDAY)


def item(programme, by, activity="Pelatihan sandi", **told):
    usual = {"area": "sdm", "activity": activity, "quarter": 1, "budget": 4_500_000}
    return actions.add_item(programme.pk, usual | told, by=by)


def in_force(programme):
    """The programme as it is once a case stipulated it."""
    Programme.objects.filter(pk=programme.pk).update(
        state="ditetapkan", stipulated_on=date(2026, 1, 12)
    )
    programme.refresh_from_db()
    return programme


def window(by, year=YEAR, **told):
    usual = {"opens_on": date(2026, 11, 9), "closes_on": date(2026, 11, 20), "note": ""}
    return proposing.set_window({"year": year, **usual, **told}, by=by, at=make.MONDAY)


def proposal(window, by, **told):
    return proposing.propose(window.pk, PROPOSAL | told, by=by, at=make.MONDAY)


def decree(by, year=YEAR, **told):
    fill(by.court, at=make.MONDAY)
    begun = texts.begun(texts.TEMPLATES[0], by.court, year, at=make.MONDAY) | told
    return decrees.draft(begun, texts.usual_bases(by.court, at=make.MONDAY), by=by, at=make.MONDAY)


def signed(decree, by, on=date(2026, 11, 16)):
    signer = Signer(str(by), by.nip, "Ketua")
    return decrees.sign(decree.pk, dated_on=on, signer=signer, by=by, at=make.MONDAY)
