"""Whether an address lies on a channel of the court."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sopti.core.words import listed
from website_ops.channels.enums import ChannelKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from website_ops.channels.models import Channel

# A post's address does not always begin with the account's: instagram.com/p/…, youtu.be/….
HOSTS = {
    ChannelKind.INSTAGRAM: ("instagram.com",),
    ChannelKind.FACEBOOK: ("facebook.com", "fb.watch", "fb.com"),
    ChannelKind.YOUTUBE: ("youtube.com", "youtu.be"),
    ChannelKind.X: ("x.com", "twitter.com"),
    ChannelKind.TIKTOK: ("tiktok.com", "vt.tiktok.com"),
    ChannelKind.THREADS: ("threads.net", "threads.com"),
}
INCOMPLETE = "Tulis alamat lengkap, dimulai dengan https://"
ONLY_THE_FRONT = "Ini alamat depan {name}. Salin alamat halaman yang terbit."


def channel_of(address: str, channels: Sequence[Channel]) -> Channel | None:
    """Return the channel on which the address lies."""
    host = _host(address)
    return next((one for one in channels if _is_on(host, one)), None)


def why_not_on(address: str, channels: Sequence[Channel]) -> str | None:
    """Say why this is not the address of something that the court has published.

    A court that wrote down none of its channels is believed.
    """
    if urlsplit(address).scheme not in {"http", "https"} or "." not in _host(address):
        return INCOMPLETE
    found = channel_of(address, channels)
    if found is None and channels:
        names = listed([urlsplit(one.address).netloc for one in channels])
        return f"Alamat ini bukan milik pengadilan. Yang tercatat: {names}."
    if found and address.rstrip("/") == found.address.rstrip("/"):
        return ONLY_THE_FRONT.format(name=found.name)
    return None


def _is_on(host: str, channel: Channel) -> bool:
    hosts = HOSTS.get(ChannelKind(channel.kind), (_host(channel.address),))
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
