"""Assets as things that a case may be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from maintenance.assets.models import Asset
from sopti.workflow.subjects import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maintenance.assets.models import AssetQuerySet
    from sopti.people.models import Court, User

KIND = "asset"
MOST_OFFERED = 60
MOST_LISTED = 400  # a page carries that many names; beyond it, one types the number
NUMBER = re.compile(r"[A-Z0-9]+(?:[./-][A-Z0-9]+)*")
MOST_NUMBERS = 12


class AssetOffer:
    """The court's devices: a clerk's own, and those whose sticker somebody typed."""

    def own(self, user: User) -> list[Subject]:
        """Return what the person holds, then what their unit uses."""
        of_the_unit = Q(unit=user.unit) if user.unit else Q(pk=None)
        mine = _there(user).filter(Q(holder=user) | Q(of_the_unit, holder=None))
        found = sorted(mine[:MOST_OFFERED], key=lambda one: (one.holder_id is None, one.name))
        return _subjects(found)

    def listed(self, court: Court) -> list[str]:
        found = Asset.objects.filter(court=court).in_use().order_by("name", "nup")
        return [str(one) for one in found[:MOST_LISTED]]

    def by_keys(self, keys: Collection[str], user: User) -> list[Subject]:
        return _subjects(_there(user).filter(pk__in=_numbers(keys)))

    def named_in(self, text: str, user: User) -> list[Subject]:
        """Return the assets whose NUP stands in the words, or the one with exactly this name."""
        numbers = NUMBER.findall(text.upper())[:MOST_NUMBERS]
        name = text.strip()
        found = list(_there(user).filter(Q(nup__in=numbers) | Q(name__iexact=name))[:MOST_NUMBERS])
        by_name = [one for one in found if one.nup not in numbers]
        if len(by_name) > 1:  # two devices of one name: nobody knows which
            found = [one for one in found if one.nup in numbers]
        return _subjects(found)

    def links(self, keys: Collection[str], user: User) -> dict[str, str]:
        seen = Asset.objects.visible_to(user).filter(pk__in=_numbers(keys))
        numbers = seen.values_list("pk", flat=True)
        return {str(number): reverse("maintenance:asset", args=[number]) for number in numbers}

    def known(self, words: Collection[str], court: Court) -> dict[str, Subject]:
        """Return by word the one asset whose NUP stands in it, retired ones too. One query."""
        numbers = {word: set(NUMBER.findall(word.upper())) for word in words}
        asked = set().union(*numbers.values())
        here = Asset.objects.filter(court=court, nup__in=asked)
        found = {asset.nup: asset for asset in here} if asked else {}
        named = {
            word: [found[nup] for nup in said if nup in found] for word, said in numbers.items()
        }
        return {word: _subjects(those)[0] for word, those in named.items() if len(those) == 1}


OFFER = AssetOffer()


def _there(user: User) -> AssetQuerySet:
    return Asset.objects.visible_to(user).in_use().order_by("name", "nup")


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if re.fullmatch(r"[0-9]{1,15}", key)]


def _subjects(assets: Iterable[Asset]) -> list[Subject]:
    return [Subject(KIND, str(one.pk), str(one), one.room) for one in assets]
