"""What one cell says: text, a day, an amount, a condition. A wrong one says what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from maintenance.assets.enums import Condition
from maintenance.assets.forms import MOST_RUPIAH, tidy_nup
from sopti.core.words import MONTHS, number
from sopti.people.models import EARLIEST, LATEST

if TYPE_CHECKING:
    from collections.abc import Callable

CONDITIONS = {
    "baik": Condition.GOOD, "b": Condition.GOOD,
    "rusakringan": Condition.WORN, "rr": Condition.WORN,
    "rusakberat": Condition.BROKEN, "rb": Condition.BROKEN,
}  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})")
MONTH_NUMBERS = {name[:3].casefold(): place for place, name in enumerate(MONTHS, start=1)}
MOST_SEATS = 100_000


class WrongCellError(ValueError):
    """A cell that cannot be taken: the sentence says why."""


def text(most: int) -> Callable[[Any], str]:
    def taken(value: Any) -> str:
        said = _as_text(value)
        if len(said) > most:
            raise WrongCellError(f"terlalu panjang: paling banyak {number(most)} huruf")
        return said

    return taken


def nup(value: Any) -> str:
    return tidy_nup(text(40)(value))


def condition(value: Any) -> str:
    known = CONDITIONS.get(re.sub(r"[^a-z]", "", _as_text(value).casefold()))
    if known is None:
        raise WrongCellError("tulis Baik, Rusak ringan, atau Rusak berat")
    return known


def day(value: Any) -> date:
    """Return the day of a date cell, of "2025-03-14", "14/3/2025" or "14 Maret 2025"."""
    found = _day(_as_text(value))
    if found is None:
        raise WrongCellError("tulis tanggalnya seperti 2025-03-14 atau 14-03-2025")
    if not EARLIEST <= found <= LATEST:
        raise WrongCellError("tahunnya harus antara 2000 dan 2100")
    return found


def rupiah(value: Any) -> int:
    """Return the amount of 15400000, "Rp15.400.000" or "15.400.000,00"."""
    said = re.sub(r"(?i)^rp\.?|[,.]0{1,2}$|\s", "", _as_text(value))
    digits = said.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", said) else ""
    if not digits or len(digits) > len(str(MOST_RUPIAH)):
        raise WrongCellError("tulis angka rupiah saja, misalnya 15400000")
    if int(digits) > MOST_RUPIAH:
        raise WrongCellError(f"terlalu besar: paling besar {number(MOST_RUPIAH)}")
    return int(digits)


def seats(value: Any) -> int:
    said = _as_text(value)
    if not re.fullmatch(r"[0-9]{1,6}", said) or not 1 <= int(said) <= MOST_SEATS:
        raise WrongCellError("tulis jumlahnya dengan angka, paling sedikit 1")
    return int(said)


def _as_text(value: Any) -> str:
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
