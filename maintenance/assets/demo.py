"""The demonstration's assets: written by the real deeds, with the days of their past.

What there is stands in `fixtures/demo_assets.toml`. It is loaded before the cases are played, so
that a case may name a device; a court that has any asset already is left as it is.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from maintenance.assets import actions
from maintenance.assets.enums import Condition, WorkKind
from maintenance.assets.kinds import load_kinds
from maintenance.assets.models import Asset, AssetKind, AssetWork
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

FILE = settings.BASE_DIR / "fixtures" / "demo_assets.toml"
STORE = "Gudang"
NOON = time(12)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Work(Part):
    kind: WorkKind
    ago: int
    summary: str
    condition: Condition
    part: str = ""
    cost: int | None = None
    worker: str = ""


class Hand(Part):
    ago: int
    to: str = ""
    room: str
    with_it: str = ""


class Thing(Part):
    """One asset of the file; days are counted from the day of loading."""

    nup: str
    kind: str
    name: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    specification: str = ""
    room: str
    unit: str = ""
    holder: str = ""
    condition: Condition = Condition.GOOD
    age: int
    price: int | None = None
    warranty: int | None = None
    note: str = ""
    seats: int | None = None
    expires: int | None = None
    uses: tuple[str, ...] = ()
    retired: int | None = None
    reason: str = ""
    works: tuple[Work, ...] = ()
    hand: tuple[Hand, ...] = ()


def load(at: datetime) -> str:
    """Write the assets of every demonstration court that has none; say how many."""
    load_kinds()
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    before = Asset.objects.count()
    courts = Court.objects.on_show().filter(key__in=told)
    for court in courts.exclude(assets__isnull=False):
        _Store(court, at).fill([Thing.model_validate(thing) for thing in told[court.key]])
    return f"{Asset.objects.count() - before} aset"


class _Store:
    """One court while its assets are written, by its Kasubag PTIP."""

    def __init__(self, court: Court, at: datetime) -> None:
        self.court, self.at = court, at
        self.today = at.astimezone(court.tz).date()
        self.by = User.objects.holding("kasubag_ptip", court=court, on=self.today)[0]
        self.kinds = {kind.name: kind for kind in AssetKind.objects.of_court(court.pk)}
        self.people = {person.username.rpartition(".")[0]: person for person in court.people.all()}
        self.assets: dict[str, Asset] = {}

    def fill(self, things: list[Thing]) -> None:
        for thing in things:
            self.assets[thing.name] = actions.add_asset(
                self._told(thing), by=self.by, at=self._moment(thing.age)
            )
        deeds = [deed for thing in things for deed in self._deeds(thing)]
        for moment, deed in sorted(deeds, key=itemgetter(0)):
            deed(moment)

    def _told(self, thing: Thing) -> dict[str, Any]:
        same = ("nup", "name", "maker", "model", "serial", "specification", "unit", "price",
                "note", "seats")  # fmt: skip
        told = {name: getattr(thing, name) for name in same}
        return told | {
            "kind": self.kinds[thing.kind],
            "room": STORE if thing.hand else thing.room,
            "holder": None if thing.hand else self.people.get(thing.holder),
            "condition": thing.condition,
            "acquired_on": self._day(thing.age),
            "warranty_until": self._ahead(thing.warranty),
            "expires_on": self._ahead(thing.expires),
        }

    def _deeds(self, thing: Thing) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
        """Yield what happened to the asset: when, and the deed that takes that moment."""
        asset = self.assets[thing.name]
        for hand in thing.hand:
            yield self._moment(hand.ago), partial(self._hand, asset, thing, hand)
        for work in thing.works:
            yield self._moment(work.ago), partial(self._work, asset, work)
        for user in thing.uses:
            yield self._moment(thing.age - 1), partial(self._seat, asset, user)
        if thing.retired is not None:
            yield self._moment(thing.retired), partial(self._retire, asset, thing)

    def _hand(self, asset: Asset, thing: Thing, hand: Hand, at: datetime) -> None:
        actions.hand_over(
            asset.pk,
            to_holder=self.people.get(hand.to),
            to_room=hand.room,
            to_unit=thing.unit,
            condition=thing.condition,
            handed_on=self._day(hand.ago),
            with_it=hand.with_it,
            by=self.by,
            at=at,
        )

    def _work(self, asset: Asset, told: Work, at: datetime) -> None:
        words = told.model_dump(exclude={"ago"}) | {"worker": told.worker or self._technician}
        work = AssetWork(asset=asset, done_on=self._day(told.ago), **words)
        actions.note_work(work, by=self.by, at=at)

    def _seat(self, asset: Asset, user: str, at: datetime) -> None:
        whom = self.people[user[1:]] if user[0] == "@" else self.assets[user]
        actions.give_seat(asset.licence.pk, user=whom, by=self.by, at=at)

    def _retire(self, asset: Asset, thing: Thing, at: datetime) -> None:
        on = self._day(thing.retired or 0)
        actions.retire(asset.pk, reason=thing.reason, on=on, by=self.by, at=at)

    @property
    def _technician(self) -> str:
        return str(self.people.get("operator") or self.people["pranata"])

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _ahead(self, days: int | None) -> date | None:
        return None if days is None else self.today + timedelta(days=days)

    def _moment(self, ago: int) -> datetime:
        return min(datetime.combine(self._day(ago), NOON, self.court.tz), self.at)
