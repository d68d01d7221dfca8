"""Tables that come into the house from a spreadsheet: XLSX or CSV, from anybody, of any kind.

A file is bounded before it is opened: its size, what it unpacks to, its rows and columns. Formulas
are never carried out; a cell that holds one says so. Whatever cannot be read is a Refusal that
says what to do. Nothing of a file is kept here.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from operator import is_
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.reader.excel import load_workbook

from sopti.core.errors import Refusal
from sopti.core.sheets_out import FORMULA, UNPRINTABLE
from sopti.core.words import file_size, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.core.files.uploadedfile import UploadedFile

ENDINGS = ("xlsx", "csv")
MOST_COLUMNS = 60
MOST_UNPACKED = 48_000_000
MOST_PARTS = 300
MOST_PLACES = 100_000  # rows that are walked over, also where they are empty
LONGEST_CELL = 5_000
CHUNK = 65_536
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and every Office file under a password
NOTHING = (EMPTY_CELL,) * MOST_COLUMNS  # how openpyxl fills a gap between rows
SAVE_AGAIN = "Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu pilih lagi."


class Formula:
    """What stands in a cell that held a formula: its result is anybody's guess."""


Value = str | int | float | date | Formula


@dataclass(frozen=True)
class Row:
    """One row with its number as the spreadsheet shows it; empty cells are left out."""

    number: int
    cells: dict[int, Value]  # by column, from 0


@dataclass(frozen=True)
class Table:
    heads: dict[int, str]  # by column
    rows: list[Row]


def read_table(file: UploadedFile[Any], *, most_rows: int) -> Table:
    """Return the first sheet of the file. Refuses what is no table, too large or hostile."""
    name = shown_name(file)
    if not file.size:
        raise Refusal(f"Dokumen “{name}” kosong. Pilih dokumen yang berisi.")
    if file.size > settings.UPLOAD_MAX_BYTES:
        limit = file_size(settings.UPLOAD_MAX_BYTES)
        raise Refusal(f"Dokumen “{name}” terlalu besar. Paling besar {limit}.")
    file.seek(0)
    return _table(_xlsx_rows(file, name) if _is_xlsx(file, name) else _csv_rows(file, name),
                  name=name, most_rows=most_rows)  # fmt: skip


def shown_name(file: UploadedFile[Any]) -> str:
    """Return the file's name without folders and what cannot be printed."""
    bare = PurePosixPath((file.name or "").replace("\\", "/")).name
    return "".join(letter for letter in bare if letter.isprintable())[:120]


def _is_xlsx(file: UploadedFile[Any], name: str) -> bool:
    """Tell by ending and content together which of the two it is; refuse all else."""
    ending = name.rpartition(".")[2].lower()
    begin = file.read(4)
    file.seek(0)
    if begin == OLD_OFFICE:
        raise Refusal(
            f"Dokumen “{name}” berkata sandi atau berformat Excel lama (.xls). "
            "Simpan sebagai .xlsx tanpa kata sandi."
        )
    if ending not in ENDINGS:
        raise Refusal(f"Dokumen “{name}” tidak diterima. Simpan sebagai Excel (.xlsx) atau CSV.")
    if ending == "csv" and begin == b"PK\x03\x04":
        raise Refusal(f"Dokumen “{name}” bukan CSV. {SAVE_AGAIN}")
    return ending == "xlsx"


def _table(rows: Iterable[Row], *, name: str, most_rows: int) -> Table:
    heads: dict[int, str] = {}
    kept: list[Row] = []
    for row in rows:
        if row.number > MOST_PLACES or len(kept) == most_rows:
            raise Refusal(
                f"Dokumen “{name}” memuat lebih dari {number(most_rows)} baris. "
                f"Pecah menjadi beberapa dokumen, masing-masing paling banyak {number(most_rows)}."
            )
        if not heads:
            heads = {place: str(value).strip() for place, value in row.cells.items()}
        elif row.cells:
            kept.append(row)
    if not heads:
        raise Refusal(f"Dokumen “{name}” tidak memuat apa-apa pada lembar pertamanya.")
    return Table(heads, kept)


# ------------------------------------------------------------------------------------------ XLSX
def _xlsx_rows(file: IO[bytes], name: str) -> Iterator[Row]:
    broken = Refusal(f"Dokumen “{name}” rusak atau bukan Excel. {SAVE_AGAIN}")
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_bombs(archive, name)
        file.seek(0)
        yield from _sheet_rows(file)
    except Refusal:
        raise
    except (MemoryError, RecursionError, Exception) as error:
        raise broken from error


def _refuse_bombs(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack every part once, in small pieces, and refuse what grows too large or hides a DTD.

    The sizes that the file states are not believed: reading past them fails by itself.
    """
    parts = archive.infolist()
    left = MOST_UNPACKED
    for part in parts[: MOST_PARTS + 1]:
        left = _read_part(archive, part, left)
        if left < 0 or len(parts) > MOST_PARTS:
            raise Refusal(
                f"Isi dokumen “{name}” terlalu besar setelah dibuka. "
                "Hapus gambar dan lembar yang tidak perlu, atau pecah menjadi beberapa dokumen."
            )


def _read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return what is left of the allowance; less than nothing when the part was too large."""
    before = b""
    with archive.open(part) as stream:
        while left >= 0 and (piece := stream.read(CHUNK)):
            left -= len(piece)
            # Also in UTF-16: no part of a real workbook declares a document type.
            if b"<!DOCTYPE" in (before + piece).replace(b"\x00", b""):
                raise zlib.error("a document type")
            before = piece[-32:]
    return left


def _sheet_rows(file: IO[bytes]) -> Iterator[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and odd dates
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its own size is not believed
            for place, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
                if all(map(is_, cells, NOTHING)) and place <= MOST_PLACES:
                    continue
                row = _row(place, (_of_xlsx(cell) for cell in cells))
                yield row
        finally:
            book.close()


def _of_xlsx(cell: Any) -> Value | None:
    if cell.data_type == "f":
        return Formula()
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, int | float | date) else None


# ------------------------------------------------------------------------------------------- CSV
def _csv_rows(file: IO[bytes], name: str) -> Iterator[Row]:
    text = _decoded(file.read(), name)
    first = text.partition("\n")[0]
    if first.lower().startswith("sep="):
        text = text.partition("\n")[2]
        first = text.partition("\n")[0]
    divider = max(";,\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
        for place, cells in enumerate(reader, start=1):
            row = _row(place, (_of_csv(cell) for cell in cells[:MOST_COLUMNS]))
            if row.cells:
                yield row
    except csv.Error as error:
        raise Refusal(f"Dokumen “{name}” tidak terbaca sebagai CSV. {SAVE_AGAIN}") from error


def _decoded(content: bytes, name: str) -> str:
    """Return the text: UTF-8, or else what an older Excel writes."""
    if b"\x00" in content:
        raise Refusal(f"Dokumen “{name}” bukan teks CSV. {SAVE_AGAIN}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _of_csv(cell: str) -> Value | None:
    if cell.startswith("'") and FORMULA.match(cell[1:]):
        return _text(cell[1:])  # as our own files guard it
    return Formula() if cell.lstrip().startswith("=") else _text(cell)


def _row(place: int, values: Iterable[Value | None]) -> Row:
    given = enumerate(values)
    return Row(place, {at: value for at, value in given if value is not None and value != ""})


def _text(value: str) -> str:
    return UNPRINTABLE.sub(" ", value)[:LONGEST_CELL].strip()
