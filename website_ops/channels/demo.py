"""The demonstration's channels: a site for each court, social media where the SOP has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.models import Court
from website_ops.channels.enums import ChannelKind
from website_ops.channels.models import Channel

if TYPE_CHECKING:
    from datetime import datetime

SITES = {
    "pa-kota-madiun": "https://www.pa-madiunkota.go.id/",
    "pa-ternate": "https://www.pa-ternate.go.id/",
    "pa-payakumbuh": "https://www.pa-payakumbuh.go.id/",
    "pa-banjarnegara": "https://www.pa-banjarnegara.go.id/",
}
SOCIAL = {
    "pa-banjarnegara": [
        (ChannelKind.INSTAGRAM, "@pa.banjarnegara", "https://www.instagram.com/pa.banjarnegara/"),
        (ChannelKind.FACEBOOK, "PA Banjarnegara", "https://www.facebook.com/pabanjarnegara/"),
        (ChannelKind.X, "@pabanjarnegara", "https://x.com/pabanjarnegara"),
        (ChannelKind.YOUTUBE, "PA Banjarnegara", "https://www.youtube.com/@pabanjarnegara"),
    ],
}


def load(at: datetime) -> str:
    """Write the channels of every demonstration court that has none; say how many."""
    courts = Court.objects.on_show().filter(key__in=SITES, channels=None)
    rows = [row for court in courts for row in _of(court)]
    Channel.objects.bulk_create(rows)
    return f"{len(rows)} saluran"


def _of(court: Court) -> list[Channel]:
    told = [(ChannelKind.WEBSITE, "Situs pengadilan", SITES[court.key])]
    return [
        Channel(court=court, kind=kind, name=name, address=address)
        for kind, name, address in [*told, *SOCIAL.get(court.key, [])]
    ]
