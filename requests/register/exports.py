"""The register as a file for a spreadsheet: what is filtered, row by row.

CSV is written as an Indonesian Excel opens it by a double click: fields divided by semicolons,
since the comma is the decimal sign of that locale, and a byte order mark, without which Excel
reads UTF-8 as Windows-1252. LibreOffice understands both. A first line "sep=;" would help other
locales, but every other program shows it as a row.

Nothing in a file is ever a formula: users write titles, and a title may begin with "=". In CSV
such a cell gets an apostrophe in front; in XLSX it is stored as text.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook

from requests.register.found import found_cases
from requests.register.pages import register_rows
from sopti.core.words import number
from sopti.people.worktime import calendar_of
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from requests.register.pages import RegisterRow
    from sopti.people.models import Court, User
    from sopti.people.worktime import WorkCalendar

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
# Signs that a spreadsheet takes for the beginning of a formula, also behind what it skips.
FORMULA = re.compile(r"[\t\r]|[\s;,\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


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
        """Yield the lines; the first one begins with the byte order mark."""
        writer = csv.writer(_Line(), delimiter=";")
        yield "\ufeff" + writer.writerow(list(COLUMNS))
        for row in self._rows():
            yield writer.writerow([_plain(value) for value in row])

    def xlsx(self) -> IO[bytes]:
        """Return the workbook in a file that is gone once it is closed."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Register")
        sheet.freeze_panes = "A2"
        for place, width in enumerate(COLUMNS.values(), start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([_cell(sheet, head, bold=True) for head in COLUMNS])
        for row in self._rows():
            sheet.append([_cell(sheet, value) for value in row])
        file = TemporaryFile()  # noqa: SIM115 (the response closes it)
        book.save(file)
        file.seek(0)
        return file

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


class _Line:
    """What csv.writer writes into: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = UNPRINTABLE.sub(" ", value or "")
    return f"'{text}" if FORMULA.match(text) else text


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if value is None or isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    cell = WriteOnlyCell(sheet, UNPRINTABLE.sub(" ", value))
    cell.data_type = "s"  # text, also where openpyxl would see a formula or an error
    if bold:
        cell.font = Font(bold=True)
    return cell
