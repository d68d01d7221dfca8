"""How a table fits its pages: numbers only, taken from where its rows fell when it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sopti.sop.lanes.paginate import STRIP

if TYPE_CHECKING:
    from collections.abc import Mapping

SLACK = 3.0  # px: what rounding may cost
TOO_HIGH = 1e9  # the price of a row that fits no page: it is set alone, and runs over


@dataclass(frozen=True)
class Heights:
    """What one table needs at one size of type, px."""

    title: float
    head: float
    rows: tuple[float, ...]
    foot: float


@dataclass(frozen=True)
class Fit:
    """The type that a table is set in, and the steps (indices) that begin another page."""

    size: str
    breaks: frozenset[int] = frozenset()

    @property
    def pages(self) -> int:
        return len(self.breaks) + 1


def best_fit(by_size: Mapping[str, Heights], room: float) -> Fit:
    """Return the fewest pages; among those the first size, which is the largest."""
    fits = [Fit(size, breaks_of(heights, room)) for size, heights in by_size.items()]
    return min(fits, key=lambda fit: fit.pages)


def breaks_of(heights: Heights, room: float) -> frozenset[int]:
    """Return where to tear: as few pages as can be, all of them filled alike.

    The strips of connectors at each tear take their room too.
    """
    rows = len(heights.rows)

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        """Return pages, unevenness and tears of what begins with this row."""
        if start == rows:
            return 0, 0.0, ()
        ways = []
        for end in range(start + 1, rows + 1):
            left = room - SLACK - _height(heights, start, end)
            if left < 0 and end > start + 1:
                continue
            pages, uneven, tears = best(end)
            price = left**2 if left >= 0 else TOO_HIGH
            ways.append((pages + 1, uneven + price, (end, *tears)))
        return min(ways)

    return frozenset(best(0)[2][:-1])


def _height(heights: Heights, start: int, end: int) -> float:
    whole = heights.head + sum(heights.rows[start:end])
    whole += heights.title if start == 0 else STRIP
    return whole + (heights.foot if end == len(heights.rows) else STRIP)
