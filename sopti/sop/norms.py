"""Norms of time: what a cell such as "1 Jam-3 Hari" says, read out of its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.sop.enums import NormKind, NormUnit

if TYPE_CHECKING:
    from sopti.sop.schema import Norm

_UNITS = {
    "menit": NormUnit.MINUTES,
    "mnt": NormUnit.MINUTES,
    "jam": NormUnit.HOURS,
    "hari": NormUnit.DAYS,
    "hari kerja": NormUnit.DAYS,
}
_WORDS = {NormUnit.MINUTES: "menit", NormUnit.HOURS: "jam", NormUnit.DAYS: "hari"}
_MINUTES = {NormUnit.MINUTES: 1, NormUnit.HOURS: 60}
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNIT = r"(menit|mnt|jam|hari kerja|hari)\b"
_PART = re.compile(rf"{_NUMBER}\s*{_UNIT}", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_NUMBER}\s*(?:{_UNIT})?\s*(?:-|\u2013|s/d|sampai)\s*{_NUMBER}\s*{_UNIT}", re.IGNORECASE
)
_DAY = re.compile(r"(?:hari\s*ke\s*-?\s*)?(\d+)", re.IGNORECASE)
_MONTHLY = re.compile(r"(?:tanggal\s*)?(\d+)\s*(?:setiap|tiap|per)\s*bulan", re.IGNORECASE)
_REQUIRED = {
    NormKind.DURATION: ("amount", "unit"),
    NormKind.RANGE: ("amount", "unit", "max_amount"),
    NormKind.DAY_OF_CASE: ("day",),
    NormKind.DAY_OF_MONTH: ("day",),
    NormKind.RELATIVE: (),
    NormKind.EVENT: (),
}
_NUMBERS = ("amount", "max_amount", "unit", "max_unit", "day")
_OPTIONAL = {NormKind.RANGE: ("max_unit",)}


@dataclass(frozen=True, order=True)
class Span:
    """An amount of time. Days are kept apart: a day is a working day, whatever its hours."""

    days: float = 0
    minutes: float = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.days + other.days, self.minutes + other.minutes)

    def __str__(self) -> str:
        hours, minutes = divmod(round(self.minutes), 60)
        parts = [(self.days, "hari"), (hours, "jam"), (minutes, "menit")]
        return " ".join(f"{_plain(n)} {word}" for n, word in parts if n) or "0 menit"


def _plain(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def span(amount: float, unit: NormUnit) -> Span:
    if unit == NormUnit.DAYS:
        return Span(days=amount)
    return Span(minutes=amount * _MINUTES[unit])


def _span_of_words(number: str, unit: str) -> Span:
    return span(float(number.replace(",", ".")), _UNITS[" ".join(unit.lower().split())])


def read_span(text: str) -> Span | None:
    """Return the time a text names ("2 Jam 20 menit"), or None if it says anything else."""
    if _PART.sub("", text).strip(" .,+") or not _PART.search(text):
        return None
    total = Span()
    for number, unit in _PART.findall(text):
        total += _span_of_words(number, unit)
    return total


def read_total(text: str) -> Span | None:
    """Return the total a table states, also after words: "Waktu yang diperlukan : 24 Jam"."""
    return read_span(text.rpartition(":")[2])


def spans_of(norm: Norm) -> tuple[Span, Span] | None:
    """Return the least and the most time of a duration or range; None for every other kind."""
    if norm.amount is None or norm.unit is None:
        return None
    least = span(norm.amount, norm.unit)
    if norm.max_amount is None:
        return least, least
    return least, span(norm.max_amount, norm.max_unit or norm.unit)


def _read_range(text: str) -> tuple[Span, Span] | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    least, least_unit, most, most_unit = found.groups()
    return _span_of_words(least, least_unit or most_unit), _span_of_words(most, most_unit)


def why_unreadable(norm: Norm) -> str | None:
    """Return why the norm cannot be understood, or does not say what its text says."""
    return _wrong_keys(norm) or _WRONG_TEXT[norm.kind](norm, " ".join(norm.text.split()))


def _wrong_keys(norm: Norm) -> str | None:
    required = _REQUIRED[norm.kind]
    allowed = (*required, *_OPTIONAL.get(norm.kind, ()))
    for name in _NUMBERS:
        if name in required and getattr(norm, name) is None:
            return f"norma waktu {norm.kind} memerlukan {name}"
        if name not in allowed and getattr(norm, name) is not None:
            return f"norma waktu {norm.kind} tidak mengenal {name}"
    return None


def _wrong_duration(norm: Norm, text: str) -> str | None:
    read, said = read_span(text), spans_of(norm)
    if read is None:
        return f"norma waktu “{text}” tidak terbaca sebagai lama waktu"
    if said is None or read != said[0]:
        return f"norma waktu tertulis “{text}”, tetapi dipahami {said and said[0]}"
    return None


def _wrong_range(norm: Norm, text: str) -> str | None:
    read, said = _read_range(text), spans_of(norm)
    if read is None or said is None:
        return f"norma waktu “{text}” tidak terbaca sebagai rentang waktu"
    if read != said:
        return f"norma waktu tertulis “{text}”, tetapi dipahami {said[0]} sampai {said[1]}"
    if not said[0] < said[1]:
        return f"norma waktu “{text}”: batas atas tidak lebih besar daripada batas bawah"
    return None


def _wrong_day(norm: Norm, text: str) -> str | None:
    return _wrong_number(_DAY.fullmatch(text), norm, text)


def _wrong_month_day(norm: Norm, text: str) -> str | None:
    if norm.day is not None and norm.day > 31:  # noqa: PLR2004 - the longest month
        return f"norma waktu “{text}”: tanggal {norm.day} tidak ada"
    return _wrong_number(_MONTHLY.fullmatch(text), norm, text)


def _wrong_number(found: re.Match[str] | None, norm: Norm, text: str) -> str | None:
    if not found:
        return f"norma waktu “{text}” tidak terbaca sebagai {norm.kind}"
    if int(found[1]) != norm.day:
        return f"norma waktu tertulis “{text}”, tetapi dipahami hari atau tanggal {norm.day}"
    return None


def _wrong_words(norm: Norm, text: str) -> str | None:
    if not text:
        return "norma waktu tidak ditulis"
    if read_span(text) or _read_range(text) or _MONTHLY.fullmatch(text):
        return f"norma waktu “{text}” menyebut waktu tertentu, tetapi dipahami {norm.kind}"
    return None


_WRONG_TEXT = {
    NormKind.DURATION: _wrong_duration,
    NormKind.RANGE: _wrong_range,
    NormKind.DAY_OF_CASE: _wrong_day,
    NormKind.DAY_OF_MONTH: _wrong_month_day,
    NormKind.RELATIVE: _wrong_words,
    NormKind.EVENT: _wrong_words,
}


def norm_words(norm: Norm) -> str:
    """Say how the norm is understood: "2 jam", "selesai hari kerja ke-2"."""
    spans = spans_of(norm)
    if spans:
        least, most = spans
        words = str(least) if least == most else f"{least} sampai {most}"
        return f"{words} menurut jam dinding" if norm.clock else words
    return {
        NormKind.DAY_OF_CASE: f"selesai hari kerja ke-{norm.day}",
        NormKind.DAY_OF_MONTH: f"tanggal {norm.day} tiap bulan",
        NormKind.EVENT: "menurut waktu kegiatan",
    }.get(norm.kind, "dicatat, tidak dinilai")
