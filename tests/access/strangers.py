"""Rows of one court, asked for by the people of another: found by their foreign keys alone."""

from dataclasses import dataclass, field

from django.apps import apps

from sopti.core.doors import addresses, door_of
from sopti.people.models import Court, User
from tests.access.addresses import example
from tests.access.knocking import Door
from tests.access.matrix import COLUMNS

DEEP = 4  # foreign keys from a row to its court
WORTH_LOOKING = 8  # letters of a text that stands in no other page by chance


@dataclass
class Strangers:
    """Everything with a key in its address, of `court`, asked for by these accounts."""

    court: Court
    accounts: list
    rows: int = 2  # of each model
    door: Door = field(default_factory=Door)
    asked: int = 0
    wrong: list = field(default_factory=list)
    without_rows: set = field(default_factory=set)

    def run(self):
        for name in sorted(name for name, _, _ in addresses()):  # reading them hangs the doors
            door = door_of(name)
            if door.thing and not door.is_open:
                self._knock_at(name, apps.get_model(door.thing))
        return self

    def _knock_at(self, name, model):
        found = list(rows_of(model, self.court)[: self.rows])
        if not found:
            self.without_rows.add(model.__name__)
        for row in found:
            texts = texts_of(row)
            for account in self.accounts:
                for method, sent in (("GET", None), ("POST", COLUMNS)):
                    came = self.door.knock(account, method, example(name, row.pk), sent)
                    self._judge((name, row.pk, account, method), texts, came)

    def _judge(self, cell, texts, came):
        self.asked += 1
        told = [word for word in texts if word in came.body and word not in frame_of(cell[2])]
        if not came.is_denied or told:
            self.wrong.append((*cell, came.status, came.changed, told))


def frame_of(account):
    """What every page says to the one who asks: a Kasubag elsewhere has the same position."""
    asker = User.objects.get(username=account)
    return {asker.full_name, asker.position, asker.unit}


def rows_of(model, court):
    path = way_to_court(model)
    return model.objects.filter(**{path: court}).order_by("-pk") if path else model.objects.none()


def way_to_court(model):
    """The shortest way along foreign keys: "case__court"."""
    ways = [(model, "")]
    for _ in range(DEEP):
        further = []
        for one, way in ways:
            for column in one._meta.concrete_fields:  # noqa: SLF001
                if column.many_to_one or column.one_to_one:
                    step = f"{way}{column.name}"
                    if column.related_model is Court and column.name != "under":
                        return step
                    further.append((column.related_model, f"{step}__"))
        ways = further
    return None


def texts_of(row):
    """What this row alone says; a title that many have would stand in other pages, too."""
    columns = [one.attname for one in row._meta.concrete_fields if not one.choices]  # noqa: SLF001
    told = {one: getattr(row, one) for one in columns}
    long = {one: said for one, said in told.items()
            if isinstance(said, str) and len(said) >= WORTH_LOOKING}  # fmt: skip
    others = type(row).objects.exclude(pk=row.pk)
    return [said for one, said in long.items() if not others.filter(**{one: said}).exists()]
