"""Writing down where the court publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from website_ops.channels import rules
from website_ops.channels.enums import ChannelKind
from website_ops.channels.models import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopti.people.models import User


@transaction.atomic
def keep_channel(told: Mapping[str, Any], *, channel_id: int | None = None, by: User) -> Channel:
    """Write a channel of the person's court down, or correct it."""
    refuse_if(rules.why_not_keep(by))
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    of_court = Channel.objects.filter(court=court)
    channel = of_court.get(pk=channel_id) if channel_id else Channel(court=court)
    for name in ("kind", "name", "address", "is_active"):
        setattr(channel, name, told[name])
    refuse_if(_why_taken(channel))
    keep(channel, by=by)
    return channel


def _why_taken(channel: Channel) -> str | None:
    others = Channel.objects.filter(court=channel.court_id).exclude(pk=channel.pk)
    if others.filter(address=channel.address).exists():
        return "Alamat ini sudah dicatat sebagai saluran pengadilan."
    same = others.in_use().filter(kind=channel.kind)
    if channel.is_active and channel.kind != ChannelKind.WEBSITE and same.exists():
        return (
            f"Akun {channel.get_kind_display()} sudah dicatat: {same[0].name}. "
            "Hentikan pemakaiannya lebih dulu."
        )
    return None
