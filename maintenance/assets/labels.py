"""Labels for assets: A4 sheets of 3 by 8, each label with a QR code that opens the asset's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator

from sopti.core.words import number
from sopti.reports.marks import QrCode, qr_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maintenance.assets.models import Asset

ACROSS, DOWN = 3, 8
ON_A_SHEET = ACROSS * DOWN
MOST = ON_A_SHEET * 10
LONGEST_NAME, LONGEST_ROOM = 46, 34


@dataclass(frozen=True)
class Label:
    court: str
    name: str
    nup: str
    room: str
    qr: QrCode


def sheets_of(
    assets: Sequence[Asset], *, start: int, address: Callable[[Asset], str]
) -> list[list[Label | None]]:
    """Return sheets of 24 places; those before `start` stay empty, for a sheet used before."""
    places: list[Label | None] = [None] * (start - 1)
    places += [_label(asset, address(asset)) for asset in assets]
    return [places[first : first + ON_A_SHEET] for first in range(0, len(places), ON_A_SHEET)]


def why_not_print(count: int) -> str | None:
    if not count:
        return "Pilih paling sedikit satu aset untuk dicetak labelnya."
    if count > MOST:
        return (
            f"Sekali cetak paling banyak {number(MOST)} label; tadi {number(count)}. "
            "Persempit saringannya, misalnya per ruang."
        )
    return None


def _label(asset: Asset, address: str) -> Label:
    return Label(
        court=asset.court.short_name,
        name=Truncator(asset.name).chars(LONGEST_NAME),
        nup=asset.nup,
        room=Truncator(asset.room).chars(LONGEST_ROOM),
        qr=qr_code(address),
    )
