"""The register as a file for a spreadsheet: what is filtered, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

from requests.register.found import found_cases
from requests.register.pages import register_rows
from sopti.core.sheets_out import csv_lines, xlsx_file
from sopti.core.words import number
from sopti.people.worktime import calendar_of
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from requests.register.pages import RegisterRow
    from sopti.people.models import Court, User
    from sopti.people.worktime import WorkCalendar

MOST_ROWS = 20_000
BATCH = 500
MORE = (
    f"Hanya {number(MOST_ROWS)} baris pertama yang dimuat. "
    "Persempit saringannya, misalnya per bulan, untuk mengunduh yang lain."
)
COLUMNS = {
    "Nomor": 24,
    "Dibuka": 17,
    "Perihal": 50,
    "Pemohon": 30,
    "Unit kerja": 24,
    "Jenis layanan": 28,
    "Perangkat atau ruang": 28,
    "Urgensi menurut pemohon": 24,
    "Keadaan": 16,
    "Langkah": 50,
    "Batas": 17,
    "Terlambat": 10,
    "Ditutup": 17,
}


@dataclass(frozen=True)
class Export:
    """The filtered register of one viewer at one moment."""

    user: User
    chosen: dict[str, Any]
    now: datetime

    @cached_property
    def calendar(self) -> WorkCalendar:
        return calendar_of(self.court)

    @property
    def court(self) -> Court:
        assert self.user.court is not None  # noqa: S101 (the view refused whoever has none)
        return self.user.court

    @property
    def name(self) -> str:
        today = self.now.astimezone(self.court.tz).date()
        return f"register-permintaan-{self.court.key}-{today:%Y-%m-%d}"

    def csv(self) -> Iterator[str]:
        """Return the lines."""
        return csv_lines(COLUMNS, self._rows())

    def xlsx(self) -> IO[bytes]:
        """Return the workbook in a file that is gone once it is closed."""
        return xlsx_file("Register", COLUMNS, self._rows())

    def _rows(self) -> Iterator[list[Any]]:
        """Yield the cells of every row; where there are more, a last row says so.

        The numbers of the rows are read first, so that no row is told twice or left out while
        others work on, and no reading of the database stays open while a slow line receives it.
        """
        found = found_cases(self.user, self.chosen, now=self.now)
        keys = list(found.values_list("pk", flat=True)[: MOST_ROWS + 1])
        for first in range(0, min(len(keys), MOST_ROWS), BATCH):
            yield from map(self._cells, self._batch(keys[first : min(first + BATCH, MOST_ROWS)]))
        if len(keys) > MOST_ROWS:
            yield [MORE]

    def _batch(self, keys: list[int]) -> list[RegisterRow]:
        cases = Case.objects.visible_to(self.user).for_pages().select_related("service_request")
        by_key = cases.in_bulk(keys)
        here = [by_key[key] for key in keys if key in by_key]
        return register_rows(here, viewer=self.user, now=self.now, calendar=self.calendar)

    def _cells(self, row: RegisterRow) -> list[Any]:
        case, asked = row.case, row.asked
        return [
            case.number,
            self._local(case.opened_at),
            case.title,
            str(case.requester or ""),
            case.requester.unit if case.requester else "",
            row.category,
            asked.asset_or_place,
            asked.get_urgency_display(),
            case.get_status_display(),
            row.stands if case.is_running else "",
            self._local(row.due_at),
            "ya" if row.is_late else "",
            self._local(case.closed_at),
        ]

    def _local(self, at: datetime | None) -> datetime | None:
        """Return the moment by the court's clock; a spreadsheet knows no time zones."""
        return at.astimezone(self.court.tz).replace(tzinfo=None) if at else None
