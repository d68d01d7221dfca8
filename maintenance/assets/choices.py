"""What the filters and forms of assets offer to one person: kinds, rooms, units, holders."""

from __future__ import annotations

from dataclasses import dataclass

from maintenance.assets.models import Asset, AssetKind
from sopti.people.models import User


@dataclass(frozen=True)
class Choices:
    """What stands in the lists, each in the order of the alphabet; kinds in their own."""

    kinds: list[tuple[str, str]]
    rooms: list[str]
    units: list[str]
    holders: list[tuple[str, str]]


def choices_of(user: User) -> Choices:
    """Return what the assets that the person may see have, in three queries."""
    visible = Asset.objects.visible_to(user).order_by()
    had = set(visible.values_list("room", "unit", "kind", "holder").distinct())
    kinds = {kind for _, _, kind, _ in had}
    named = User.objects.visible_to(user).filter(pk__in={who for *_, who in had if who})
    return Choices(
        kinds=[
            (str(kind.pk), kind.name)
            for kind in AssetKind.objects.visible_to(user)
            if kind.pk in kinds
        ],
        rooms=sorted({room for room, *_ in had}, key=str.casefold),
        units=sorted({unit for _, unit, *_ in had if unit}, key=str.casefold),
        holders=[(str(person.pk), str(person)) for person in named],
    )


def suggestions_of(user: User) -> Choices:
    """Return the same, with every unit that people of the court work in."""
    known = choices_of(user)
    people = User.objects.visible_to(user).exclude(unit="").order_by()
    units = {*known.units, *people.values_list("unit", flat=True).distinct()}
    return Choices(known.kinds, known.rooms, sorted(units, key=str.casefold), known.holders)
