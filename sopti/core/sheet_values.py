"""What one cell of a table from outside says. A wrong one says what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sopti.core.words import MONTHS, number

if TYPE_CHECKING:
    from collections.abc import Callable

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})")
MONTH_NUMBERS = {name[:3].casefold(): place for place, name in enumerate(MONTHS, start=1)}


class WrongCellError(ValueError):
    """A cell that cannot be taken: the sentence says why."""


def text(most: int) -> Callable[[Any], str]:
    def taken(value: Any) -> str:
        said = as_text(value)
        if len(said) > most:
            raise WrongCellError(f"terlalu panjang: paling banyak {number(most)} huruf")
        return said

    return taken


def day(value: Any) -> date:
    """Return the day of a date cell, of "2025-03-14", "14/3/2025" or "14 Maret 2025"."""
    found = _day(as_text(value))
    if found is None:
        raise WrongCellError("tulis tanggalnya seperti 2025-03-14 atau 14-03-2025")
    if not EARLIEST <= found <= LATEST:
        raise WrongCellError("tahunnya harus antara 2000 dan 2100")
    return found


def as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def _day(said: str) -> date | None:
    try:
        return datetime.strptime(said[:10], "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        pass
    parts = DAY_FIRST.fullmatch(said)
    if parts is None:
        return None
    month = parts[2] if parts[2].isdigit() else MONTH_NUMBERS.get(parts[2][:3].casefold(), 0)
    try:
        return date(int(parts[3]), int(month), int(parts[1]))
    except ValueError:
        return None
