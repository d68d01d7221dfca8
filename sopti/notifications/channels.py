"""Which way a message takes: what the person wished, else what suits their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from sopti.notifications.enums import Channel, Kind
from sopti.notifications.models import NotificationSetting
from sopti.notifications.superiors import SUPERIORS
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sopti.people.models import AppointmentQuerySet, User

# Who decides gets much: one mail at eight and one at one, instead of one for each decision.
DECIDING = frozenset({"kasubag_ptip", "kabag", "sekretaris", "ketua"})
OF_A_CLERK = (Kind.MINE, Kind.TALK)


def default_of(kind: Kind, roles: Collection[str]) -> Channel:
    """Return the way for who has not said otherwise."""
    decides = not DECIDING.isdisjoint(roles)
    return Channel.DIGEST if kind == Kind.WAITING and decides else Channel.AT_ONCE


def kinds_of(user: User) -> list[Kind]:
    """Return the kinds of messages that this person can get at all."""
    if user.role_keys <= ONLY_A_CLERK:
        return list(OF_A_CLERK)
    return [kind for kind in Kind if kind != Kind.LATE_BELOW or user.role_keys & SUPERIORS]


def channels_of(user: User) -> dict[Kind, Channel]:
    """Return the way of each kind for one person."""
    chosen = _chosen([user.pk])
    return {kind: chosen.get((user.pk, kind), default_of(kind, user.role_keys)) for kind in Kind}


class Channels:
    """The ways of many people at once, after two queries."""

    def __init__(self, people: Collection[int], *, at: datetime) -> None:
        self._chosen = _chosen(people)
        self._deciding = set(deciding(at).filter(user__in=people).values_list("user", flat=True))

    def of(self, person: int, kind: Kind) -> Channel:
        roles = DECIDING if person in self._deciding else ()
        return self._chosen.get((person, kind), default_of(kind, roles))


def deciding(at: datetime) -> AppointmentQuerySet:
    """Return the appointments of those who decide, in every court."""
    return Appointment.objects.in_force_at(at).filter(role__in=DECIDING, court=F("user__court"))


def _chosen(people: Collection[int]) -> dict[tuple[int, str], Channel]:
    rows = NotificationSetting.objects.filter(user__in=people)
    return {
        (person, kind): Channel(channel)
        for person, kind, channel in rows.values_list("user", "kind", "channel")
    }
