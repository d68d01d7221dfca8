"""Who may do what with posts and figures: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from website_ops.channels.enums import ChannelKind
from website_ops.channels.rules import why_not_keep, why_not_read

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User
    from website_ops.channels.models import Channel

__all__ = ["why_not_note_month", "why_not_read"]


def why_not_note_month(user: User, channel: Channel, month: date, *, today: date) -> str | None:
    """Say why these figures may not be written."""
    if user.court_id != channel.court_id:
        return "Saluran ini milik pengadilan lain."
    if channel.kind == ChannelKind.WEBSITE:
        return "Angka bulanan dicatat untuk media sosial."
    if month > today:
        return "Bulan ini belum tiba."
    return why_not_keep(user)
