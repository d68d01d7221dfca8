"""The columns that a table from outside may have, and its rows by their keys.

A room says its columns; the table that somebody sends has them in any order, under any of the
names by which people call them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sopti.core.errors import Refusal
from sopti.core.sheets_in import Formula, Value
from sopti.core.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.sheets_in import Row, Table


@dataclass(frozen=True)
class SheetColumn:
    """A column: its key, its head and width, what the template shows, what else it is called."""

    key: str
    head: str
    width: int
    example: str
    also: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True)
class Told:
    """What a file says: rows as JSON keeps them, and heads that nobody knows."""

    rows: list[dict[str, Any]]  # {"number", "cells": {key: value}, "formulas": [key]}
    unread: list[str]


def folded(head: str) -> str:
    """Return a head without case, spaces and signs: "Nomor Seri " and "nomor_seri" are one."""
    return re.sub(r"[^a-z0-9]+", "", head.casefold())


def told_by(table: Table, columns: Sequence[SheetColumn], *, noun: str) -> Told:
    """Return the rows by the keys of their columns. Refuses a table that is none of `noun`."""
    places = _places(table, columns)
    if not table.rows:
        raise Refusal(f"Tabelnya tidak memuat satu {noun} pun di bawah judul kolomnya.")
    unread = [head for place, head in table.heads.items() if place not in places]
    return Told([_told(row, places) for row in table.rows], unread)


def _places(table: Table, columns: Sequence[SheetColumn]) -> dict[int, str]:
    """Return which column stands where. Refuses a table that lacks one or has one twice."""
    known = {folded(word): one.key for one in columns for word in (one.head, *one.also)}
    labels = {one.key: one.head for one in columns}
    places = {place: key for place, head in table.heads.items() if (key := known.get(folded(head)))}
    keys = list(places.values())
    if missing := [one.head for one in columns if one.is_needed and one.key not in keys]:
        raise Refusal(
            f"Kolom {listed(missing)} tidak ditemukan pada baris judul. "
            "Unduh templatnya, lalu salin data Anda ke sana."
        )
    if twice := sorted({labels[key] for key in keys if keys.count(key) > 1}):
        raise Refusal(f"Kolom {listed(twice)} ada lebih dari satu. Hapus yang berlebih.")
    return places


def _told(row: Row, places: dict[int, str]) -> dict[str, Any]:
    here = {key: row.cells[place] for place, key in places.items() if place in row.cells}
    return {
        "number": row.number,
        "cells": {key: _kept(value) for key, value in here.items() if _is_said(value)},
        "formulas": [key for key, value in here.items() if isinstance(value, Formula)],
    }


def _is_said(value: Value) -> bool:
    return not isinstance(value, Formula) and value != "-"


def _kept(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value
