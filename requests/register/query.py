"""What a filter of the register says: in an address, and in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from requests.enums import Category, Urgency
from requests.register.found import NEWEST_FIRST
from sopti.core import words
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FILTERS = ("q", "status", "jenis", "urgensi", "unit", "bulan", "terlambat")


def query_of(chosen: dict[str, Any], *, without: Iterable[str] = (), **changes: Any) -> str:
    """Return a filter as it stands in an address, always in one order and without what is usual."""
    told = {name: chosen.get(name) for name in (*FILTERS, "urut")} | changes
    left_out = {"urut"} if told["urut"] == NEWEST_FIRST else set()
    return urlencode(
        {
            name: "on" if value is True else value
            for name, value in told.items()
            if value and name not in {*without, *left_out}
        }
    )


def is_filtered(chosen: dict[str, Any]) -> bool:
    return any(chosen.get(name) for name in FILTERS)


def sayings(chosen: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is filtered by, in words: (name of the filter, "Bulan: November 2026")."""
    said: dict[str, Callable[[Any], str]] = {
        "q": lambda text: f"Cari: “{text}”",
        "status": lambda key: f"Keadaan: {CaseStatus(key).label}",
        "jenis": lambda key: f"Jenis: {short_label(Category(key).label)}",
        "urgensi": lambda key: f"Urgensi: {Urgency(key).label}",
        "unit": lambda unit: f"Unit: {unit}",
        "bulan": lambda month: f"Bulan: {month_words(month)}",
        "terlambat": lambda _: "Hanya yang terlambat",
    }
    return [(name, said[name](chosen[name])) for name in FILTERS if chosen.get(name)]


def month_words(month: str) -> str:
    """Return "November 2026" for "2026-11"."""
    return words.month_name(date.fromisoformat(f"{month}-01"))


def short_label(label: str) -> str:
    """Return a label without its examples: "Perangkat keras" of "Perangkat keras (komputer, …)"."""
    return label.partition(" (")[0]
