"""Sends senseless requests as everybody of a site, and tells what broke. `tell` runs within one."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from django.core.cache import cache
from django.test import Client

from sopti.people.models import Court, User
from sopti.workflow.record import verify
from tests.browser.crawl import ACCOUNTS
from tests.fuzz.attempts import attempt
from tests.fuzz.places import name_of, places_of
from tests.fuzz.watch import listening, watched

KEPT = 0.1  # so many of the forms that are carried out stay so
SLOW = (".pdf", ".zip", "/cetak/")  # a paper takes half a second: one of twenty is asked for
ANEW = 1_200  # attempts between two looks at the pages of a person
DOORS = ("/", "/masuk/", "/periksa/", "/panduan/")


@dataclass
class Told:
    """What a run came to. `broken` has one example of each kind, `counts` how often."""

    times: int = 0
    statuses: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)

    def add(self, account, made, seen):
        self.times += 1
        self.statuses[seen.status] += 1
        self.kinds[f"{made.kind}{', carried out' if seen.is_carried_out else ''}"] += 1
        self.places.add(made.name)
        for wrong in seen.wrong:
            kind = f"{name_of(made.path)} from {made.name}: {wrong[:160]}"
            self.counts[kind] += 1
            self.broken.setdefault(kind, f"{account}: {made}")


def fuzz(people, times, *, seed, doors=DOORS, pages=2):
    """Have everybody (None is nobody) send so many attempts in turns; return what came of it.

    They are made from so many pages of each kind that everybody comes to from the doors.
    """
    told, rng = Told(), Random(seed)  # noqa: S311 (the same seed is to give the same run)
    each = min(ANEW, times // len(people) + 1)
    with listening() as log:
        while told.times < times:
            for person in people:
                client = _browser_of(person)
                attempts = _attempts(rng, places_of(client, doors, pages), each)
                _turn(told, client, person, attempts, log)
    return told


def _attempts(rng, places, times):
    """Yield attempts, each with whether it may stay when it is carried out."""
    for _ in range(times):
        place = rng.choice(places)
        if not place.path.endswith(SLOW) or rng.random() < 0.05:
            yield attempt(rng, place), rng.random() < KEPT


def _browser_of(person):
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    if person is not None:
        client.force_login(person)
    return client


def _turn(told, client, person, attempts, log):
    for made, keeps in attempts:
        cache.clear()  # else the limits of the login answer in place of what is behind them
        seen = watched(client, made, log, keeps=keeps)
        told.add(person, made, seen)
        if keeps and seen.is_carried_out and person is not None:
            client.force_login(person)  # it may have been the end of the session


def broken_records():
    """Return what is wrong with the record of any court, as sentences."""
    return [found for court in Court.objects.all() if (found := verify(court))]


def tell():
    """Print what a run came to: FUZZ_TIMES attempts with FUZZ_SEED, by all of the demonstration.

    Runs within a prepared site, which is of no use to people afterwards.
    """
    logging.getLogger("django.request").setLevel("ERROR")
    accounts = User.objects.in_bulk(filter(None, ACCOUNTS), field_name="username")
    people = [accounts.get(name) for name in ACCOUNTS]
    told = fuzz(people, int(os.environ["FUZZ_TIMES"]), seed=int(os.environ["FUZZ_SEED"]))
    json.dump(
        {
            "times": told.times, "statuses": told.statuses, "kinds": told.kinds,
            "places": sorted(told.places), "broken": told.broken, "counts": told.counts,
            "records": broken_records(),
        },
        sys.stdout,
    )  # fmt: skip
