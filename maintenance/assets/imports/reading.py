"""From a file to the rows that wait to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from maintenance.assets.imports.columns import COLUMNS, KEYS, LABELS, folded
from sopti.core.errors import Refusal
from sopti.core.sheets_in import Formula, Value, read_table
from sopti.core.words import listed

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from sopti.core.sheets_in import Row, Table

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Told:
    """What a file says: rows as JSON keeps them, and heads that nobody knows."""

    rows: list[dict[str, Any]]  # {"number", "cells": {key: value}, "formulas": [key]}
    unread: list[str]


def read(file: UploadedFile[Any]) -> Told:
    """Return what the file says. Refuses a file that is no table of assets."""
    table = read_table(file, most_rows=MOST_ROWS)
    places = _places(table)
    if not table.rows:
        raise Refusal("Tabelnya tidak memuat satu aset pun di bawah judul kolomnya.")
    unread = [head for place, head in table.heads.items() if place not in places]
    return Told([_told(row, places) for row in table.rows], unread)


def _places(table: Table) -> dict[int, str]:
    """Return which column stands where. Refuses a table that lacks one or has one twice."""
    places = {place: key for place, head in table.heads.items() if (key := KEYS.get(folded(head)))}
    keys = list(places.values())
    if missing := [one.head for one in COLUMNS if one.is_needed and one.key not in keys]:
        raise Refusal(
            f"Kolom {listed(missing)} tidak ditemukan pada baris judul. "
            "Unduh templatnya, lalu salin data Anda ke sana."
        )
    if twice := sorted({LABELS[key] for key in keys if keys.count(key) > 1}):
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
