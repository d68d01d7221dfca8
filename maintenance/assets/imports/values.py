"""What one cell says: text, a day, an amount, a condition. A wrong one says what is wrong."""

from __future__ import annotations

import re
from typing import Any

from maintenance.assets.enums import Condition
from maintenance.assets.forms import MOST_RUPIAH, tidy_nup
from sopti.core.sheet_values import WrongCellError, as_text, day, text
from sopti.core.words import number

__all__ = ["WrongCellError", "condition", "day", "nup", "rupiah", "seats", "text"]

CONDITIONS = {
    "baik": Condition.GOOD, "b": Condition.GOOD,
    "rusakringan": Condition.WORN, "rr": Condition.WORN,
    "rusakberat": Condition.BROKEN, "rb": Condition.BROKEN,
}  # fmt: skip
MOST_SEATS = 100_000


def nup(value: Any) -> str:
    return tidy_nup(text(40)(value))


def condition(value: Any) -> str:
    known = CONDITIONS.get(re.sub(r"[^a-z]", "", as_text(value).casefold()))
    if known is None:
        raise WrongCellError("tulis Baik, Rusak ringan, atau Rusak berat")
    return known


def rupiah(value: Any) -> int:
    """Return the amount of 15400000, "Rp15.400.000" or "15.400.000,00"."""
    said = re.sub(r"(?i)^rp\.?|[,.]0{1,2}$|\s", "", as_text(value))
    digits = said.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", said) else ""
    if not digits or len(digits) > len(str(MOST_RUPIAH)):
        raise WrongCellError("tulis angka rupiah saja, misalnya 15400000")
    if int(digits) > MOST_RUPIAH:
        raise WrongCellError(f"terlalu besar: paling besar {number(MOST_RUPIAH)}")
    return int(digits)


def seats(value: Any) -> int:
    said = as_text(value)
    if not re.fullmatch(r"[0-9]{1,6}", said) or not 1 <= int(said) <= MOST_SEATS:
        raise WrongCellError("tulis jumlahnya dengan angka, paling sedikit 1")
    return int(said)
