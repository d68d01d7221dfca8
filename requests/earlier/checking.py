"""Every row of an old book against the rules and against what was brought in before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from requests.earlier.columns import COLUMNS, LABELS
from requests.earlier.enums import EarlierState
from requests.earlier.models import EarlierRequest
from requests.privacy import doubts_in
from sopti.core import sheet_values as values
from sopti.workflow.subjects import known_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from requests.earlier.models import EarlierImport
    from sopti.people.models import Court
    from sopti.workflow.subjects import Subject

NEW, SKIP, WRONG = "baru", "dilewati", "salah"
STATES = {
    "selesai": EarlierState.DONE, "sudah": EarlierState.DONE, "done": EarlierState.DONE,
    "selesaisebagian": EarlierState.PARTLY, "sebagian": EarlierState.PARTLY,
    "belum": EarlierState.NOT, "belumselesai": EarlierState.NOT, "proses": EarlierState.NOT,
    "ditolak": EarlierState.REFUSED, "tolak": EarlierState.REFUSED,
    "batal": EarlierState.CANCELLED, "dibatalkan": EarlierState.CANCELLED,
}  # fmt: skip


def _state(value: Any) -> str:
    known = STATES.get(re.sub(r"[^a-z]", "", values.as_text(value).casefold()))
    if known is None:
        raise values.WrongCellError(
            "tulis Selesai, Selesai sebagian, Belum selesai, Ditolak, atau Dibatalkan"
        )
    return known


TAKERS: dict[str, Callable[[Any], Any]] = {
    "number": values.text(60),
    "came_on": values.day,
    "ended_on": values.day,
    "requester": values.text(120),
    "unit": values.text(120),
    "title": values.text(200),
    "detail": values.text(2000),
    "category": values.text(80),
    "device": values.text(120),
    "result": values.text(1000),
    "handler": values.text(120),
    "state": _state,
}
OPEN_WORDS = ("title", "detail", "result")  # in which data of parties may stand


@dataclass
class CheckedRow:
    """One row: what it would bring, or why it cannot be taken."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    state: str = WRONG
    notes: list[str] = field(default_factory=list)  # what is taken, but should be known
    subject: Subject | None = None

    @property
    def old_number(self) -> str:
        return str(self.told.get("number", ""))

    @property
    def title(self) -> str:
        return str(self.told.get("title", ""))

    @property
    def key(self) -> tuple[str, date] | None:
        day = self.told.get("came_on")
        return (self.old_number.casefold(), day) if self.old_number and day else None


@dataclass(frozen=True)
class Checked:
    rows: list[CheckedRow]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def wrong(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.state == WRONG]

    @property
    def new(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.state == NEW]


def checked(brought: EarlierImport, *, court: Court, today: date) -> Checked:
    """Return every row of the file, checked. Reads, and changes nothing; a few queries."""
    rows = [_read(kept) for kept in brought.rows]
    here = EarlierRequest.objects.filter(court=court).values_list("number", "came_on")
    known, seen = {(number.casefold(), day) for number, day in here}, dict[Any, int]()
    devices = known_by({row.told["device"] for row in rows if row.told.get("device")}, court)
    for row in rows:
        _judge(row, today)
        _twice(row, seen)
        _device(row, devices)
        found = SKIP if row.key in known else NEW
        row.state = WRONG if row.wrong else found
    return Checked(rows)


def _read(kept: dict[str, Any]) -> CheckedRow:
    row = CheckedRow(kept["number"])
    for key in kept["formulas"]:
        _wrong(row, key, "berisi rumus; salin sebagai nilai (tempel khusus, nilai)")
    said = {*kept["cells"], *kept["formulas"]}
    for column in COLUMNS:  # PostgreSQL keeps no order of keys
        if column.key in kept["cells"]:
            _take(row, column.key, kept["cells"][column.key])
        elif column.is_needed and column.key not in said:
            _wrong(row, column.key, "masih kosong")
    return row


def _take(row: CheckedRow, key: str, value: Any) -> None:
    try:
        row.told[key] = TAKERS[key](value)
    except values.WrongCellError as reason:
        _wrong(row, key, str(reason))


def _judge(row: CheckedRow, today: date) -> None:
    came, ended = row.told.get("came_on"), row.told.get("ended_on")
    for key, on in (("came_on", came), ("ended_on", ended)):
        if on and on > today:
            _wrong(row, key, "belum tiba")
    if came and ended and ended < came:
        _wrong(row, "ended_on", "mendahului tanggal masuk")
    row.told.setdefault("state", EarlierState.DONE if ended else EarlierState.NOT)
    for key in OPEN_WORDS:
        for doubt in doubts_in(row.told.get(key, "")):
            _wrong(row, key, doubt.rstrip("."))


def _twice(row: CheckedRow, seen: dict[Any, int]) -> None:
    if row.key is None:
        return
    if row.key in seen:
        _wrong(row, "number", f"{row.old_number} pada hari itu sudah ada di baris {seen[row.key]}")
    seen.setdefault(row.key, row.number)


def _device(row: CheckedRow, devices: dict[str, Subject]) -> None:
    word = row.told.get("device", "")
    row.subject = devices.get(word)
    if word and row.subject is None:
        row.notes.append(f"“{word}” tidak dikenal sebagai aset; disimpan sebagai keterangan")


def _wrong(row: CheckedRow, key: str, reason: str) -> None:
    row.wrong.append(f"{LABELS[key]}: {reason}.")
