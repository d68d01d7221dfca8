"""Tables that leave the house for a spreadsheet, as CSV and as XLSX.

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
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Signs that a spreadsheet takes for the beginning of a formula, also behind what it skips.
FORMULA = re.compile(r"[\t\r]|[\s;,\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def csv_lines(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the lines; the first one begins with the byte order mark."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(list(heads))
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def xlsx_file(title: str, columns: Mapping[str, int], rows: Iterable[Iterable[Any]]) -> IO[bytes]:
    """Return the workbook in a file that is gone once it is closed.

    `columns` are the heads with their widths.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file


class _Line:
    """What csv.writer writes into: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = UNPRINTABLE.sub(" ", "" if value is None else str(value))
    return f"'{text}" if FORMULA.match(text) else text


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if value is None or isinstance(value, date | int):
        cell = WriteOnlyCell(sheet, value)
        if not isinstance(value, int):
            with_time = "" if type(value) is date else " hh:mm"
            cell.number_format = f"yyyy-mm-dd{with_time}"
        return cell
    cell = WriteOnlyCell(sheet, UNPRINTABLE.sub(" ", value))
    cell.data_type = "s"  # text, also where openpyxl would see a formula or an error
    if bold:
        cell.font = Font(bold=True)
    return cell
